import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import type { WirePayload } from '../wire/http.ts';
import { parseIsoTime } from './iso-time.ts';
import { keepList, same } from './same.ts';
import { agentId, dialog, queue, reason, team, user } from './test/fixtures.ts';
import { reply } from './test/fake-node.ts';
import { Harness } from './test/harness.ts';

const dialogsPath = paths.userDialogs(agentId);

describe('updates', () => {
  it('a call comes, changes and goes; equal news keeps every identity', () => {
    const h = new Harness().signIn();
    h.setDialogs('post', dialog('1', 'ALERTING'));
    h.run(50);
    assert.equal(h.view.dialogs[0]?.participants[1]?.state, 'ALERTING');
    h.setDialogs('put', dialog('1', 'ACTIVE'));
    h.run(50);
    const { view } = h;
    assert.equal(view.dialogs[0]?.participants[1]?.state, 'ACTIVE');
    h.setDialogs('put', dialog('1', 'ACTIVE'));
    h.run(50);
    assert.equal(h.view, view);
    h.setDialogs('delete', dialog('1', 'DROPPED'));
    h.run(50);
    assert.deepEqual(h.view.dialogs, []);
    assert.equal(h.view.queues, view.queues, 'other slices keep their identity');
  });

  it('a late change of a finished call does not raise it', () => {
    const h = new Harness().signIn();
    h.setDialogs('put', dialog('1', 'DROPPED'));
    h.run(50);
    assert.deepEqual(h.view.dialogs, []);
  });

  it('the same item delivered twice counts once', () => {
    const h = new Harness().signIn();
    const tell = (state: 'READY' | 'NOT_READY', itemId: string) => {
      const data = { kind: 'User', value: user(state) } as const;
      const update = { event: 'put', source: paths.user(agentId), requestId: '', data } as const;
      h.tell('publisher', { kind: 'item', path: paths.user(agentId), itemId, update });
      h.run(50);
    };
    tell('READY', 'a');
    tell('NOT_READY', 'b');
    tell('READY', 'a');
    assert.equal(h.view.agent?.state, 'NOT_READY');
  });

  it('queue statistics and queue removal', () => {
    const h = new Harness().signIn();
    const tell = (event: 'put' | 'delete', value: ReturnType<typeof queue>) => {
      h.publish('publisher', paths.queue(value.id), { event, source: value.uri, data: { kind: 'Queue', value } });
      h.run(50);
    };
    const other = h.view.queues[1];
    tell('put', queue('10', 5));
    assert.equal(h.view.queues[0]?.statistics.callsInQueue, 5);
    assert.equal(h.view.queues[1], other);
    tell('delete', queue('10'));
    assert.deepEqual(h.view.queues, [other]);
  });

  it('an event of a supervisor, which carries no teams, does not lose them', () => {
    const h = new Harness();
    const teams = [{ uri: '', id: '1', name: 'S' }];
    h.agent = user('NOT_READY', { roles: ['Supervisor'], teams });
    h.teams = [team([{ loginId: '1002', state: 'READY' }])];
    h.signIn();
    const before = h.view.teams;
    h.setAgent(user('READY', { roles: [] }));
    h.run(50);
    assert.deepEqual(h.view.agent?.teams, teams);
    assert.deepEqual(h.view.agent.roles, ['Supervisor']);
    assert.equal(h.view.teams, before);
  });

  it('an answer that is older than an event does not undo it', () => {
    const h = new Harness({ latencyMs: 100 }).signIn();
    const malformed = { kind: 'Malformed', error: { code: 'not-xml', path: '', message: '' } } as const;
    h.publish('publisher', paths.user(agentId), { event: 'put', source: '', data: malformed });
    h.nodes.publisher.scripted.push({
      method: 'GET',
      path: paths.user(agentId),
      reply: reply(200, { kind: 'User', value: user('NOT_READY') }),
    });
    h.run(150);
    h.setAgent(user('READY'));
    h.run(1_000);
    assert.equal(h.view.agent?.state, 'READY');
    assert.equal(h.requests('GET', paths.user(agentId)).length, 3, 'sign-in, fetched for the item, fetched anew');
  });

  for (const [path, expected] of [
    [paths.user(agentId), paths.user(agentId)],
    [dialogsPath, dialogsPath],
    [paths.queue('10'), paths.userQueues(agentId)],
    [paths.systemInfo, paths.systemInfo],
  ] as const) {
    it(`an unreadable item of ${path} is made good by a fetch`, () => {
      const h = new Harness().signIn();
      const payload: WirePayload = { kind: 'Malformed', error: { code: 'not-xml', path: '', message: '' } };
      const before = h.requests('GET', expected).length;
      h.tell('publisher', { kind: 'malformed-item', path, payload });
      h.run(100);
      assert.equal(h.requests('GET', expected).length, before + 1);
      assert.equal(h.view.phase, 'connected');
    });
  }

  it('a toast goes when it was read; the banner of a loss does not', () => {
    const h = new Harness().signIn();
    h.setAgent(user('NOT_READY', { reasonCode: reason(999, -1, '') }));
    h.run(50);
    const [toast] = h.view.toasts;
    assert.ok(toast);
    h.feed({ type: 'dismiss-notice', id: toast.id });
    assert.deepEqual(h.view.toasts, []);
    h.stopNode('publisher');
    h.untilLost();
    h.feed({ type: 'dismiss-notice', id: h.view.banner!.id });
    assert.ok(h.view.banner);
  });

  it('settings change at once, and the profile counts from the next decision on', () => {
    const h = new Harness({ profile: '12.6' }).signIn();
    h.feed({ type: 'configure', profile: '11.x', move: 'reload' });
    assert.equal(h.view.profile, '11.x');
    assert.equal(h.view.move, 'reload');
  });
});

describe('small parts', () => {
  it('times on the wire, against the platform', () => {
    for (const text of ['2024-02-29T23:59:59.999Z', '1970-01-01T00:00:00Z', '2100-03-01T12:00:00.5+05:30']) {
      assert.equal(parseIsoTime(text), Date.parse(text), text);
    }
    assert.equal(parseIsoTime(''), undefined);
    assert.equal(parseIsoTime('yesterday'), undefined);
  });

  it('equality counts an undefined field as absent, and tells arrays from objects', () => {
    assert.ok(same({ a: 1, b: undefined }, { a: 1 }));
    assert.ok(!same({ a: 1 }, { b: 1 }));
    assert.ok(!same([], {}));
    assert.ok(!same({ a: null }, { a: 0 }));
  });

  it('a list shares what did not change', () => {
    const old = [
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
    ] as const;
    const next = keepList<{ id: string; n: number }>(
      old,
      [
        { id: 'b', n: 2 },
        { id: 'a', n: 9 },
      ],
      ({ id }) => id,
    );
    assert.equal(next[0], old[1]);
    assert.notEqual(next[1], old[0]);
    assert.equal(
      keepList(old, [{ ...old[0] }, { ...old[1] }], ({ id }) => id),
      old,
    );
  });
});
