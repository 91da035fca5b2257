import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { goAhead } from './ahead.ts';
import type { CacheDatabase } from './database.ts';
import type { CacheInput, ReadResult } from './pure/cache-core-contract.ts';

const read = (owner: string, ticket: number): CacheInput => ({ type: 'read', owner, ticket });
const flush: CacheInput = { type: 'flush', durability: 'relaxed' };
const nothing: ReadResult = { records: [], broken: [] };

/** A database that opens when it is told to, and what was done, in its order. */
function begun() {
  const log: string[] = [];
  const database: CacheDatabase = {
    readAll: (owner) => {
      log.push(`send ${owner}`);
      return Promise.resolve(nothing);
    },
    write: () => Promise.resolve(),
    evictExpired: () => Promise.resolve(),
    close: () => undefined,
  };
  let open = (): void => undefined;
  let fail = (): void => undefined;
  const opening = new Promise<CacheDatabase>((resolve, reject) => {
    open = () => resolve(database);
    fail = () => reject(new Error('planted'));
  });
  const ahead = goAhead(
    opening,
    () => void log.push('start'),
    (input) => void log.push(input.type === 'read' ? `read ${input.owner} ${input.ticket}` : input.type),
  );
  const turn = () => opening.catch(() => undefined).then(() => undefined);
  return { log, ahead, turn, open, fail };
}

describe('DesktopCache until its database is open', () => {
  it('reads are sent as soon as it is, once for each owner, and everything else comes behind them', async () => {
    const { log, ahead, open, turn } = begun();
    ahead.feed(read('1001', 1));
    ahead.feed(read('1002', 2));
    ahead.feed(read('1001', 3));
    assert.equal(log.length, 0, 'this thread is left to the opening');
    open();
    await turn();
    assert.deepEqual(log, ['send 1001', 'send 1002', 'start', 'read 1001 1', 'read 1002 2', 'read 1001 3']);
    const sent = await ahead.take('1001');
    assert.deepEqual(sent, nothing);
    assert.equal(ahead.take('1001'), undefined, 'whoever reads later reads what is there then');
    ahead.drop();
    assert.equal(ahead.take('1002'), undefined);
    ahead.feed(read('1003', 4));
    assert.equal(log.at(-1), 'read 1003 4');
  });

  it('a write does not wait: what was asked before it goes with it, and by the usual way', async () => {
    const { log, ahead, open, turn } = begun();
    ahead.feed(read('1001', 1));
    ahead.feed(flush);
    assert.deepEqual(log, ['start', 'read 1001 1', 'flush']);
    open();
    await turn();
    assert.deepEqual(log, ['start', 'read 1001 1', 'flush']);
    assert.equal(ahead.take('1001'), undefined);
  });

  it('a database that does not open: told as if nobody had waited', async () => {
    const { log, ahead, fail, turn } = begun();
    ahead.feed(read('1001', 1));
    fail();
    await turn();
    assert.deepEqual(log, ['start', 'read 1001 1']);
  });

  it('a database that takes its time: waited for only so long', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const { log, ahead, open, turn } = begun();
    ahead.feed(read('1001', 1));
    context.mock.timers.tick(50);
    assert.deepEqual(log, ['start', 'read 1001 1']);
    open();
    await turn();
    assert.deepEqual(log, ['start', 'read 1001 1']);
  });
});
