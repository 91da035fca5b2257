/**
 * PF and DF-11 in round trips: every link costs one fixed round trip per exchange, nothing else costs anything, so the time
 * from the trigger to `connected` divided by it is the length of the longest chain of exchanges that wait for each other.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CoreEffect } from './contract.ts';
import { policies, type Policy } from './policy.ts';
import { team, user } from './test/fixtures.ts';
import { Harness } from './test/harness.ts';
import type { Ms, NodeName } from '../wire/names.ts';

const roundTripMs = 100;
/** Before the first byte: TCP and TLS 1.3. */
const connecting = 2;
/** After them: upgrade, stream, SASL, stream again, bind; the last one is the harness's own answer. */
const channelExchanges = 5;
/** A server closes a connection that was idle for so long. */
const keptMs = 20_000;

/** The harness, with what a browser really does before a request goes out. One connection carries many requests (HTTP/2). */
class LongRoad extends Harness {
  private readonly usedAt: Record<NodeName, Ms> = { publisher: -Infinity, subscriber: -Infinity };
  private readonly readyAt: Record<NodeName, Ms> = { publisher: -Infinity, subscriber: -Infinity };
  private readonly allowed = new Set<string>();

  protected override detour(effect: CoreEffect): Ms {
    if (effect.type !== 'request' && effect.type !== 'open-channel') return 0;
    const node = this.nodes[effect.node];
    // Nobody listens: the first packet is answered by a reset.
    if (node.rest !== 'up') return 0;
    if (effect.type === 'open-channel') return (connecting + channelExchanges - 1) * roundTripMs;
    if (this.now - this.usedAt[effect.node] > keptMs) this.readyAt[effect.node] = this.now + connecting * roundTripMs;
    this.usedAt[effect.node] = this.now;
    const untilReady = Math.max(0, this.readyAt[effect.node] - this.now);
    const question = `${effect.node} ${effect.request.path}`;
    const isAsked = effect.authorized && !this.allowed.has(question);
    // Known once it is answered; two that ask together both ask.
    if (isAsked) this.later(untilReady + roundTripMs, () => this.allowed.add(question));
    return untilReady + (isAsked ? roundTripMs : 0);
  }
}

function chainOf(change: Partial<Policy>, prepare: (h: LongRoad) => void = () => undefined): number {
  const changed = { ...policies, swift: { ...policies.swift, ...change } };
  const h = new LongRoad({ profile: 'swift', latencyMs: roundTripMs / 2, policies: changed });
  prepare(h);
  h.feed({ type: 'tabs', count: 1 });
  h.feed({ type: 'sign-in', agentId: '1001', extension: '4001', node: 'publisher' });
  h.untilPhase('connected');
  // Long enough for connections to the alternate to be closed again, where nothing keeps them.
  h.run(100_000);
  h.stopNode('publisher');
  h.untilPhase('connected', 1).untilLost();
  const trigger = h.view.lastMove?.startedAt ?? h.view.staleSince ?? h.now;
  h.untilPhase('connected');
  assert.equal(h.view.node, 'subscriber');
  assert.equal(h.view.staleSince, undefined);
  const { startedAt, endedAt } = h.view.lastMove!;
  assert.equal(startedAt, trigger);
  return (endedAt - startedAt) / roundTripMs;
}

describe('DF-11: serial round trips from the trigger to connected, data read again', () => {
  const asSupervisor = (h: LongRoad): void => {
    h.agent = user('NOT_READY', { roles: ['Agent', 'Supervisor'], teams: [{ id: '1', name: 'Support', uri: '' }] });
    h.teams = [team([{ loginId: '1002', state: 'READY' }])];
  };

  it('cold: at most 10', () => {
    for (const prepare of [() => undefined, asSupervisor]) {
      const chain = chainOf({}, prepare);
      assert.ok(chain <= 10 && chain > 5, `${chain}`);
    }
  });

  it('prepared (kept connections, known preflights, a bound session): at most 5', () => {
    for (const prepare of [() => undefined, asSupervisor]) {
      const chain = chainOf({ prepareAlternate: 'while-connected' }, prepare);
      assert.ok(chain <= 5, `${chain}`);
    }
  });

  it('without preparing anything it would be more than 10: the count can fail', () => {
    const chain = chainOf({ prepareAlternate: 'off' });
    assert.ok(chain > 10, `${chain}`);
  });
});

describe('the session that stands ready', () => {
  const ready = (): Harness => {
    const swift = { ...policies.swift, prepareAlternate: 'while-connected' } as const;
    return new Harness({ profile: 'swift', policies: { ...policies, swift } }).signIn().run(5_000);
  };

  it('has neither presence nor subscriptions, and is kept alive', () => {
    const h = ready();
    assert.equal(h.nodes.subscriber.held.length, 1);
    assert.equal(h.nodes.subscriber.channels.length, 0);
    const { id } = h.nodes.subscriber.held[0]!;
    h.run(60_000);
    const spoken = h.effects.flatMap(({ effect }) =>
      'channel' in effect && effect.channel === id ? [effect.type] : [],
    );
    assert.deepEqual([...new Set(spoken)], ['open-channel', 'ping']);
    assert.equal(h.nodes.subscriber.held[0]?.id, id);
  });

  it('its loss is no news of the current node, and it is made ready again', () => {
    const h = ready();
    h.closeChannels('subscriber');
    h.run(policies.swift.warmEveryMs + 1_000);
    assert.equal(h.view.phase, 'connected');
    assert.equal(h.view.epoch, 1);
    assert.equal(h.nodes.subscriber.held.length, 1);
  });

  it('a silent one is found out and dropped', () => {
    const h = ready();
    h.cutNetwork('subscriber');
    h.run(60_000);
    assert.equal(h.view.phase, 'connected');
    h.stopNode('publisher');
    h.startNode('subscriber');
    h.untilConnectedAgain();
    assert.equal(h.view.node, 'subscriber');
  });

  it('swift: begun at a trigger, closed again when the current node recovers, gone with the session', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.closeChannels('publisher');
    h.run(500);
    assert.equal(h.view.node, 'publisher');
    assert.equal(h.nodes.subscriber.held.length, 0);
    assert.ok(h.effects.some(({ effect }) => effect.type === 'open-channel' && effect.presence === 'later'));
    const always = ready();
    always.feed({ type: 'sign-out' });
    always.untilPhase('signed-out');
    assert.equal(always.nodes.subscriber.held.length, 0);
  });

  it('is an option, and can be set while connected: begun at once, closed at once', () => {
    const h = new Harness({ profile: 'swift', prepareAlternate: 'while-connected' }).signIn().run(5_000);
    assert.equal(h.nodes.subscriber.held.length, 1);
    h.feed({ type: 'configure', prepareAlternate: 'off' });
    h.run(1_000);
    assert.equal(h.nodes.subscriber.held.length, 0);
    h.feed({ type: 'configure', prepareAlternate: 'while-connected' });
    assert.equal(h.view.prepareAlternate, 'while-connected');
    h.run(1_000);
    assert.equal(h.nodes.subscriber.held.length, 1);
    assert.equal(h.view.epoch, 1);
  });

  it('12.6 and 11.x prepare nothing', () => {
    for (const profile of ['12.6', '11.x'] as const) {
      const h = new Harness({ profile, prepareAlternate: 'while-connected' }).signIn();
      h.stopNode('publisher');
      h.untilConnectedAgain();
      assert.ok(!h.effects.some(({ effect }) => effect.type === 'open-channel' && effect.presence === 'later'));
    }
  });
});
