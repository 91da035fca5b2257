/** The ready gate: who is let out of Work after a failover, when, and how often (MRD-1…MRD-4). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chat } from './test/fake-media.ts';
import { Harness } from './test/harness.ts';
import { activations, asked, atWork, gate, mediaPath, movedInWork, say, stateOf } from './test/media-stage.ts';

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
