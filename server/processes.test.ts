/** Nodes as processes of their own: a killed one is lost with all it knew, and nobody else is. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Lab } from './lab.ts';
import { ask, eventually, labWith } from './test/lab-bench.ts';
import { xmppClient } from './test/xmpp-client.ts';

let lab: Lab;
before(async () => {
  // Ten times as fast: a node boots in half a second.
  lab = await labWith(['--processes', '--speed', '10']);
});
after(() => lab.close());

const signIn = (node: 'publisher' | 'subscriber', loginId: string) =>
  ask('PUT', `${lab.urls[node]}finesse/api/User/${loginId}`, {
    as: loginId,
    body: `<User><state>LOGIN</state><extension>${Number(loginId) + 3000}</extension></User>`,
  });
const userState = async (node: 'publisher' | 'subscriber', loginId: string): Promise<string | undefined> => {
  const { body } = await ask('GET', `${lab.urls[node]}finesse/api/User/${loginId}`, { as: loginId });
  return /<state>(\w+)<\/state>/.exec(body)?.[1];
};
const subscribe = (path: string, jid: string): string =>
  `<pubsub xmlns="http://jabber.org/protocol/pubsub"><subscribe node="${path}" jid="${jid}"/></pubsub>`;
const listOf = '<pubsub xmlns="http://jabber.org/protocol/pubsub"><subscriptions/></pubsub>';

test('a process that is gone before anybody has noticed may be spoken to: it gives no answer, and the main process goes on', async () => {
  const { pid } = (await lab.operator.status()).nodes.subscriber;
  assert.ok(pid !== undefined);
  process.kill(pid, 'SIGKILL');
  // Held up until it is dead: its end is heard only in a later turn, and its pipe is broken by then.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  const [first, second] = await Promise.all([lab.operator.status(), lab.operator.status()]);
  for (const { nodes } of [first, second]) assert.equal(nodes.subscriber.running, false);
  assert.equal(first.nodes.publisher.running, true);
  await lab.operator.do('start', { node: 'subscriber' });
  await eventually(
    'subscriber in service',
    async () => (await lab.operator.status()).nodes.subscriber.inService || undefined,
  );
});

test('kill -9 of one node: its streams break, the other goes on, and what comes back knows only its disk', async () => {
  const onPublisher = await xmppClient(lab.urls.publisher);
  const jid = await onPublisher.signIn('1001');
  const onSubscriber = await xmppClient(lab.urls.subscriber);
  await onSubscriber.signIn('1002');
  assert.equal((await signIn('publisher', '1001')).status, 202);
  assert.equal((await signIn('subscriber', '1002')).status, 202);
  // Told across processes: the PG is in the main one, the agent's sign-in came in at the other node.
  await eventually('1001 known to the subscriber', async () =>
    (await userState('subscriber', '1001')) === 'NOT_READY' ? true : undefined,
  );
  const queue = '/finesse/api/Queue/11';
  assert.equal((await onPublisher.iq('set', subscribe(queue, jid), 'pubsub.localhost')).attrs['type'], 'result');

  const before = await lab.operator.status();
  const { pid } = before.nodes.publisher;
  assert.ok(pid !== undefined && pid !== process.pid);
  assert.deepEqual(before.nodes.publisher.present, ['1001']);
  process.kill(pid, 'SIGKILL');
  assert.equal(await onPublisher.ended(), 1006, 'no goodbye');
  // A connection made while the dying process's sockets are closed one after the other is reset, a later one refused.
  await assert.rejects(ask('GET', `${lab.urls.publisher}finesse/api/SystemInfo`), /ECONNREFUSED|ECONNRESET/);

  // The other node: still in service, its agent works on.
  const ready = await ask('PUT', `${lab.urls.subscriber}finesse/api/User/1002`, {
    as: '1002',
    body: '<User><state>READY</state></User>',
  });
  assert.equal(ready.status, 202);
  await onSubscriber.take('READY event', (frame) =>
    /&lt;state&gt;READY&lt;|<state>READY</.test(frame.getText() + String(frame)),
  );
  const during = await lab.operator.status();
  assert.equal(during.nodes.publisher.running, false);
  assert.equal(during.nodes.publisher.pid, undefined);
  assert.equal(during.nodes.subscriber.inService, true);
  // No node is left that could force the agent out, so the state stays.
  assert.equal(during.agents.find((agent) => agent.loginId === '1001')?.state, 'NOT_READY');

  await lab.operator.do('start', { node: 'publisher' });
  await eventually(
    'publisher in service',
    async () => (await lab.operator.status()).nodes.publisher.inService || undefined,
  );
  assert.deepEqual((await lab.operator.status()).nodes.publisher.present, [], 'presence is gone');
  assert.equal(await userState('publisher', '1001'), 'NOT_READY', 'told anew by the PG');
  const again = await xmppClient(lab.urls.publisher);
  await again.signIn('1001');
  const listed = String(await again.iq('get', listOf, 'pubsub.localhost'));
  assert.ok(listed.includes(`node="${queue}"`), 'the subscription stands on its disk');
  const other = await xmppClient(lab.urls.subscriber);
  await other.signIn('1001', 'secret', 'desktop');
  const elsewhere = String(await other.iq('get', listOf, 'pubsub.localhost'));
  assert.ok(!elsewhere.includes(`node="${queue}"`), 'and never crosses to the other node');
  for (const client of [again, other, onSubscriber]) client.close();
});

test('operator faults reach the process they concern, and a refusal comes back', async () => {
  await lab.operator.do('stop-notification', { node: 'subscriber' });
  await eventually('notification service stopped', async () =>
    (await lab.operator.status()).nodes.subscriber.notificationRunning ? undefined : true,
  );
  await lab.operator.do('start-notification', { node: 'subscriber' });
  await eventually('notification service running', async () =>
    (await lab.operator.status()).nodes.subscriber.notificationRunning ? true : undefined,
  );
  await lab.operator.do('cut-cti', { side: 'both' });
  await eventually('both nodes out of service (CTI-8)', async () => {
    const { nodes } = await lab.operator.status();
    return nodes.publisher.inService || nodes.subscriber.inService ? undefined : true;
  });
  const refused = await ask('GET', `${lab.urls.subscriber}finesse/api/User/1002`, { as: '1002' });
  assert.equal(refused.status, 503);
  assert.match(refused.body, /SERVER_OUT_OF_SERVICE/);
  await lab.operator.do('restore-cti', { side: 'A' });
  await eventually('both nodes in service', async () => {
    const { nodes } = await lab.operator.status();
    return nodes.publisher.inService && nodes.subscriber.inService ? true : undefined;
  });
  await assert.rejects(lab.operator.do('ring', { agent: '9999', from: '1' }), { code: 'unknown-agent' });
});

test('maintenance shuts a node down in its own process, and start brings it back', async () => {
  await lab.operator.do('start-maintenance', { node: 'publisher' });
  await assert.rejects(lab.operator.do('start-maintenance', { node: 'publisher' }), { code: 'bad-arguments' });
  await eventually('services shut down', async () =>
    (await lab.operator.status()).nodes.publisher.running ? undefined : true,
  );
  const { pid } = (await lab.operator.status()).nodes.publisher;
  assert.ok(pid !== undefined, 'the process is still there');
  await assert.rejects(ask('GET', `${lab.urls.publisher}finesse/api/SystemInfo`));
  await assert.rejects(ask('GET', lab.urls.publisher), 'the desktop is one of the services');
  assert.equal((await ask('GET', `${lab.urls.subscriber}finesse/api/SystemInfo`)).status, 200);
  await lab.operator.do('start', { node: 'publisher' });
  await eventually(
    'in service again',
    async () => (await lab.operator.status()).nodes.publisher.inService || undefined,
  );
});
