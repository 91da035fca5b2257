/** What an administrator asks of either node: it goes there, is settled, and says nothing of the node in use. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MaintenanceMode } from '../wire/maintenance.ts';
import type { NodeName } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';
import type { GadgetReadOutcome } from './contract.ts';
import { errors, reply } from './test/fake-node.ts';
import { Harness } from './test/harness.ts';

const path = paths.maintenanceMode;
const mode: MaintenanceMode = {
  uri: path,
  status: 'IN_PROGRESS',
  stage: 'SCHEDULED',
  statusReason: '',
  usersLoggedIn: { desktop: 1, fippa: 0, thirdpartyclients: 0 },
  pendingUserDisconnections: 1,
  estimatedCompletionTime: 60,
  notMoved: [],
  users: [],
};
const answers = (h: Harness, method: 'GET' | 'PUT', node: NodeName, status = 200) => {
  const payload =
    status < 300 ? ({ kind: 'MaintenanceMode', value: mode } as const) : errors('Invalid State', 'Too late');
  h.nodes[node].scripted.push({ method, path, reply: reply(status, payload) });
};
const asked = (h: Harness, method: string) => h.requests(method, path).map(({ node }) => node);
const readOf = (h: Harness, id: string): GadgetReadOutcome | undefined =>
  h.effects.flatMap(({ effect }) =>
    effect.type === 'settle-gadget-read' && effect.id === id ? [effect.outcome] : [],
  )[0];

describe('MM-2: an administrator and both nodes', () => {
  it('reads the node that is named, and the one in use when none is', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    answers(h, 'GET', 'subscriber');
    answers(h, 'GET', 'publisher');
    h.feed({ type: 'gadget-read', id: 'a', path, node: 'subscriber' });
    h.feed({ type: 'gadget-read', id: 'b', path });
    h.run(1_000);
    assert.deepEqual(asked(h, 'GET'), ['subscriber', 'publisher']);
    assert.equal(readOf(h, 'a')?.kind, 'reply');
    assert.equal(readOf(h, 'b')?.kind, 'reply');
  });

  it('a node that is not in use and does not answer, or is out of service, moves nobody', () => {
    for (const trouble of ['refused', 'silent', 503] as const) {
      const h = new Harness({ profile: 'swift' }).signIn();
      if (trouble === 503) h.nodes.subscriber.scripted.push({ method: 'GET', path, reply: reply(503) });
      else h.nodes.subscriber.rest = trouble;
      const since = h.now;
      h.feed({ type: 'gadget-read', id: 'a', path, node: 'subscriber' });
      h.command('c', { type: 'start-maintenance', node: 'subscriber' });
      h.run(45_000);
      assert.deepEqual(h.phasesSince(since), [], `nothing happens to the desktop: ${trouble}`);
      assert.equal(h.view.phase, 'connected');
      assert.notEqual(readOf(h, 'a'), undefined, `it is settled: ${trouble}`);
      assert.notEqual(h.outcomeOf('c'), undefined, `it has an outcome: ${trouble}`);
    }
  });

  it('the same of the node in use is a trigger as ever', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.nodes.publisher.rest = 'refused';
    h.feed({ type: 'gadget-read', id: 'a', path });
    h.untilLost(2_000);
  });

  it('starts and calls off on the node that is named: the answer with the maintenance is the proof', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    answers(h, 'PUT', 'subscriber', 202);
    h.command('start', { type: 'start-maintenance', node: 'subscriber', noticeSeconds: 300 });
    h.run(1_000);
    answers(h, 'PUT', 'subscriber', 202);
    h.command('cancel', { type: 'cancel-maintenance', node: 'subscriber' });
    h.run(1_000);
    answers(h, 'PUT', 'subscriber', 400);
    h.command('late', { type: 'cancel-maintenance', node: 'subscriber' });
    h.run(1_000);
    assert.deepEqual(asked(h, 'PUT'), ['subscriber', 'subscriber', 'subscriber']);
    const bodies = h.effects.flatMap(({ effect }) =>
      effect.type === 'request' && effect.request.path === path ? [effect.request.body] : [],
    );
    assert.deepEqual(bodies[0], { kind: 'StartMaintenance', noticeSeconds: 300 });
    assert.deepEqual(bodies[1], { kind: 'CancelMaintenance' });
    assert.deepEqual(h.outcomeOf('start'), { outcome: 'applied' });
    assert.deepEqual(h.outcomeOf('cancel'), { outcome: 'applied' });
    assert.deepEqual(h.outcomeOf('late'), { outcome: 'not-applied', code: 'Invalid State', message: 'Too late' });
  });

  it('a start that was taken and never shown is unknown, and never sent again', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    h.nodes.subscriber.scripted.push({ method: 'PUT', path, reply: reply(202) });
    h.command('start', { type: 'start-maintenance', node: 'subscriber' });
    h.run(60_000);
    assert.deepEqual(h.outcomeOf('start'), { outcome: 'unknown' });
    assert.equal(asked(h, 'PUT').length, 1);
  });
});
