/** Non-voice media through failovers: what is kept, what is sent again, and what becomes of commands to tasks. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import { chat, someOptions, task } from './test/fake-media.ts';
import { agentId } from './test/fixtures.ts';
import { Harness } from './test/harness.ts';
import { asked, atWork, mediaPath, stateOf } from './test/media-stage.ts';

describe('tasks and domains in the view', () => {
  it('are read at sign-in, with the tasks of every domain signed in to', () => {
    const h = new Harness();
    h.media.state = 'ACTIVE';
    h.media.tasks = [task('151635_1_1')];
    h.signIn();
    assert.equal(stateOf(h), 'ACTIVE');
    assert.deepEqual(h.view.media.tasks, [task('151635_1_1')]);
    assert.deepEqual(h.view.dialogs, [], 'a task is no call');
  });

  it('follow events: added, changed, gone; and a task never shows as a call', () => {
    const h = atWork();
    h.media.tell('put', task('151635_1_1', 'PAUSED'));
    h.run(100);
    assert.equal(h.view.media.tasks[0]?.state, 'PAUSED');
    h.media.tell('delete', task('151635_1_1', 'CLOSED'));
    h.run(100);
    assert.deepEqual(h.view.media.tasks, []);
    assert.deepEqual(h.view.dialogs, []);
  });

  it('a task that ended during the failover is gone afterwards, one that came is there', () => {
    const h = atWork();
    h.media.tasks = [task('151635_2_1', 'OFFERED')];
    h.stopNode('publisher');
    h.untilConnectedAgain();
    assert.deepEqual(
      h.view.media.tasks.map(({ id }) => id),
      ['151635_2_1'],
    );
  });

  it('a system without non-voice media leaves nothing and holds nothing up', () => {
    const h = new Harness();
    h.nodes.publisher.scripted.push({
      method: 'GET',
      path: paths.userMediaList(agentId),
      reply: { status: 404, headers: {}, payload: { kind: 'Empty' } },
    });
    h.signIn();
    assert.deepEqual(h.view.media.domains, []);
  });
});

describe('MRD-5: media after a failover', () => {
  it('the sign-in is kept: options are sent again to the new node, once, and the expected error is no failure', () => {
    const h = atWork();
    const since = h.now;
    h.stopNode('publisher');
    h.untilConnectedAgain().run(1_000);
    assert.deepEqual(asked(h, since), ['MediaLogin subscriber']);
    assert.deepEqual(h.media.options, { subscriber: someOptions });
    assert.equal(stateOf(h), 'ACTIVE', 'back to what it was');
    assert.deepEqual(h.view.media.domains[0]?.options, someOptions);
    h.run(60_000);
    assert.deepEqual(asked(h, since), ['MediaLogin subscriber'], 'and never again');
    assert.deepEqual(
      h.notices.filter(({ key }) => key.startsWith('media-')),
      [],
    );
  });

  it('a node that forgot the options while it was away gets them again', () => {
    const h = atWork();
    const since = h.now;
    h.stopNode('subscriber');
    h.stopNode('publisher');
    h.run(3_000);
    h.media.options = {};
    h.startNode('publisher');
    h.untilPhase('connected').run(1_000);
    assert.equal(h.view.node, 'publisher');
    assert.deepEqual(asked(h, since), ['MediaLogin publisher']);
  });

  it('a new worker knows the options from the record and sends them on', () => {
    const h = atWork();
    const { persisted } = h;
    assert.ok(persisted);
    const since = h.now;
    h.restartWorker();
    h.media.options = {};
    h.feed({ type: 'resume', session: persisted });
    h.untilPhase('connected').run(1_000);
    assert.deepEqual(asked(h, since), ['MediaLogin publisher']);
    assert.deepEqual(h.view.media.tasks, [task('151635_1_1')]);
  });

  it('what the agent has signed out of is not signed in to again', () => {
    const h = atWork();
    h.command('out', { type: 'media-state', mrdId: chat, state: 'LOGOUT' });
    h.run(500);
    const since = h.now;
    h.stopNode('publisher');
    h.untilConnectedAgain().run(1_000);
    assert.deepEqual(asked(h, since), []);
  });

  it('a sign-in that is refused is told once and not repeated until the next arrival', () => {
    const h = atWork();
    h.nodes.subscriber.scripted.push({
      method: 'PUT',
      path: mediaPath,
      reply: { status: 400, headers: {}, payload: { kind: 'Empty' } },
    });
    h.stopNode('publisher');
    h.untilConnectedAgain().run(60_000);
    assert.equal(h.notices.filter(({ key }) => key === 'media-refused').length, 1);
    assert.equal(asked(h).filter((line) => line === 'MediaLogin subscriber').length, 1);
  });
});

describe('task commands', () => {
  it('are settled by what the data shows', () => {
    const h = atWork();
    h.command('pause', { type: 'task-action', taskId: '151635_1_1', action: 'PAUSE' });
    h.run(100);
    assert.equal(h.outcomeOf('pause'), undefined);
    h.media.tell('put', task('151635_1_1', 'PAUSED'));
    h.run(100);
    assert.deepEqual(h.outcomeOf('pause'), { outcome: 'applied' });
  });

  it('one that meets a failover is never sent twice: applied when the task shows it, otherwise unknown', () => {
    for (const [state, outcome] of [
      ['PAUSED', 'applied'],
      ['ACTIVE', 'unknown'],
    ] as const) {
      const h = atWork();
      h.command('pause', { type: 'task-action', taskId: '151635_1_1', action: 'PAUSE' });
      h.stopNode('publisher');
      h.media.tasks = [task('151635_1_1', state)];
      h.untilConnectedAgain().run(500);
      assert.equal(h.outcomeOf('pause')?.outcome, outcome);
      assert.equal(h.requests('PUT', paths.dialog('151635_1_1')).length, 1);
    }
  });

  it('while not connected nothing is taken that could not be undone', () => {
    const h = atWork();
    h.stopNode('publisher');
    h.untilLost();
    h.command('close', { type: 'task-action', taskId: '151635_1_1', action: 'CLOSE' });
    assert.equal(h.outcomeOf('close')?.outcome, 'not-applied');
  });
});
