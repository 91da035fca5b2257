import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GadgetReadOutcome } from './contract.ts';
import { policies } from './policy.ts';
import { errors, reply } from './test/fake-node.ts';
import { agentId } from './test/fixtures.ts';
import { Harness } from './test/harness.ts';
import { paths } from '../wire/paths.ts';

const outcomes = (h: Harness): Record<string, GadgetReadOutcome> =>
  Object.fromEntries(
    h.effects.flatMap(({ effect }) => (effect.type === 'settle-gadget-read' ? [[effect.id, effect.outcome]] : [])),
  );

const readMany = (h: Harness, count: number, from = 0): void => {
  for (let index = from; index < from + count; index += 1) {
    h.feed({ type: 'gadget-read', id: `g${index}`, path: paths.userQueues(agentId) });
  }
};

describe('one budget for core and gadgets', () => {
  const { budgetBurst, budgetReserve, budgetPerSecond } = policies.swift;

  it('a gadget that asks in a loop is refused with the time of the next token, and nothing of it is sent', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    const before = h.requests('GET', paths.userQueues(agentId)).length;
    readMany(h, 100);
    h.run(1_000);
    const all = Object.values(outcomes(h));
    const sent = h.requests('GET', paths.userQueues(agentId)).length - before;
    assert.equal(all.length, 100, 'each is settled');
    assert.equal(sent, budgetBurst - budgetReserve);
    assert.equal(all.filter(({ kind }) => kind === 'reply').length, sent);
    const refused = all.find((outcome) => outcome.kind === 'refused');
    assert.deepEqual(refused, {
      kind: 'refused',
      code: 'budget-empty',
      retryAfterMs: Math.ceil(1000 / budgetPerSecond),
    });
    h.run(2_000);
    readMany(h, 1, 100);
    h.run(100);
    assert.equal(outcomes(h)['g100']?.kind, 'reply', 'it fills again');
  });

  it('gadgets cannot take what the core needs to find a node', () => {
    const quiet = new Harness({ profile: 'swift' }).signIn();
    const noisy = new Harness({ profile: 'swift' }).signIn();
    readMany(noisy, 100);
    for (const h of [quiet, noisy]) h.run(100).stopNode('publisher');
    const took = [quiet, noisy].map((h) => {
      const { now } = h.untilLost();
      return h.untilPhase('connected').now - now;
    });
    assert.equal(took[0], took[1]);
  });

  it('a search without end keeps to the budget', () => {
    const mutant = { ...policies, swift: { ...policies.swift, pollCurrentMs: 250, pollAlternateMs: 250 } };
    const h = new Harness({ profile: 'swift', policies: mutant }).signIn();
    h.stopNode('publisher');
    h.stopNode('subscriber');
    h.untilPhase('searching');
    const since = h.now;
    h.run(60_000);
    const asked = h.effects.filter(
      ({ at, effect }) => at > since && (effect.type === 'request' || effect.type === 'open-channel'),
    );
    assert.ok(asked.length <= budgetBurst + 60 * budgetPerSecond + 4, `${asked.length}`);
    assert.ok(asked.length > 60, 'and it does go on looking');
  });

  it('a read that a failover cuts off is told so; without a connection nothing is sent', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.nodes.publisher.scripted.push({ method: 'GET', path: paths.userQueues(agentId), reply: 'lost' });
    readMany(h, 1);
    h.run(20);
    h.stopNode('publisher');
    h.untilLost();
    readMany(h, 1, 1);
    h.untilPhase('connected');
    assert.deepEqual(outcomes(h)['g0'], { kind: 'refused', code: 'not-connected' });
    assert.deepEqual(outcomes(h)['g1'], { kind: 'refused', code: 'not-connected' });
  });
});

describe('what a node says about when to come', () => {
  const busy = (seconds: string) => ({
    ...reply(503, errors('Service Unavailable')),
    headers: { 'retry-after': seconds },
  });

  it('Retry-After with a 503: nobody looks there before', () => {
    const h = new Harness({ profile: 'swift' }).signIn().run(5_000);
    h.setStatus('subscriber', 'OUT_OF_SERVICE');
    h.nodes.subscriber.scripted.push({ method: 'GET', path: paths.systemInfo, reply: busy('20') });
    const since = h.now;
    h.stopNode('publisher');
    h.untilPhase('searching');
    h.run(40_000);
    const looks = h.probes('subscriber', since).map(({ at }) => at - since);
    const gap = looks[1]! - looks[0]!;
    assert.ok(gap >= 20_000 && gap <= 22_000, looks.join());
    assert.ok(looks.length > 2, 'afterwards as ever');
  });

  it('… but not for ever, and not for a header that cannot be read', () => {
    for (const [header, longest] of [
      ['999999', policies.swift.hintCapMs + 2_000],
      ['soon', 6_000],
    ] as const) {
      const h = new Harness({ profile: 'swift' }).signIn().run(5_000);
      h.setStatus('subscriber', 'OUT_OF_SERVICE');
      h.nodes.subscriber.scripted.push({ method: 'GET', path: paths.systemInfo, reply: busy(header) });
      h.stopNode('publisher');
      h.untilPhase('searching');
      h.setStatus('subscriber', 'IN_SERVICE');
      h.untilPhase('connected', longest);
    }
  });

  const turn = (wait: number) => ({ ...reply(202), headers: { 'x-understudy-admission': `wait=${wait}` } });

  it('DF-9: the turn of a paced arrival is told and waited for, then everything is read', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.nodes.subscriber.scripted.push({ method: 'PUT', path: paths.user(agentId), reply: turn(12_000) });
    h.stopNode('publisher');
    h.untilPhase('restoring');
    const since = h.now;
    assert.deepEqual(h.view.turn, { node: 'subscriber', at: since + 12_000 });
    assert.equal(h.view.banner?.key, 'paced');
    assert.deepEqual(h.view.banner.params, { node: 'subscriber', seconds: 12 });
    const reads = () => h.requests('GET', paths.user(agentId)).filter(({ at }) => at >= since).length;
    h.run(11_000);
    assert.equal(reads(), 0);
    h.untilPhase('connected', 2_000);
    assert.equal(reads(), 1);
    assert.equal(h.view.turn, undefined);
    assert.equal(h.view.banner.key, 'moved');
  });

  it('DF-9: a node that is lost while its turn is waited for is left', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.nodes.subscriber.scripted.push({ method: 'PUT', path: paths.user(agentId), reply: turn(60_000) });
    h.stopNode('publisher');
    h.untilPhase('restoring');
    h.stopNode('subscriber');
    h.startNode('publisher');
    h.untilPhase('searching');
    assert.equal(h.view.turn, undefined);
    h.untilPhase('connected', 20_000);
    assert.equal(h.view.node, 'publisher');
  });

  it('DF-9: 12.6 and 11.x do not know such words', () => {
    for (const profile of ['12.6', '11.x'] as const) {
      const h = new Harness({ profile }).signIn();
      h.nodes.subscriber.scripted.push({ method: 'PUT', path: paths.user(agentId), reply: turn(50_000) });
      h.stopNode('publisher');
      h.untilConnectedAgain(40_000);
      assert.equal(h.view.turn, undefined);
    }
  });
});
