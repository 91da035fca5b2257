/** What the operator does to nodes and networks, as clients on real sockets see it; and the two ways to say it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { PassThrough } from 'node:stream';
import { after, before, test } from 'node:test';
import { openPrompt } from './admin/prompt.ts';
import type { LabStatus } from './deployment/deployment.ts';
import type { Lab } from './lab.ts';
import { ask, eventually, labWith } from './test/lab-bench.ts';
import { xmppClient } from './test/xmpp-client.ts';

let lab: Lab;
before(async () => {
  lab = await labWith(['--speed', '100']);
});
after(() => lab.close());

const info = (node: 'publisher' | 'subscriber') => ask('GET', `${lab.urls[node]}finesse/api/SystemInfo`);
const tcp = (node: 'publisher' | 'subscriber') => connectTcp(Number(new URL(lab.urls[node]).port), '127.0.0.1');
const ping = '<ping xmlns="urn:xmpp:ping"/>';

test('stop closes the port and resets connections; start opens it again, subscriptions kept, presence gone', async () => {
  const client = await xmppClient(lab.urls.publisher);
  const jid = await client.signIn('1001');
  const subscribe = `<pubsub xmlns="http://jabber.org/protocol/pubsub"><subscribe node="/finesse/api/Queue/11" jid="${jid}"/></pubsub>`;
  await client.iq('set', subscribe, 'pubsub.localhost');
  const idle = tcp('publisher');
  await once(idle, 'connect');
  const reset = once(idle, 'error') as Promise<[NodeJS.ErrnoException]>;
  await lab.operator.do('stop', { node: 'publisher' });
  assert.equal((await reset)[0].code, 'ECONNRESET');
  assert.equal(await client.ended(), 1006);
  await assert.rejects(info('publisher'), { code: 'ECONNREFUSED' });
  assert.equal((await info('subscriber')).status, 200);

  await lab.operator.do('start', { node: 'publisher' });
  await eventually(
    'in service again',
    async () => (await lab.operator.status()).nodes.publisher.inService || undefined,
  );
  assert.deepEqual((await lab.operator.status()).nodes.publisher.present, []);
  const again = await xmppClient(lab.urls.publisher);
  await again.signIn('1001');
  const listed = await again.iq(
    'get',
    '<pubsub xmlns="http://jabber.org/protocol/pubsub"><subscriptions/></pubsub>',
    'pubsub.localhost',
  );
  assert.match(listed.toString(), /node="\/finesse\/api\/Queue\/11"/);
  again.close();
});

test('freeze leaves connections open and silent, new ones too; thaw lets through what was held', async () => {
  const client = await xmppClient(lab.urls.publisher);
  await client.signIn('1001');
  await lab.operator.do('freeze', { node: 'publisher' });
  const answers: string[] = [];
  const pong = client.iq('get', ping).then(() => answers.push('ping'));
  const reply = info('publisher').then(({ status }) => answers.push(`SystemInfo ${status}`));
  const fresh = tcp('publisher');
  await once(fresh, 'connect');
  // Proof of silence without waiting for it: the other node has meanwhile answered many times over.
  for (let round = 0; round < 20; round += 1) assert.equal((await info('subscriber')).status, 200);
  assert.deepEqual(answers, []);
  assert.equal(client.closeCode, undefined);
  assert.equal((await lab.operator.status()).nodes.publisher.network.frozen, true);
  await lab.operator.do('thaw', {});
  await Promise.all([pong, reply]);
  assert.deepEqual(answers.sort(), ['SystemInfo 200', 'ping']);
  fresh.destroy();
  client.close();
});

test('a frozen client is given up after 120 s of silence, and hears of it only after the thaw', async () => {
  const client = await xmppClient(lab.urls.publisher);
  await client.signIn('1002');
  await lab.operator.do('freeze', { node: 'publisher' });
  // 120 s at 100 times the speed.
  await eventually('1002 given up', async () =>
    (await lab.operator.status()).nodes.publisher.present.includes('1002') ? undefined : true,
  );
  assert.equal(client.closeCode, undefined, 'half-open: the client cannot know');
  await lab.operator.do('thaw', { node: 'publisher' });
  await client.ended();
});

test('latency and slowness delay what is asked, and end when they are taken back', async () => {
  const timed = async (): Promise<number> => {
    const startedAt = performance.now();
    assert.equal((await info('publisher')).status, 200);
    return performance.now() - startedAt;
  };
  await lab.operator.do('latency', { ms: 150, node: 'publisher' });
  assert.ok((await timed()) >= 300, 'there and back');
  await lab.operator.do('latency', { ms: 0 });
  await lab.operator.do('slow', { ms: 250, node: 'publisher' });
  assert.ok((await timed()) >= 250);
  await lab.operator.do('slow', { ms: 0 });
  assert.ok((await timed()) < 150);
});

test('the control port takes orders and says what is wrong with them', async () => {
  const post = (body: string, headers: Record<string, string> = { 'Content-Type': 'application/json' }) =>
    ask('POST', `${lab.controlUrl}do`, { body, headers });
  const done = await post('{"action":"cut-network","args":{"node":"subscriber"}}');
  assert.equal(done.status, 200);
  const status = JSON.parse((await ask('GET', `${lab.controlUrl}status`)).body) as LabStatus;
  assert.equal(status.nodes.subscriber.network.frozen, true);
  assert.equal((await post('{"action":"restore-network","args":{}}')).status, 200);
  const actions = JSON.parse((await ask('GET', `${lab.controlUrl}actions`)).body) as { action: string }[];
  assert.ok(actions.some(({ action }) => action === 'ring') && actions.some(({ action }) => action === 'freeze'));

  const wrong = async (answer: ReturnType<typeof post>): Promise<string> => {
    const { status: code, body } = await answer;
    const { error } = JSON.parse(body) as { error: { code: string; message: string } };
    assert.ok(error.message);
    return `${code} ${error.code}`;
  };
  assert.equal(await wrong(post('{"action":"explode"}')), '400 unknown-action');
  assert.equal(await wrong(post('{"action":"stop","args":{"node":"both"}}')), '400 bad-arguments');
  assert.equal(await wrong(post('{"action":"slow","args":{"ms":-1}}')), '400 bad-arguments');
  assert.equal(await wrong(post('{"action":"slow","args":{}}')), '400 bad-arguments');
  assert.equal(await wrong(post('{"action":"ring","args":{"agent":"1004","from":"1"}}')), '400 agent-not-available');
  assert.equal(await wrong(post('no json')), '400 bad-request');
  assert.equal(await wrong(post('[]')), '400 bad-request');
  assert.equal(await wrong(post('{}', { 'Content-Type': 'text/plain' })), '400 bad-request');
  assert.equal(await wrong(ask('GET', `${lab.controlUrl}else`)), '400 bad-request');
  const page = { 'Content-Type': 'application/json', Origin: 'http://evil.example' };
  assert.equal(await wrong(post('{"action":"stop","args":{"node":"publisher"}}', page)), '403 forbidden');
  assert.equal(
    await wrong(ask('GET', `${lab.controlUrl}status`, { headers: { Host: 'evil.example' } })),
    '403 forbidden',
  );
});

test('the keyboard: one order a line, in order, with words for what went wrong', async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  let said = '';
  output.on('data', (chunk: Buffer) => (said += chunk.toString()));
  let quit = false;
  const prompt = openPrompt(lab.operator, input, output, () => (quit = true));
  const line = async (text: string, expected: RegExp): Promise<void> => {
    said = '';
    input.write(`${text}\n`);
    await eventually(`${String(expected)} after "${text}"`, () => Promise.resolve(expected.test(said) || undefined));
  };
  await line('help', /slow MS \[publisher\|subscriber\]/);
  await line('status', /publisher http.*IN_SERVICE on side A[^]*CTI side A up, side B up[^]*nobody is signed in/);
  await line('latency 5 subscriber', /^done$/m);
  await line('status', /subscriber .*latency 5 ms/);
  await line('latency 0', /^done$/m);
  await line('set-latency 1', /^done$/m);
  await line('set-latency ms=0 node=publisher', /^done$/m);
  await line('latency 0', /^done$/m);
  await line('cut-cti A', /^done$/m);
  await line('restore-cti A', /^done$/m);
  await line('stop everything', /must be "publisher" or "subscriber"/);
  await line('slow', /"ms" is missing/);
  await line('slow fast', /must be a number from 0 to 60000/);
  await line('thaw publisher again', /thaw takes node, not "again"/);
  await line('ring 1004 5550100', /cannot be called: not signed in/);
  await line('dance', /There is no command "dance"/);
  prompt.log({ at: 0, part: 'cti', text: 'unseen' });
  input.write('log on\n');
  await line('hide-finesse-presence subscriber', /^done$/m);
  prompt.log({ at: 0, part: 'cti', text: 'seen' });
  await eventually('a line of the log', () => Promise.resolve(/00:00:00\.000 cti {8}seen/.test(said) || undefined));
  assert.doesNotMatch(said, /unseen/);
  await line('show-finesse-presence subscriber', /^done$/m);
  input.write('quit\n');
  await eventually('quit', () => Promise.resolve(quit || undefined));
  prompt.close();
});
