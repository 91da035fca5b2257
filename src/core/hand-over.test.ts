import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Harness } from './test/harness.ts';
import type { RedirectWay } from './ways.ts';

const sameSite: RedirectWay = { kind: 'same-site', to: 'subscriber' };

function desktopWith(redirect: RedirectWay): Harness {
  const h = new Harness({ profile: 'swift', move: 'redirect' }).signIn();
  h.feed({ type: 'ways', ways: { reload: 'without-server', redirect } });
  return h;
}
const effectsOf = (h: Harness) => h.effects.map(({ effect }) => effect.type);
const opened = (h: Harness, node: string) =>
  h.effects.filter(({ effect }) => effect.type === 'open-channel' && effect.node === node).length;

describe('move kind redirect', () => {
  for (const way of [sameSite, { kind: 'primed', to: 'subscriber' }, { kind: 'unprimed', to: 'subscriber' }] as const) {
    it(`${way.kind}: the record first, then every connection let go, then the pages asked`, () => {
      const h = desktopWith(way);
      h.stopNode('publisher');
      h.untilPhase('switching');
      const effects = effectsOf(h);
      const asked = effects.indexOf('hand-over');
      assert.ok(asked > 0);
      assert.ok(effects.lastIndexOf('persist') < asked);
      assert.ok(effects.lastIndexOf('close-channel') < asked);
      assert.equal(opened(h, 'subscriber'), 0, 'never on two nodes');
      assert.equal(h.persisted?.node, 'subscriber');
      assert.equal(h.persisted.epoch, 2);
      assert.ok(h.persisted.movingSince !== undefined);

      h.feed({ type: 'handed-over', epoch: 2, outcome: 'left' });
      assert.equal(h.view.phase, 'signed-out');
      assert.equal(h.view.banner?.key, 'handed-over');
      assert.equal(h.persisted, undefined, 'credential and record are erased here');
      h.run(600_000);
      assert.equal(opened(h, 'subscriber'), 0, 'this core stays out of it');
    });
  }

  it('pages that cannot leave: in place, at once', () => {
    const h = desktopWith(sameSite);
    h.stopNode('publisher');
    h.untilPhase('switching');
    h.feed({ type: 'handed-over', epoch: 2, outcome: 'refused' });
    h.untilPhase('connected');
    assert.equal(h.view.node, 'subscriber');
    h.feed({ type: 'handed-over', epoch: 2, outcome: 'left' });
    assert.equal(h.view.phase, 'connected', 'a late word changes nothing');
  });

  it('pages that do not answer: in place after the bound of an attempt, and they are not asked twice', () => {
    const h = desktopWith(sameSite);
    h.stopNode('publisher');
    h.untilPhase('switching');
    const { length } = h.phases;
    h.untilPhase('connected');
    assert.deepEqual(
      h.phases.slice(length).map(({ phase }) => phase),
      ['restoring', 'connected'],
      'no second search',
    );
    assert.equal(h.view.node, 'subscriber');
    assert.equal(effectsOf(h).filter((type) => type === 'hand-over').length, 1);
  });

  for (const way of [
    { kind: 'unknown' },
    { kind: 'none', because: 'simulated' },
    { kind: 'unreachable', to: 'subscriber', address: 'https://b.example' },
    { kind: 'same-site-idle', to: 'subscriber' },
    { kind: 'same-site', to: 'publisher' },
  ] as const) {
    it(`in place when redirect is ${way.kind}${'to' in way ? ` to the ${way.to}` : ''}`, () => {
      const h = desktopWith(way);
      h.stopNode('publisher');
      h.untilConnectedAgain();
      assert.equal(h.view.node, 'subscriber');
      assert.ok(!effectsOf(h).includes('hand-over'));
    });
  }

  it('back on the same node nobody leaves', () => {
    const h = desktopWith(sameSite);
    h.tell('publisher', { kind: 'closed', reason: 'reset' });
    h.untilConnectedAgain();
    assert.equal(h.view.node, 'publisher');
    assert.ok(!effectsOf(h).includes('hand-over'));
  });

  it('what was found out keeps its identity when it is told again', () => {
    const h = desktopWith(sameSite);
    const { ways } = h.view;
    h.feed({ type: 'ways', ways: JSON.parse(JSON.stringify(ways)) as typeof ways });
    assert.equal(h.view.ways, ways);
  });
});
