/** Non-voice media through failovers: what is kept, what is sent again, and who is let out of Work when. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import type { ChannelWord } from './media-book.ts';
import type { MediaGate } from './media-view.ts';
import { chat, someOptions, task } from './test/fake-media.ts';
import { agentId } from './test/fixtures.ts';
import { Harness, type HarnessOptions } from './test/harness.ts';

const mediaPath = paths.userMedia(agentId, chat);

function gate(h: Harness): MediaGate {
  const domain = h.view.media.domains.find(({ media }) => media.id === chat);
  assert.ok(domain, 'the domain is in the view');
  return domain.gate;
}

function stateOf(h: Harness): string | undefined {
  return h.view.media.domains[0]?.media.state;
}

function say(h: Harness, channel: ChannelWord, gadgetId = 'tasks', tab = 'one', round = h.view.media.round): void {
  h.feed({ type: 'media-channel', tab, gadgetId, mrdId: chat, need: 'required', channel, round });
}

/** Bodies sent to the domain since then, with the node. */
function asked(h: Harness, since = 0): string[] {
  return h.effects.flatMap(({ at, effect }) =>
    at >= since && effect.type === 'request' && effect.request.method === 'PUT' && effect.request.path === mediaPath
      ? [`${effect.request.body?.kind ?? ''} ${effect.node}`]
      : [],
  );
}

const activations = (h: Harness): number => asked(h).filter((line) => line.startsWith('MediaConnected')).length;

/** Signed in to chat with options, Ready, with one active task; one gadget serves it and is ready. */
function atWork(options: HarnessOptions = { profile: 'swift' }): Harness {
  const h = new Harness(options).signIn();
  say(h, 'ready');
  h.command('in', { type: 'media-sign-in', mrdId: chat, options: someOptions });
  h.run(500);
  assert.deepEqual(h.outcomeOf('in'), { outcome: 'applied' });
  h.command('go', { type: 'media-state', mrdId: chat, state: 'READY' });
  h.run(500);
  assert.deepEqual(h.outcomeOf('go'), { outcome: 'applied' });
  h.media.tell('post', task('151635_1_1'));
  h.media.set('ACTIVE');
  h.run(100);
  return h;
}

/** The publisher loses its CTI link and dies; the agent ends in Work on the subscriber. */
function movedInWork(h: Harness): Harness {
  h.media.state = 'WORK';
  h.stopNode('publisher');
  h.untilConnectedAgain().run(500);
  assert.equal(h.view.node, 'subscriber');
  return h;
}

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

describe('MRD-1 and MRD-4: out of Work only when every required gadget is ready', () => {
  it('what a gadget said before the failover does not count after it', () => {
    const h = movedInWork(atWork());
    assert.equal(stateOf(h), 'WORK');
    assert.equal(gate(h).kind, 'waiting');
    h.run(120_000);
    assert.equal(activations(h), 0);
    assert.equal(h.media.via, 'publisher', 'nor is the sign-in sent: a node might leave Work upon it');
  });

  it('the word that it is ready lets the agent out: sign-in first, then the request, once', () => {
    const h = movedInWork(atWork());
    const since = h.now;
    say(h, 'ready');
    h.run(1_000);
    assert.deepEqual(asked(h, since), ['MediaLogin subscriber', 'MediaConnected subscriber']);
    assert.equal(stateOf(h), 'READY');
    assert.deepEqual(gate(h), { kind: 'open' });
  });

  it('every required gadget, not only the first', () => {
    const h = atWork();
    say(h, 'ready', 'mail-reader');
    movedInWork(h);
    say(h, 'ready');
    h.run(5_000);
    assert.equal(activations(h), 0);
    const waiting = gate(h);
    assert.deepEqual(waiting.kind === 'waiting' && waiting.gadgets, ['mail-reader']);
    say(h, 'ready', 'mail-reader');
    h.run(1_000);
    assert.equal(activations(h), 1);
  });

  it('one that is not ready any more closes the gate again', () => {
    const h = movedInWork(atWork());
    h.core.handle(
      {
        type: 'media-channel',
        tab: 'one',
        gadgetId: 'b',
        mrdId: chat,
        need: 'required',
        channel: 'not-ready',
        round: h.view.media.round,
      },
      h.now,
    );
    say(h, 'ready');
    say(h, 'not-ready');
    say(h, 'ready', 'b');
    h.run(5_000);
    assert.equal(activations(h), 0);
  });

  it('a round is a whole number, whatever the clock says: it crosses to pages and back', () => {
    const h = new Harness();
    h.now += 0.25;
    h.signIn();
    assert.ok(Number.isInteger(h.view.media.round));
  });

  it('a late word of an earlier round opens nothing', () => {
    const h = atWork();
    const old = h.view.media.round;
    movedInWork(h);
    say(h, 'ready', 'tasks', 'one', old);
    h.run(5_000);
    assert.equal(activations(h), 0);
  });

  it('of two tabs one is enough; a tab that goes leaves its gadget waited for', () => {
    const h = atWork();
    say(h, 'ready', 'tasks', 'two');
    movedInWork(h);
    h.feed({ type: 'tab-gone', tab: 'one' });
    h.run(1_000);
    assert.equal(activations(h), 0);
    say(h, 'ready', 'tasks', 'two');
    h.run(1_000);
    assert.equal(activations(h), 1);
  });

  it('after a reload the gadgets that were required are waited for by name', () => {
    const h = atWork();
    h.media.state = 'WORK';
    h.feed({ type: 'tab-gone', tab: 'one' });
    const { persisted } = h;
    assert.ok(persisted);
    h.restartWorker();
    h.feed({ type: 'resume', session: persisted });
    h.untilPhase('connected').run(500);
    const waiting = gate(h);
    assert.deepEqual(waiting.kind === 'waiting' && waiting.gadgets, ['tasks']);
    say(h, 'ready', 'another', 'three');
    h.run(1_000);
    assert.equal(activations(h), 0, 'another gadget does not stand in for it');
    say(h, 'ready', 'tasks', 'three');
    h.run(1_000);
    assert.equal(activations(h), 1);
  });

  it('the deadline is told once, with names; being late is being ready all the same', () => {
    const h = movedInWork(atWork());
    const waiting = gate(h);
    assert.ok(waiting.kind === 'waiting');
    h.run(waiting.until - h.now - 1);
    assert.deepEqual(
      h.notices.filter(({ key }) => key === 'media-in-work'),
      [],
    );
    h.run(60_000);
    const told = h.notices.filter(({ key }) => key === 'media-in-work');
    assert.deepEqual(
      told.map(({ params }) => params),
      [{ domain: 'Chat', gadgets: 'tasks' }],
    );
    assert.equal(gate(h).kind, 'overdue');
    say(h, 'ready');
    h.run(1_000);
    assert.equal(stateOf(h), 'READY');
  });

  it('when the node leaves Work by itself upon the sign-in, nothing more is asked (MRD-2)', () => {
    const h = atWork();
    h.media.automatic = true;
    movedInWork(h);
    assert.equal(stateOf(h), 'WORK', 'the sign-in waits for the gadget');
    say(h, 'ready');
    h.run(1_000);
    assert.equal(stateOf(h), 'READY');
    assert.equal(activations(h), 0);
  });

  it('a refusal is told with its reason once, and a new word of readiness tries again', () => {
    const h = movedInWork(atWork());
    h.media.refusal = 'Internal Error';
    say(h, 'ready');
    h.run(30_000);
    assert.deepEqual(gate(h), { kind: 'refused', code: 'Internal Error', message: '' });
    assert.equal(h.notices.filter(({ key }) => key === 'media-refused').length, 1);
    assert.equal(activations(h), 1);
    h.media.refusal = undefined;
    say(h, 'ready');
    h.run(1_000);
    assert.equal(stateOf(h), 'READY');
  });

  it('a request that meets the next failover is asked anew there, after a new word', () => {
    const h = movedInWork(atWork());
    h.startNode('publisher');
    h.nodes.subscriber.scripted.push({ method: 'PUT', path: mediaPath, reply: 'lost' });
    say(h, 'ready');
    h.run(100);
    h.stopNode('subscriber');
    h.untilConnectedAgain().run(500);
    assert.equal(activations(h), 0);
    say(h, 'ready');
    h.run(1_000);
    assert.equal(stateOf(h), 'READY');
    assert.equal(h.media.via, 'publisher');
  });
});

describe('MRD-3: where no gadget serves a domain', () => {
  it('the agent stays in Work, and the view and one notice say why', () => {
    const h = atWork();
    say(h, 'absent');
    movedInWork(h);
    h.run(300_000);
    assert.equal(activations(h), 0);
    const shut = gate(h);
    assert.deepEqual(shut.kind === 'overdue' && shut.gadgets, []);
    const told = h.notices.filter(({ key }) => key === 'media-in-work');
    assert.deepEqual(
      told.map(({ params }) => params),
      [{ domain: 'Chat', gadgets: '' }],
    );
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
