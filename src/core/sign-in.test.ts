import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import { agentId, extension, team, user } from './test/fixtures.ts';
import { errors, reply } from './test/fake-node.ts';
import { Harness } from './test/harness.ts';

const banner = (h: Harness) => ({ key: h.view.banner?.key, params: h.view.banner?.params });
const wish = { type: 'sign-in', agentId, extension, node: 'publisher' } as const;

describe('sign-in', () => {
  it('asks SystemInfo, connects notifications, signs in, reads everything and is connected in epoch 1', () => {
    const h = new Harness().signIn();
    assert.deepEqual(
      h.phases.map(({ phase }) => phase),
      ['signing-in', 'connected'],
    );
    assert.equal(h.view.epoch, 1);
    assert.equal(h.view.node, 'publisher');
    assert.equal(h.view.agent?.state, 'NOT_READY');
    assert.equal(h.view.notifications, 'open');
    assert.deepEqual(
      h.view.queues.map(({ id }) => id),
      ['10', '11'],
    );
    assert.deepEqual(
      h.view.reasonCodes.notReady.map(({ label }) => label),
      ['Break'],
    );
    assert.deepEqual(
      h.view.reasonCodes.signOut.map(({ label }) => label),
      ['End of shift'],
    );
    assert.deepEqual(banner(h), { key: 'signed-in', params: { node: 'publisher' } });
    const order = h.effects.map(({ effect }) => (effect.type === 'request' ? effect.request.path : effect.type));
    assert.ok(order.indexOf(paths.systemInfo) < order.indexOf('open-channel'));
    assert.ok(order.indexOf('open-channel') < order.indexOf(paths.user(agentId)));
    assert.equal(h.persisted?.agentId, agentId);
    assert.ok(!JSON.stringify(h.core.snapshot()).includes('password'));
  });

  it('SystemInfo goes without the credential, everything else with it', () => {
    const h = new Harness().signIn();
    for (const { effect } of h.effects) {
      if (effect.type === 'request') assert.equal(effect.authorized, effect.request.path !== paths.systemInfo);
    }
  });

  it('subscribes each queue, and for a supervisor the users of each team', () => {
    const h = new Harness();
    h.agent = user('NOT_READY', {
      roles: ['Agent', 'Supervisor'],
      teams: [{ uri: paths.team('1'), id: '1', name: 'S' }],
    });
    h.teams = [team([{ loginId: '1002', state: 'READY' }])];
    h.signIn();
    const subscribed = h.effects.flatMap(({ effect }) => (effect.type === 'subscribe' ? [effect.path] : []));
    assert.deepEqual(subscribed.toSorted(), [paths.queue('10'), paths.queue('11'), paths.teamUsers('1')].toSorted());
    assert.deepEqual(
      h.view.teams.map(({ users }) => users.length),
      [1],
    );
  });

  it('keeps the difference of the clocks', () => {
    const h = new Harness().signIn();
    assert.equal(h.view.clockOffset, 5_000);
  });

  it('tries the other node once when the wanted one is out of service', () => {
    const h = new Harness();
    h.nodes.publisher.status = 'OUT_OF_SERVICE';
    h.signIn();
    assert.equal(h.view.node, 'subscriber');
    assert.equal(h.view.epoch, 1);
    assert.equal(h.requests('GET', paths.systemInfo).length, 2);
  });

  it('tries the other node when notifications are refused on the wanted one', () => {
    const h = new Harness();
    h.nodes.publisher.notification = 'refused';
    h.signIn();
    assert.equal(h.view.node, 'subscriber');
  });

  for (const [name, prepare, reason] of [
    [
      'both unreachable',
      (h: Harness) => {
        h.stopNode('publisher');
        h.stopNode('subscriber');
      },
      'unreachable',
    ],
    [
      'both out of service',
      (h: Harness) => {
        h.setStatus('publisher', 'OUT_OF_SERVICE');
        h.setStatus('subscriber', 'OUT_OF_SERVICE');
      },
      'out-of-service',
    ],
    [
      'credentials refused by REST',
      (h: Harness) =>
        h.nodes.publisher.scripted.push({
          method: 'PUT',
          path: paths.user(agentId),
          reply: reply(401, errors('Authorization Failure')),
        }),
      'credentials',
    ],
    [
      'credentials refused by notifications',
      (h: Harness) => (h.nodes.publisher.notification = 'unauthorized'),
      'credentials',
    ],
    [
      'a device that cannot be used',
      (h: Harness) =>
        h.nodes.publisher.scripted.push({
          method: 'PUT',
          path: paths.user(agentId),
          reply: reply(400, errors('Generic Error', 'CF_INVALID_LOGON_DEVICE_SPECIFIED')),
        }),
      'device',
    ],
  ] as const) {
    it(`${name}: signed out again, told why, credential erased`, () => {
      const h = new Harness();
      prepare(h);
      h.feed(wish);
      h.untilPhase('signed-out');
      assert.equal(h.view.banner?.key, 'sign-in-failed');
      assert.equal(h.view.banner.params['reason'], reason);
      assert.equal(h.view.session, undefined);
      assert.ok(h.effects.some(({ effect }) => effect.type === 'persist' && effect.session === undefined));
    });
  }

  it('an asynchronous refusal after the 202 is told as well', () => {
    const h = new Harness();
    h.agent = user('LOGOUT');
    h.nodes.publisher.scripted.push({ method: 'PUT', path: paths.user(agentId), reply: reply(202) });
    h.feed(wish);
    h.run(300);
    assert.equal(h.view.phase, 'signing-in');
    h.publish('publisher', paths.user(agentId), {
      event: 'put',
      source: paths.user(agentId),
      requestId: 'login',
      data: errors('Generic Error', 'CF_INVALID_LOGON_DEVICE_SPECIFIED'),
    });
    h.untilPhase('signed-out');
    assert.equal(h.view.banner?.params['reason'], 'device');
  });

  it('waits until the agent is seen signed in, also when the event is lost', () => {
    const h = new Harness();
    h.agent = user('LOGOUT');
    h.nodes.publisher.scripted.push({ method: 'PUT', path: paths.user(agentId), reply: reply(202) });
    h.feed(wish);
    h.run(500);
    assert.equal(h.view.phase, 'signing-in');
    h.agent = user('NOT_READY');
    h.untilPhase('connected', 5_000);
  });
});

describe('sign-out', () => {
  it('sends LOGOUT with its reason, and closes the channel only when it is known to have happened', () => {
    const h = new Harness().signIn();
    h.feed({ type: 'sign-out', reasonCodeId: 2 });
    const asked = h.effects.at(-1)?.effect;
    assert.ok(asked?.type === 'request' && asked.request.body?.kind === 'UserState');
    assert.deepEqual(asked.request.body, { kind: 'UserState', state: 'LOGOUT', reasonCodeId: 2 });
    assert.ok(!h.effects.some(({ effect }) => effect.type === 'close-channel'));
    h.untilPhase('signed-out');
    assert.equal(h.view.banner?.key, 'signed-out');
    assert.equal(h.persisted, undefined);
    assert.equal(h.effects.filter(({ effect }) => effect.type === 'close-channel').length, 1);
    assert.equal(h.view.agent, undefined);
    assert.equal(h.core.deadline(), undefined);
  });

  it('a refusal, at once or by event, leaves the agent signed in', () => {
    const h = new Harness({ obeys: false }).signIn();
    const refusal = { method: 'PUT', path: paths.user(agentId), reply: reply(400, errors('Invalid State')) };
    h.nodes.publisher.scripted.push(refusal);
    h.feed({ type: 'sign-out' });
    h.run(500);
    assert.equal(h.view.phase, 'connected');
    assert.equal(h.view.toasts.at(-1)?.key, 'command-refused');
    h.feed({ type: 'sign-out' });
    h.run(50);
    h.publish('publisher', paths.user(agentId), {
      event: 'put',
      source: paths.user(agentId),
      requestId: 'sign-out',
      data: errors('Invalid State'),
    });
    h.run(30_000);
    assert.equal(h.view.phase, 'connected');
  });

  it('an answer that never comes does not hold the agent', () => {
    const h = new Harness().signIn();
    h.nodes.publisher.rest = 'silent';
    h.feed({ type: 'sign-out' });
    h.run(11_000);
    assert.equal(h.view.phase, 'signed-out');
  });

  it('without a connection it is local', () => {
    const h = new Harness().signIn();
    h.stopNode('publisher');
    h.stopNode('subscriber');
    h.untilPhase('searching');
    h.feed({ type: 'sign-out' });
    assert.equal(h.view.phase, 'signed-out');
    h.startNode('publisher');
    h.run(60_000);
    assert.equal(h.view.phase, 'signed-out');
  });

  it('signs in again afterwards in the next epoch', () => {
    const h = new Harness().signIn();
    h.feed({ type: 'sign-out' });
    h.untilPhase('signed-out');
    h.feed(wish);
    h.untilPhase('connected');
    assert.equal(h.view.epoch, 2);
  });
});
