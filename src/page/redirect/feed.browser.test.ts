/** The copy that waits at the other address: whole at first, kept up to date, and whole again after a loss. */
import { expect, waitUntil } from '@open-wc/testing';
import { openDesktopCache } from '../../cache/desktop-cache.ts';
import { absorb, readOwner, type Operation } from '../../cache/mirror.ts';
import { feedUnderstudy } from './feed.ts';

let count = 0;
function stage() {
  count += 1;
  const [here, there] = [`feed-here-${count}-${Date.now()}`, `feed-there-${count}-${Date.now()}`];
  const cache = openDesktopCache({ name: here, now: () => Date.now() });
  const sent: Operation[][] = [];
  const state = { lost: false };
  const send = async (operations: readonly Operation[]) => {
    if (state.lost) throw new Error('nobody answers');
    sent.push([...operations]);
    await absorb(there, operations, Date.now());
  };
  const notes = cache.namespace('1001', 'notes');
  const copied = async () =>
    (await readOwner(there, '1001')).flatMap((one) => (one.kind === 'put' ? [[one.record.key, one.record.value]] : []));
  return { here, cache, notes, sent, state, send, copied };
}

describe('the feed of the understudy', () => {
  it('brings what is there, then each change, of this owner alone', async () => {
    const { here, cache, notes, sent, send, copied } = stage();
    await notes.put('draft', 'one', { durability: 'strict' });
    const feed = feedUnderstudy(here, '1001', send);
    await feed.finish();
    expect(await copied()).to.deep.equal([['draft', 'one']]);
    await cache.namespace('1002', 'notes').put('draft', 'another’s', { durability: 'strict' });
    await notes.put('draft', 'two', { durability: 'strict' });
    await waitUntil(async () => JSON.stringify(await copied()).includes('two'));
    expect(JSON.stringify(sent)).not.to.contain('another’s');
    const before = sent.length;
    await feed.finish();
    expect(sent.length, 'nothing is brought twice').to.equal(before);
    feed.stop();
    cache.close();
  });

  it('after a loss the whole comes again, and what was deleted meanwhile is gone there too', async () => {
    const { here, cache, notes, state, send, copied } = stage();
    await notes.put('draft', 'one', { durability: 'strict' });
    await notes.put('old', 'goes', { durability: 'strict' });
    const feed = feedUnderstudy(here, '1001', send);
    await feed.finish();
    state.lost = true;
    await notes.delete('old');
    await notes.put('draft', 'two', { durability: 'strict' });
    await feed.finish().catch(() => undefined);
    // The loss may also have been met by the change itself; either way it is remembered.
    state.lost = false;
    await feed.finish();
    expect(await copied()).to.deep.equal([['draft', 'two']]);
    feed.stop();
    cache.close();
  });
});
