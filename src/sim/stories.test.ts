/** Failovers as a desktop lives through them, told from outside and in order. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paths } from '../wire/paths.ts';
import { ready, statusOf, worldBench } from './test/world-bench.ts';
import type { WorldBench } from './test/world-bench.ts';

function callOf(b: WorldBench): string {
  const [call] = b.view().calls;
  assert.ok(call);
  return call.id;
}

function act(b: WorldBench, client: string, node: 'publisher' | 'subscriber', action: 'ANSWER' | 'DROP'): unknown {
  const id = `${action}-${b.now()}`;
  const body = { kind: 'DialogAction', action, targetMediaAddress: '4001' } as const;
  b.ask(client, node, id, { method: 'PUT', path: paths.dialog(callOf(b)), body }, '1001');
  b.advance(200);
  return statusOf(b.answers(client, id)[0]?.answer);
}

test('the publisher dies in mid-call; the call goes on at the subscriber, and nobody is forced out', () => {
  const b = worldBench();
  b.desk('desk', '1001', 'publisher');
  b.fault({ action: 'ring', agent: '1001', from: '0301234567' });
  b.advance(200);
  assert.equal(act(b, 'desk', 'publisher', 'ANSWER'), 202);
  b.advance(500);

  b.fault({ action: 'stop-node', node: 'publisher' });
  b.advance(100);
  assert.deepEqual(b.messages('desk').at(-1), { kind: 'closed', reason: 'reset' });
  b.systemInfo('desk', 'publisher', 'probe');
  b.systemInfo('desk', 'subscriber', 'probe too');
  b.advance(500);
  assert.equal(b.answers('desk', 'probe')[0]?.answer, 'refused');
  assert.equal(statusOf(b.answers('desk', 'probe too')[0]?.answer), 200);

  b.feed({
    type: 'xmpp',
    client: 'desk',
    session: 'second',
    node: 'subscriber',
    message: { kind: 'connect', loginId: '1001', password: 'secret', resource: 'desktop' },
  });
  b.signIn('desk', '1001', 'subscriber');
  b.ask('desk', 'subscriber', 'calls', { method: 'GET', path: paths.userDialogs('1001') }, '1001');
  b.advance(200);
  const reply = b.answers('desk', 'calls')[0]?.answer;
  assert.ok(typeof reply === 'object' && reply.payload.kind === 'Dialogs');
  assert.deepEqual(
    reply.payload.value.map((dialog) => dialog.participants.map((each) => each.state)),
    [['ACTIVE', 'ACTIVE']],
  );
  assert.deepEqual(b.agent('1001'), ['TALKING', undefined]);

  b.fault({ action: 'start-node', node: 'publisher' });
  for (let i = 0; i < 10; i += 1) {
    b.feed({ type: 'xmpp', client: 'desk', session: 'second', node: 'subscriber', message: { kind: 'ping', ping: i } });
    b.advance(20_000);
  }
  assert.equal(b.view().nodes.publisher.inService, true);
  assert.equal(act(b, 'desk', 'subscriber', 'DROP'), 202);
  assert.deepEqual(b.agent('1001'), ['READY', undefined]);
});

test('PF-3: the network to the publisher goes, the desktop moves, and the late forced logout finds it there', () => {
  const b = worldBench();
  b.desk('desk', '1001', 'publisher');
  b.fault({ action: 'cut-network', node: 'publisher' });
  b.advance(30_000);
  const second = (message: Parameters<WorldBench['xmpp']>[2]): void =>
    b.feed({ type: 'xmpp', client: 'desk', session: 'second', node: 'subscriber', message });
  second({ kind: 'connect', loginId: '1001', password: 'secret', resource: 'desktop' });
  b.signIn('desk', '1001', 'subscriber');
  assert.deepEqual(b.agent('1001'), ['READY', undefined]);
  for (let i = 0; i < 8; i += 1) {
    second({ kind: 'ping', ping: i });
    b.advance(20_000);
  }
  // 120 s of silence and 60 s of grace after the last word, the publisher being in service all the time.
  assert.deepEqual(b.agent('1001'), ['NOT_READY', 50002]);
  const users = b.updates('desk').flatMap((update) => (update.data.kind === 'User' ? [update.data.value] : []));
  assert.equal(users.at(-1)?.reasonCode?.code, 50002);
  b.ask('desk', 'subscriber', 'back', ready('1001'), '1001');
  b.advance(200);
  assert.deepEqual(b.agent('1001'), ['READY', undefined]);
});

test('CTI goes for both nodes with a call up; another call lives and dies meanwhile; the last state comes', () => {
  const b = worldBench();
  b.desk('one', '1001', 'publisher');
  b.desk('two', '1002', 'subscriber');
  b.fault({ action: 'ring', agent: '1001', from: '0301' });
  b.advance(200);
  act(b, 'one', 'publisher', 'ANSWER');
  b.forget();
  b.fault({ action: 'cut-cti', side: 'both' });
  b.advance(5_000);
  b.fault({ action: 'ring', agent: '1002', from: '0302' });
  b.advance(2_000);
  b.fault({ action: 'hang-up', agent: '1002' });
  b.fault({ action: 'restore-cti', side: 'both' });
  b.advance(10_000);
  const told = (client: string): string[] =>
    b.updates(client).map((update) => {
      if (update.data.kind === 'SystemInfo') return update.data.value.status;
      return update.data.kind === 'User' ? update.data.value.state : update.data.kind;
    });
  assert.deepEqual(told('one'), ['OUT_OF_SERVICE', 'IN_SERVICE', 'TALKING', 'Dialog']);
  assert.deepEqual(told('two'), ['OUT_OF_SERVICE', 'IN_SERVICE', 'READY']);
});
