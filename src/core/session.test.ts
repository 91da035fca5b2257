import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import { IllegalInput, profileNames, type CoreInput, type SessionRecord } from './contract.ts';
import { agentId, dialog, extension, user } from './test/fixtures.ts';
import { Harness } from './test/harness.ts';

function recordOf(h: Harness): SessionRecord {
  assert.ok(h.persisted);
  return h.persisted;
}

describe('resume: a new worker goes on', () => {
  it('on the recorded node, reading everything with the configuration, in the same epoch', () => {
    for (const profile of profileNames) {
      const h = new Harness({ profile });
      h.dialogs = [dialog('77')];
      h.signIn();
      const session = recordOf(h);
      const looks = h.requests('GET', paths.systemInfo).length;
      h.restartWorker();
      h.feed({ type: 'resume', session });
      assert.equal(h.view.phase, 'restoring');
      h.untilPhase('connected');
      assert.equal(h.view.epoch, 1);
      assert.equal(h.view.node, 'publisher');
      assert.equal(h.view.banner?.key, 'resumed');
      assert.equal(h.view.dialogs.length, 1);
      assert.equal(h.view.reasonCodes.notReady.length, 1);
      assert.equal(h.view.session?.signedInAt, session.signedInAt);
      assert.equal(h.requests('GET', paths.systemInfo).length, looks, 'none but those of the sign-in');
    }
  });

  it('when the node is gone, the search finds the other one', () => {
    for (const profile of profileNames) {
      const h = new Harness({ profile }).signIn();
      const session = recordOf(h);
      h.restartWorker();
      h.stopNode('publisher');
      h.feed({ type: 'resume', session });
      h.untilPhase('searching').untilPhase('connected');
      assert.equal(h.view.node, 'subscriber');
      assert.equal(h.view.epoch, 2);
      assert.equal(h.view.banner?.key, 'moved');
      assert.equal(h.view.reasonCodes.notReady.length, 1);
    }
  });

  it('in the middle of a move it ends as that move', () => {
    const h = new Harness({ profile: '12.6', move: 'reload', latencyMs: 100 }).signIn();
    const lostAt = h.now;
    h.stopNode('publisher');
    h.untilPhase('switching');
    const session = recordOf(h);
    assert.equal(session.movingTrigger, 'notifications-lost');
    h.restartWorker();
    h.feed({ type: 'resume', session });
    h.untilPhase('connected');
    assert.equal(h.view.banner?.key, 'moved');
    assert.equal(h.view.banner.params['from'], 'publisher');
    assert.equal(h.view.epoch, 2);
    assert.equal(h.view.lastMove?.startedAt, lostAt + 100);
  });

  for (const [happened, outcome] of [
    [true, 'applied'],
    [false, 'unknown'],
  ] as const) {
    it(`12.6: commands of the old worker are ${outcome} by the re-read state, never sent again`, () => {
      const h = new Harness({ profile: '12.6', obeys: false }).signIn();
      h.command('c', { type: 'set-state', state: 'READY' });
      const session = recordOf(h);
      assert.equal(session.unsettled.length, 1);
      h.restartWorker();
      if (happened) h.agent = user('READY');
      h.feed({ type: 'resume', session });
      h.untilPhase('connected').run(60_000);
      assert.deepEqual(h.settled, [{ id: 'c', outcome: { outcome } }]);
      assert.deepEqual(
        h.view.toasts.map(({ key, params }) => ({ key, params })),
        [{ key: 'command-outcome', params: { command: 'set-state', outcome } }],
      );
      const states = h.effects.filter(
        ({ effect }) => effect.type === 'request' && effect.request.body?.kind === 'UserState',
      );
      assert.equal(states.length, 1);
      assert.equal(recordOf(h).unsettled.length, 0);
    });
  }

  it('a session that came back too late is explained and erased', () => {
    const h = new Harness().signIn();
    const session = recordOf(h);
    h.restartWorker();
    h.feed({ type: 'session-lapsed', session, awayMs: 75_000 });
    assert.equal(h.view.phase, 'signed-out');
    assert.equal(h.view.banner?.key, 'lapsed');
    assert.deepEqual(h.view.banner.params, { seconds: 75 });
    assert.equal(h.persisted, undefined);
  });
});

describe('PF-1, PF-2: tabs', () => {
  it('a reload is nothing: no tab for less than the grace', () => {
    const h = new Harness().signIn();
    h.feed({ type: 'tabs', count: 0 });
    h.run(2_900);
    h.feed({ type: 'tabs', count: 1 });
    h.run(60_000);
    assert.ok(!h.effects.some(({ effect }) => effect.type === 'close-channel'));
    assert.equal(h.phases.length, 2);
  });

  it('closed: presence goes after 3 s, nothing is polled; opened within 60 s it is taken up', () => {
    const h = new Harness().signIn();
    h.feed({ type: 'tabs', count: 0 });
    h.run(3_000);
    assert.equal(h.view.notifications, 'closed');
    assert.ok(h.effects.some(({ effect }) => effect.type === 'close-channel'));
    assert.equal(h.core.deadline(), undefined);
    h.run(50_000);
    h.feed({ type: 'tabs', count: 1 });
    assert.equal(h.view.phase, 'restoring');
    h.untilPhase('connected');
    assert.equal(h.view.banner?.key, 'resumed');
    assert.equal(h.view.epoch, 1);
    assert.equal(h.view.staleSince, undefined);
  });

  it('opened after the presence grace: lapsed, and said so', () => {
    const h = new Harness().signIn();
    h.feed({ type: 'tabs', count: 0 });
    h.run(64_000);
    h.feed({ type: 'tabs', count: 2 });
    assert.equal(h.view.phase, 'signed-out');
    assert.equal(h.view.banner?.key, 'lapsed');
    assert.equal(h.persisted, undefined);
  });

  it('closed in the middle of a failover: opened again, the search starts anew', () => {
    const h = new Harness({ profile: '12.6' }).signIn();
    h.stopNode('publisher');
    h.untilPhase('suspect');
    h.feed({ type: 'tabs', count: 0 });
    h.run(3_000);
    assert.equal(h.core.deadline(), undefined);
    h.feed({ type: 'tabs', count: 1 });
    h.untilPhase('connected');
    assert.equal(h.view.node, 'subscriber');
  });
});

describe('illegal inputs', () => {
  const session: SessionRecord = {
    version: 1,
    agentId,
    extension,
    node: 'publisher',
    epoch: 3,
    signedInAt: 1,
    unsettled: [],
  };
  const wishes: CoreInput[] = [
    { type: 'sign-in', agentId, extension, node: 'publisher' },
    { type: 'resume', session },
    { type: 'session-lapsed', session, awayMs: 1 },
    { type: 'sign-out' },
    { type: 'command', id: 'x', command: { type: 'make-call', to: '1' } },
  ];
  const stages: Record<string, { prepare: (h: Harness) => void; legal: CoreInput['type'][] }> = {
    'signed-out': { prepare: () => undefined, legal: ['sign-in', 'resume', 'session-lapsed'] },
    'signing-in': { prepare: (h) => h.feed(wishes[0]!), legal: ['sign-out', 'command'] },
    connected: { prepare: (h) => h.signIn(), legal: ['sign-out', 'command'] },
    searching: {
      prepare: (h) => {
        h.signIn();
        h.stopNode('publisher');
        h.stopNode('subscriber');
        h.untilPhase('searching');
      },
      legal: ['sign-out', 'command'],
    },
  };
  for (const [phase, { prepare, legal }] of Object.entries(stages)) {
    for (const wish of wishes.filter(({ type }) => !legal.includes(type))) {
      it(`${wish.type} while ${phase} is refused and changes nothing`, () => {
        const h = new Harness();
        prepare(h);
        assert.equal(h.view.phase, phase);
        const before = h.core.snapshot();
        const { view } = h;
        assert.throws(
          () => h.core.handle(wish, h.now),
          (error) => error instanceof IllegalInput && error.phase === phase && error.inputType === wish.type,
        );
        assert.deepEqual(h.core.snapshot(), before);
        assert.equal(h.view, view);
        assert.deepEqual(h.core.effects(), []);
      });
    }
  }

  it('late and foreign news is never illegal and changes nothing', () => {
    const h = new Harness().signIn();
    // All but the time at which somebody last spoke.
    const all = () => JSON.stringify({ ...h.core.snapshot(), latest: undefined });
    const before = all();
    const { view } = h;
    h.feed({ type: 'request-failed', id: 999, epoch: 1, failure: 'timeout' });
    h.feed({ type: 'channel', channel: 99, epoch: 1, event: { kind: 'open' } });
    h.feed({ type: 'dismiss-notice', id: 77 });
    h.core.wake(h.now);
    assert.equal(h.view, view);
    assert.equal(all(), before);
  });

  it('a foreign snapshot is refused', () => {
    const h = new Harness();
    assert.throws(() => h.continueFrom({ version: 2 }), /version 2/);
  });
});
