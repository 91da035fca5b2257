import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import { profileNames } from './contract.ts';
import { agentId, team, user, startAt } from './test/fixtures.ts';
import { reply } from './test/fake-node.ts';
import { Harness, signedInOnACall } from './test/harness.ts';
import { policies } from './policy.ts';

describe('moving', () => {
  it('DF-7: no fail-back when the failed node recovers', () => {
    for (const profile of profileNames) {
      const h = new Harness({ profile }).signIn();
      h.stopNode('publisher');
      h.untilConnectedAgain();
      h.startNode('publisher');
      const asked = h.requests('GET', paths.systemInfo).length;
      h.run(600_000);
      assert.equal(h.view.node, 'subscriber');
      assert.equal(h.view.phase, 'connected');
      const looks = h.requests('GET', paths.systemInfo).length - asked;
      if (profile === 'swift') assert.ok(looks > 0 && looks <= 6, `${looks} looks ahead of time (GL-4), and no more`);
      else assert.equal(looks, 0, 'nobody even looks');
    }
  });

  it('and back again when the second node fails', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.stopNode('publisher');
    h.untilConnectedAgain();
    h.startNode('publisher');
    h.stopNode('subscriber');
    h.untilConnectedAgain();
    assert.equal(h.view.node, 'publisher');
    assert.equal(h.view.epoch, 3);
  });

  it('signs in on the alternate, subscribes again before it reads, and fetches no configuration (DF-9)', () => {
    const h = new Harness({ profile: '12.6' });
    h.agent = user('READY', { roles: ['Agent', 'Supervisor'], teams: [{ uri: '', id: '1', name: 'S' }] });
    h.teams = [team([{ loginId: '1002', state: 'READY' }])];
    h.signIn();
    const since = h.now;
    h.stopNode('publisher');
    h.untilConnectedAgain();
    const done = h.effects.filter(({ at, effect }) => at >= since && ['request', 'subscribe'].includes(effect.type));
    const onAlternate = done.flatMap(({ effect }) => {
      if (effect.type === 'subscribe') return [`subscribe ${effect.path}`];
      return effect.type === 'request' && effect.epoch === 2 ? [`${effect.request.method} ${effect.request.path}`] : [];
    });
    assert.deepEqual(onAlternate, [
      `PUT ${paths.user(agentId)}`,
      `subscribe ${paths.queue('10')}`,
      `subscribe ${paths.queue('11')}`,
      `subscribe ${paths.teamUsers('1')}`,
      `GET ${paths.userDialogs(agentId)}`,
      `GET ${paths.userQueues(agentId)}`,
      `GET ${paths.userMediaList(agentId)}`,
      `GET ${paths.team('1')}`,
    ]);
  });

  it('the user is told by the event after the LOGIN, and read only where that is lost', () => {
    for (const loginEvent of ['told', 'lost'] as const) {
      const h = new Harness({ profile: 'swift' });
      h.agent = user('READY');
      h.loginEvent = loginEvent;
      h.signIn();
      h.stopNode('publisher');
      h.agent = { ...h.agent, state: 'NOT_READY', teamName: 'Another team' };
      h.untilConnectedAgain();
      assert.equal(h.view.agent?.teamName, 'Another team', loginEvent);
      const path = paths.user(agentId);
      const reads = h.effects.filter(
        ({ effect }) =>
          effect.type === 'request' &&
          effect.epoch === 2 &&
          effect.request.method === 'GET' &&
          effect.request.path === path,
      );
      assert.equal(reads.length, loginEvent === 'told' ? 0 : 1, loginEvent);
    }
  });

  it('an event that is late is waited for a moment only: the user is read beside what takes longer', () => {
    const h = new Harness({ profile: 'swift', latencyMs: 200 });
    h.loginEvent = 'lost';
    h.signIn();
    h.stopNode('publisher');
    h.untilConnectedAgain();
    const read = (path: string): number =>
      h.effects.find(
        ({ effect }) =>
          effect.type === 'request' &&
          effect.epoch === 2 &&
          effect.request.method === 'GET' &&
          effect.request.path === path,
      )?.at ?? NaN;
    assert.equal(read(paths.user(agentId)) - read(paths.userDialogs(agentId)), policies.swift.userEventMs);
  });

  it('the old channel is closed before the new one is opened', () => {
    const h = new Harness({ profile: '12.6' }).signIn();
    h.setStatus('publisher', 'OUT_OF_SERVICE');
    h.untilConnectedAgain();
    const order = h.effects.map(({ effect }) => effect.type).filter((type) => type.endsWith('-channel'));
    assert.deepEqual(order, ['open-channel', 'close-channel', 'open-channel']);
  });

  it('answers and items of the old epoch are dropped', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.feed({ type: 'command', id: 'c', command: { type: 'make-call', to: '5' } });
    const old = h.effects.findLast(({ effect }) => effect.type === 'request')!.effect;
    const channel = h.nodes.publisher.channels[0]!;
    assert.ok(old.type === 'request');
    h.nodes.publisher.scripted.push({ method: 'POST', path: paths.userDialogs(agentId), reply: 'lost' });
    h.stopNotification('publisher');
    h.untilConnectedAgain();
    assert.ok(h.now - startAt < 9_000, 'the old request is still open');
    const { view } = h;
    h.feed({ type: 'reply', id: old.id, epoch: 1, reply: reply(503) });
    h.feed({ type: 'request-failed', id: old.id, epoch: 1, failure: 'timeout' });
    const told = { kind: 'User', value: user('LOGOUT') } as const;
    const update = { event: 'put', source: paths.user(agentId), requestId: '', data: told } as const;
    h.feed({ ...item(channel), event: { kind: 'item', path: paths.user(agentId), itemId: 'late', update } });
    h.feed({ ...item(channel), event: { kind: 'closed', reason: 'reset' } });
    assert.equal(h.view, view, 'the very same view');
  });
  const item = (channel: { id: number; epoch: number }) =>
    ({ type: 'channel', channel: channel.id, epoch: channel.epoch }) as const;

  it('an alternate that refuses the sign-in is looked at again in its turn, not in a busy loop', () => {
    const h = new Harness({ profile: '12.6' }).signIn();
    h.nodes.subscriber.notification = 'refused';
    h.stopNode('publisher');
    h.untilPhase('searching');
    const since = h.now;
    h.run(60_000);
    const switches = h.phases.filter(({ phase, at }) => phase === 'switching' && at >= since);
    assert.equal(switches.length, 3);
    h.nodes.subscriber.notification = 'up';
    h.untilPhase('connected');
    assert.equal(h.view.node, 'subscriber');
  });

  it('what was begun on an alternate that refused the sign-in is taken back, so that the current node can be kept', () => {
    const h = new Harness({ profile: '12.6' }).signIn();
    const refusal = { method: 'PUT', path: paths.user(agentId), reply: reply(500) };
    h.nodes.subscriber.scripted.push(refusal);
    h.stopNode('publisher');
    h.untilPhase('switching').untilPhase('searching');
    assert.deepEqual(h.nodes.subscriber.channels, []);
    h.stopNode('subscriber');
    h.startNode('publisher');
    h.untilPhase('connected');
    assert.equal(h.view.node, 'publisher');
  });

  it('a node that dies while restoring: the search goes on, and the banner tells the whole way', () => {
    const h = new Harness({ profile: 'swift', latencyMs: 50 }).signIn();
    const since = h.now;
    h.stopNode('publisher');
    h.untilPhase('restoring');
    h.stopNode('subscriber');
    h.startNode('publisher');
    h.untilPhase('searching').untilPhase('connected');
    assert.equal(h.view.node, 'publisher');
    assert.equal(h.view.banner?.key, 'reconnected');
    assert.ok(h.view.lastMove && h.view.lastMove.startedAt - since < 100);
  });

  it('a sign-in that was accepted but never takes place ends the session instead of searching for ever', () => {
    const h = new Harness({ profile: '12.6' }).signIn();
    h.agent = user('LOGOUT');
    h.nodes.subscriber.scripted.push({ method: 'PUT', path: paths.user(agentId), reply: reply(202) });
    h.stopNode('publisher');
    h.untilPhase('restoring');
    h.run(policies['12.6'].restoreBoundMs);
    assert.equal(h.view.phase, 'signed-out');
  });

  it('a silent alternate is given up after the bound of switching', () => {
    const h = new Harness({ profile: '12.6' }).signIn();
    h.stopNode('publisher');
    h.untilPhase('switching');
    h.cutNetwork('subscriber');
    const since = h.now;
    h.untilPhase('searching');
    assert.ok(h.now - since <= policies['12.6'].switchBoundMs);
  });

  it('a credential that is no longer accepted: expired, with everything kept; a new sign-in goes on', () => {
    const h = signedInOnACall({ profile: '12.6' });
    const { dialogs } = h.view;
    h.nodes.subscriber.scripted.push({ method: 'GET', path: paths.userDialogs(agentId), reply: reply(401) });
    h.stopNode('publisher');
    h.untilPhase('expired');
    assert.equal(h.view.banner?.key, 'expired');
    assert.equal(h.view.dialogs, dialogs);
    assert.ok(h.persisted);
    h.nodes.subscriber.scripted.push({ method: 'PUT', path: paths.user(agentId), reply: reply(401) });
    const again = { type: 'sign-in', agentId, extension: '4001', node: 'subscriber' } as const;
    h.feed(again);
    h.until(() => h.view.banner?.key === 'sign-in-failed');
    assert.equal(h.view.phase, 'expired');
    assert.equal(h.view.dialogs, dialogs, 'a wrong password loses nothing');
    h.feed(again);
    h.untilPhase('connected');
    assert.equal(h.view.dialogs, dialogs);
  });

  it('move kind reload: the record is written and the pages are told, the core goes on as in place', () => {
    const h = new Harness({ profile: '12.6', move: 'reload' }).signIn();
    h.stopNode('publisher');
    h.untilPhase('switching');
    assert.equal(h.persisted?.node, 'subscriber');
    assert.ok(h.persisted.movingSince !== undefined);
    const effects = h.effects.map(({ effect }) => effect.type);
    assert.ok(effects.lastIndexOf('persist') < effects.indexOf('reload-pages'));
    h.untilPhase('connected');
    assert.equal(h.persisted.movingSince, undefined);
    assert.equal(effects.filter((type) => type === 'reload-pages').length, 1);
  });
});
