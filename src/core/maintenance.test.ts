import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MaintenanceAlert } from '../wire/maintenance.ts';
import { paths } from '../wire/paths.ts';
import { agentId, user } from './test/fixtures.ts';
import { Harness, signedInOnACall, type HarnessOptions } from './test/harness.ts';
import { reply } from './test/fake-node.ts';

const path = paths.userMaintenance(agentId);
const log = paths.userClientLog(agentId);

function alert(h: Harness, phase: MaintenanceAlert['phase'], seconds: number, postponeSeconds?: number): Harness {
  const more = postponeSeconds === undefined ? {} : { postponeSeconds };
  const value: MaintenanceAlert = { phase, seconds, alternateHost: 'sub.example', ...more };
  if (phase === 'ABANDONED') delete h.nodes.publisher.maintenance;
  else h.nodes.publisher.maintenance = 'IN_PROGRESS';
  h.publish('publisher', path, { event: 'put', source: path, data: { kind: 'MaintenanceAlert', value } });
  return h.run(100);
}

/** The one tab of the harness keeps the state of two gadgets. */
function save(h: Harness, outcomes: readonly ('saved' | 'failed' | 'silent')[] = ['saved', 'saved']): Harness {
  const round = h.savingRounds.at(-1) ?? 0;
  h.feed({ type: 'gadgets-saving', tab: 'a', round, gadgets: outcomes.map((_outcome, at) => `gadget-${at}`) });
  outcomes.forEach((outcome, at) => {
    if (outcome !== 'silent') h.feed({ type: 'gadget-saved', tab: 'a', round, gadget: `gadget-${at}`, outcome });
  });
  return h;
}

const told = (h: Harness): string[] => h.notices.map(({ key }) => key).filter((key) => key !== 'signed-in');
const logged = (h: Harness): string[] =>
  h.effects.flatMap(({ effect }) =>
    effect.type === 'request' && effect.request.body?.kind === 'ClientLog' ? [effect.request.body.logData] : [],
  );

describe('maintenance of the node in use', () => {
  it('MM-2: told ahead and again just before, then moved to the other node, with everything in place', () => {
    const h = alert(new Harness().signIn(), 'SCHEDULED', 60);
    assert.equal(h.view.maintenance?.stage, 'scheduled');
    assert.equal(h.view.maintenance.movesAt, h.now - 100 + 10 + 60_000);
    assert.equal(h.view.maintenance.alternate, 'good');
    alert(h.run(45_000), 'MIGRATING', 15);
    assert.equal(h.view.phase, 'connected', 'the agent works on in the last 15 s');
    save(h).untilPhase('migrating', 16_000);
    save(h).untilPhase('connected');
    assert.equal(h.view.node, 'subscriber');
    assert.equal(h.view.maintenance, undefined);
    assert.equal(h.view.lastMove?.trigger, 'maintenance');
    assert.deepEqual(told(h), [
      'maintenance-scheduled',
      'maintenance-about-to-move',
      'migrating',
      'switching',
      'restoring',
      'moved',
    ]);
    assert.equal(h.nodes.publisher.channels.length, 0, 'never signed in on both');
  });

  it('MM-3: gadgets are asked to save at MIGRATING and once more at the move, which waits for the last of them', () => {
    const h = alert(new Harness().signIn(), 'MIGRATING', 15);
    assert.equal(h.savingRounds.length, 1);
    save(h, ['saved', 'silent']);
    assert.deepEqual(
      h.view.maintenance?.saves.map(({ outcome }) => outcome),
      ['saved', 'saving'],
    );
    h.untilPhase('migrating', 16_000);
    assert.equal(h.savingRounds.length, 2);
    save(h, ['saved', 'silent']).run(1_000);
    assert.equal(h.view.phase, 'migrating', 'one is still at it');
    const round = h.savingRounds[1] ?? 0;
    h.feed({ type: 'gadget-saved', tab: 'a', round, gadget: 'gadget-1', outcome: 'saved' });
    assert.equal(h.view.phase, 'switching');
    assert.ok(!told(h).includes('maintenance-not-saved'));
  });

  it('MM-3: who does not answer in time, or cannot save, is named; the move goes on', () => {
    const h = alert(new Harness().signIn(), 'MIGRATING', 15);
    h.untilPhase('migrating', 16_000);
    save(h, ['saved', 'failed', 'silent']).run(2_990);
    assert.equal(h.view.phase, 'migrating');
    h.run(20);
    const { params } = h.notices.find(({ key }) => key === 'maintenance-not-saved') ?? {};
    assert.deepEqual(params, { gadgets: 'gadget-1, gadget-2', tabs: 0 });
    h.untilPhase('connected');
    assert.equal(h.view.node, 'subscriber');
  });

  it('MM-3: a tab that does not even name its gadgets is counted, and a word of an older round is none', () => {
    const h = alert(new Harness().signIn(), 'MIGRATING', 15);
    const old = h.savingRounds.at(-1) ?? 0;
    h.untilPhase('migrating', 16_000);
    h.feed({ type: 'gadgets-saving', tab: 'a', round: old, gadgets: [] });
    h.run(2_500);
    assert.equal(h.view.phase, 'migrating');
    h.run(1_000);
    const { params } = h.notices.find(({ key }) => key === 'maintenance-not-saved') ?? {};
    assert.deepEqual(params, { gadgets: '', tabs: 1 });
  });

  it('MM-2: the agent puts the move off as often as the node lets; a refusal is told and nothing changes', () => {
    const h = alert(new Harness().signIn(), 'SCHEDULED', 60, 120);
    h.nodes.publisher.scripted.push({ method: 'PUT', path, reply: reply(202) });
    h.feed({ type: 'postpone-maintenance' });
    h.feed({ type: 'postpone-maintenance' });
    assert.equal(h.requests('PUT', path).length, 1, 'asked once while it is asked');
    assert.equal(h.view.maintenance?.postponing, 'asked');
    alert(h, 'SCHEDULED', 120, 60);
    assert.equal(h.view.maintenance.postponing, 'idle');
    assert.ok(told(h).includes('maintenance-postponed'));
    alert(h, 'MIGRATING', 15, 60);
    alert(h, 'SCHEDULED', 75);
    h.run(30_000);
    assert.equal(h.view.phase, 'connected', 'put off at the last moment');
    h.feed({ type: 'postpone-maintenance' });
    assert.ok(told(h).includes('maintenance-not-postponed'), 'the budget is used up');
    assert.equal(h.requests('PUT', path).length, 1);
  });

  it('MM-5: the other node is out of reach for this browser: not moved, told, and reported in the words that count', () => {
    const h = new Harness().signIn();
    h.nodes.subscriber.rest = 'refused';
    alert(h, 'SCHEDULED', 30);
    assert.equal(h.view.maintenance?.alternate, 'unreachable');
    assert.deepEqual(logged(h), [], 'the agent may still accept the certificate');
    alert(h.run(15_000), 'MIGRATING', 15);
    h.run(16_000);
    assert.equal(h.view.phase, 'connected');
    assert.equal(h.view.node, 'publisher');
    assert.equal(h.view.epoch, 1, 'nothing was given up here');
    assert.equal(h.view.maintenance.stage, 'stays');
    assert.equal(h.view.banner?.key, 'maintenance-stays');
    assert.match(logged(h).join(), /certificate not accepted/);
    assert.equal(h.requests('POST', log)[0]?.node, 'publisher');
  });

  it('MM-5: the other node does not take the agent: back on the old one, told and reported', () => {
    const h = alert(new Harness().signIn(), 'MIGRATING', 15);
    h.nodes.subscriber.notification = 'refused';
    save(h).untilPhase('migrating', 16_000);
    save(h).untilPhase('searching').untilPhase('connected');
    assert.equal(h.view.node, 'publisher');
    assert.equal(h.view.maintenance?.stage, 'stays');
    assert.equal(logged(h).length, 1);
  });

  it('MM-5: abandoned (longer than maxMMTimeSec, or no alternate): nobody is moved, told once', () => {
    const h = alert(new Harness().signIn(), 'MIGRATING', 15);
    alert(h, 'ABANDONED', 0);
    h.run(60_000);
    assert.equal(h.view.node, 'publisher');
    assert.equal(h.view.maintenance, undefined);
    assert.equal(told(h).filter((key) => key === 'maintenance-abandoned').length, 1);
    alert(h, 'ABANDONED', 0);
    assert.equal(told(h).filter((key) => key === 'maintenance-abandoned').length, 1);
  });

  it('MM-4: the warnings to phones are not about this desktop', () => {
    const h = alert(new Harness().signIn(), 'LOGGING_OUT', 60);
    assert.equal(h.view.maintenance, undefined);
    assert.deepEqual(told(h), []);
  });

  it('MM-2: a failover comes first; the desktop that came back to the same node moves then', () => {
    const h = alert(new Harness().signIn(), 'MIGRATING', 15);
    h.run(14_000);
    h.closeChannels('publisher');
    h.run(2_000);
    h.untilPhase('migrating');
    save(h).untilPhase('connected');
    assert.equal(h.view.node, 'subscriber');
  });

  it('MM-2: the node in use dies while gadgets save: the move goes on, and without an alternate it is a failover', () => {
    const dying = (h: Harness): Harness => {
      alert(h, 'MIGRATING', 15).untilPhase('migrating', 16_000);
      h.stopNode('publisher');
      return h.run(100);
    };
    const moved = dying(new Harness().signIn());
    assert.equal(moved.view.phase, 'migrating');
    save(moved).untilPhase('connected');
    assert.equal(moved.view.node, 'subscriber');
    const options: HarnessOptions = { profile: 'swift' };
    const h = alert(new Harness(options).signIn(), 'MIGRATING', 15);
    h.run(14_000);
    h.nodes.subscriber.rest = 'silent';
    h.untilPhase('migrating', 2_000);
    h.stopNode('publisher');
    h.untilPhase('searching', 10_000);
  });

  it('MM-2: a call goes on through the move, and so does a state asked for in its middle', () => {
    const h = signedInOnACall({ profile: 'swift' });
    alert(h, 'MIGRATING', 15).untilPhase('migrating', 16_000);
    h.agent = user('NOT_READY');
    h.dialogs = [];
    h.feed({ type: 'command', id: 'c1', command: { type: 'set-state', state: 'READY' } });
    save(h).untilPhase('connected');
    h.run(1_000);
    assert.deepEqual(h.outcomeOf('c1'), { outcome: 'applied' });
  });

  it('MM-3: a new worker goes on with the maintenance of the old one', () => {
    const h = alert(new Harness().signIn(), 'MIGRATING', 15);
    const session = h.persisted;
    assert.ok(session?.maintenance);
    h.restartWorker();
    h.feed({ type: 'tabs', count: 1 });
    h.feed({ type: 'resume', session });
    h.untilPhase('migrating', 20_000);
    save(h).untilPhase('connected');
    assert.equal(h.view.node, 'subscriber');
  });

  it('MM-3: after the move each media that the agent is signed in to is told 50045, the others are not', () => {
    const h = alert(new Harness().signIn(), 'MIGRATING', 15);
    const media = (id: string, state: 'READY' | 'LOGOUT') => ({
      uri: paths.userMedia(agentId, id),
      id,
      name: id,
      description: id,
      state,
      stateChangeTime: '',
      routable: true,
      interruptible: true,
      maxDialogLimit: 1,
    });
    h.nodes.subscriber.scripted.push({
      method: 'GET',
      path: paths.userMediaList(agentId),
      reply: reply(200, { kind: 'MediaList', value: [media('5000', 'READY'), media('5001', 'LOGOUT')] as never }),
    });
    save(h).untilPhase('migrating', 16_000);
    save(h).untilPhase('connected').run(100);
    const bodies = h.effects.flatMap(({ effect }) =>
      effect.type === 'request' && effect.request.body?.kind === 'MediaState' ? [effect.request] : [],
    );
    assert.deepEqual(
      bodies.map((request) => [request.path, request.body]),
      [[paths.userMedia(agentId, '5000'), { kind: 'MediaState', state: 'NOT_READY', reasonCodeId: 50045 }]],
    );
  });

  it('MM-5: a node that was restarted plans nothing any more: seen at the first look after the reconnection', () => {
    const h = alert(new Harness({ profile: '11.x' }).signIn(), 'SCHEDULED', 60);
    delete h.nodes.publisher.maintenance;
    h.closeChannels('publisher');
    h.untilPhase('connected').run(1_000);
    assert.equal(h.view.node, 'publisher');
    assert.equal(h.view.maintenance, undefined);
    assert.ok(told(h).includes('maintenance-abandoned'));
  });

  it('MM-2: sign-out ends it, and the next agent hears nothing of it', () => {
    const h = alert(new Harness().signIn(), 'MIGRATING', 15);
    h.feed({ type: 'sign-out' });
    h.agent = user('LOGOUT');
    h.untilPhase('signed-out');
    assert.equal(h.view.maintenance, undefined);
    h.run(60_000);
    assert.equal(h.view.phase, 'signed-out');
  });
});
