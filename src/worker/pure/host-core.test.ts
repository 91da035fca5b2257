/** The host's decisions, one by one; its executor meets them in Chromium, the simulation meets them in numbers. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostEffect, HostInput } from './host-core-contract.ts';
import { createHostCore, defaultIdleEndMs } from './host-core.ts';

function host() {
  const core = createHostCore({ protocol: 1, build: '2026-03-02' }, 0);
  let now = 0;
  const said = (): string[] => core.effects().map(words);
  return {
    core,
    at: (ms: number) => (now = ms),
    feed(input: HostInput): string[] {
      core.handle(input, now);
      return said();
    },
    wake(ms: number): string[] {
      now = ms;
      core.wake(now);
      return said();
    },
  };
}

const words = (effect: HostEffect): string =>
  [effect.type, 'tab' in effect ? effect.tab : '', 'count' in effect ? effect.count : '']
    .filter((word) => word !== '')
    .join(' ');
const join = (tab: string, connection: number, build = '2026-03-02'): HostInput => ({
  type: 'join',
  tab,
  connection,
  protocol: 1,
  build,
});

describe('the host of the core', () => {
  it('starts one core for all tabs, and serves each when it runs', () => {
    const { feed } = host();
    assert.deepEqual(feed(join('a', 1)), [], 'older workers may still be stepping down');
    assert.deepEqual(feed({ type: 'rivals-met', newer: undefined }), ['watch-tab a', 'tabs 1', 'start-core a']);
    assert.deepEqual(feed(join('b', 2)), ['watch-tab b', 'tabs 2']);
    assert.deepEqual(feed({ type: 'core-started' }), ['serve a', 'serve b']);
    assert.deepEqual(feed(join('b', 3)), ['serve b'], 'a newer connection of the same tab');
    assert.deepEqual(feed({ type: 'gone', tab: 'b', connection: 2 }), [], 'a late word of the older one');
    assert.deepEqual(feed({ type: 'gone', tab: 'b' }), ['forget-tab b', 'tabs 1']);
  });

  it('steps down for a newer page, once, and takes nobody in any more', () => {
    const { feed } = host();
    feed({ type: 'rivals-met', newer: undefined });
    feed(join('a', 1));
    feed({ type: 'core-started' });
    const newer = feed(join('b', 2, '2026-04-01'));
    assert.deepEqual(newer, ['tell-stepping-down b', 'tell-stepping-down a', 'stop']);
    assert.deepEqual(feed({ type: 'rival', build: '2026-04-01' }), ['tell-stepping-down a']);
    assert.deepEqual(feed(join('c', 3)), []);
  });

  it('tells an older page so, and every page when a newer worker is alive', () => {
    const { feed } = host();
    feed({ type: 'rivals-met', newer: undefined });
    assert.deepEqual(feed(join('a', 1, '2026-01-01')), ['tell-outdated a']);
    const other = host();
    other.feed({ type: 'rivals-met', newer: '2026-04-01' });
    assert.deepEqual(other.feed(join('a', 1)), ['tell-outdated a']);
  });

  it('ends without tabs and without work; with work it asks again', () => {
    const { feed, wake, at, core } = host();
    feed({ type: 'rivals-met', newer: undefined });
    feed(join('a', 1));
    feed({ type: 'core-started' });
    assert.equal(core.deadline(), undefined);
    at(1000);
    feed({ type: 'gone', tab: 'a' });
    assert.deepEqual(wake(1000 + defaultIdleEndMs), ['ask-whether-idle']);
    assert.deepEqual(feed({ type: 'idle-told', isIdle: false }), []);
    assert.deepEqual(wake(1000 + 2 * defaultIdleEndMs), ['ask-whether-idle']);
    assert.deepEqual(feed({ type: 'idle-told', isIdle: true }), ['stop']);
  });

  it('a worker that nobody joins ends', () => {
    assert.deepEqual(host().wake(defaultIdleEndMs), ['stop']);
  });

  it('a start that fails is tried again by the next page', () => {
    const { feed } = host();
    feed({ type: 'rivals-met', newer: undefined });
    feed(join('a', 1));
    feed({ type: 'core-failed' });
    assert.deepEqual(feed(join('b', 2)), ['watch-tab b', 'tabs 2', 'start-core b']);
  });
});
