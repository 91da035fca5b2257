/** `npm run lab` as a person starts and ends it: the line it prints, its exit status, what it leaves behind. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { LabStatus } from './deployment/deployment.ts';
import { selfSigned } from './test/certificate.ts';
import { ask, eventually } from './test/lab-bench.ts';
import { xmppClient } from './test/xmpp-client.ts';

const dir = mkdtempSync(join(tmpdir(), 'understudy-main-'));
writeFileSync(join(dir, 'index.html'), '<!doctype html>');
after(() => rmSync(dir, { recursive: true }));

interface Started {
  readonly process: ChildProcessWithoutNullStreams;
  readonly output: () => string;
  readonly errors: () => string;
  /** Exit status or signal. */
  readonly ended: Promise<number | string | null>;
}

function start(...args: readonly string[]): Started {
  const program = join(import.meta.dirname, 'main.ts');
  const process_ = spawn(process.execPath, ['--import', 'tsx', program, '--site', dir, ...args]);
  let output = '';
  let errors = '';
  process_.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  process_.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(process_, 'close').then(([code, signal]: (number | string | null)[]) => code ?? signal ?? null);
  return { process: process_, output: () => output, errors: () => errors, ended };
}

const anyPorts = ['--publisher-port', '0', '--subscriber-port', '0', '--control-port', '0', '--chat-port', '0'];
const readyLine =
  /^Understudy lab is ready: publisher (https?:\/\/localhost:\d+\/) subscriber (https?:\/\/localhost:\d+\/) control (http:\/\/127\.0\.0\.1:\d+\/) chat https?:\/\/localhost:\d+\/$/m;

async function ready(lab: Started): Promise<{ publisher: string; subscriber: string; control: string }> {
  const found = await eventually(
    'ready',
    () => {
      if (lab.process.exitCode !== null) throw new Error(lab.errors());
      return Promise.resolve(readyLine.exec(lab.output()) ?? undefined);
    },
    30_000,
  );
  return { publisher: found[1] ?? '', subscriber: found[2] ?? '', control: found[3] ?? '' };
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A killed process that nobody has waited for yet still has a number.
    return !/^State:\s+Z/m.test(existsSync(`/proc/${pid}`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '');
  } catch {
    return false;
  }
};

test('the lab says where it is, takes orders from the keyboard, and ends with status 0', async () => {
  const lab = start(...anyPorts);
  const { publisher } = await ready(lab);
  assert.equal((await ask('GET', `${publisher}finesse/api/SystemInfo`)).status, 200);
  lab.process.stdin.write('stop publisher\n');
  await eventually('done', () => Promise.resolve(lab.output().includes('done') || undefined));
  await assert.rejects(ask('GET', publisher), { code: 'ECONNREFUSED' });
  lab.process.stdin.write('quit\n');
  assert.equal(await lab.ended, 0);
  assert.equal(lab.errors(), '');
});

test('a busy port is one clear line and status 1, whichever port it is', async () => {
  const first = start(...anyPorts);
  const urls = await ready(first);
  const rows = [
    ['--subscriber-port', urls.publisher],
    ['--control-port', urls.control],
  ] as const;
  for (const [option, url] of rows) {
    const { port } = new URL(url);
    const second = start(...anyPorts, option, port, ...(option === '--subscriber-port' ? ['--processes'] : []));
    assert.equal(await second.ended, 1);
    assert.match(second.errors(), new RegExp(`^Port ${port} on .* is busy: .*\\n$`));
    assert.equal(second.output(), '');
  }
  first.process.kill('SIGTERM');
  assert.equal(await first.ended, 0);
});

test('help is status 0, nonsense status 2 with a line that says what', async () => {
  const help = start('--help');
  assert.equal(await help.ended, 0);
  assert.match(help.output(), /--publisher-port N/);
  const nonsense = start('--speed', 'fast');
  assert.equal(await nonsense.ended, 2);
  assert.match(
    nonsense.errors(),
    /^--speed wants a whole number from 1 to 1000, not "fast"\. See: npm run lab -- --help$/m,
  );
});

test('nodes in processes of their own end with the lab, whether it is asked to or killed', async () => {
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    const lab = start(...anyPorts, '--processes', '--state-dir', join(dir, signal));
    const { control } = await ready(lab);
    const status = JSON.parse((await ask('GET', `${control}status`)).body) as LabStatus;
    const pids = [status.nodes.publisher.pid ?? 0, status.nodes.subscriber.pid ?? 0];
    assert.ok(pids.every((pid) => pid > 0 && isAlive(pid)));
    lab.process.kill(signal);
    assert.equal(await lab.ended, signal === 'SIGINT' ? 0 : 'SIGKILL');
    await eventually('nodes gone', () => Promise.resolve(pids.some(isAlive) ? undefined : true));
  }
});

test('subscriptions in a named folder outlive the lab', async () => {
  const state = join(dir, 'state');
  const subscriptions = '<pubsub xmlns="http://jabber.org/protocol/pubsub"><subscriptions/></pubsub>';
  for (const round of ['first', 'second']) {
    const lab = start(...anyPorts, '--state-dir', state);
    const { publisher } = await ready(lab);
    const client = await xmppClient(publisher);
    const jid = await client.signIn('1001');
    const listed = (await client.iq('get', subscriptions, 'pubsub.localhost')).toString();
    assert.equal(listed.includes('/finesse/api/Queue/11'), round === 'second');
    const subscribe = `<pubsub xmlns="http://jabber.org/protocol/pubsub"><subscribe node="/finesse/api/Queue/11" jid="${jid}"/></pubsub>`;
    await client.iq('set', subscribe, 'pubsub.localhost');
    client.close();
    lab.process.kill('SIGTERM');
    assert.equal(await lab.ended, 0);
  }
});

test('with a certificate both nodes speak HTTPS and wss', async () => {
  const { cert, key } = selfSigned();
  writeFileSync(join(dir, 'cert.pem'), cert);
  writeFileSync(join(dir, 'key.pem'), key);
  const lab = start(...anyPorts, '--cert', join(dir, 'cert.pem'), '--key', join(dir, 'key.pem'));
  const { publisher, subscriber } = await ready(lab);
  for (const url of [publisher, subscriber]) {
    assert.match(url, /^https:/);
    const sent = request(`${url}finesse/api/SystemInfo`, { ca: cert, agent: false }).end();
    const [response] = (await once(sent, 'response')) as [{ statusCode: number; resume(): void }];
    assert.equal(response.statusCode, 200);
    response.resume();
  }
  const client = await xmppClient(publisher, { origin: new URL(publisher).origin });
  assert.equal(await client.signIn('1001'), '1001@localhost/desktop');
  client.close();
  lab.process.kill('SIGTERM');
  assert.equal(await lab.ended, 0);
  const missing = start(...anyPorts, '--cert', join(dir, 'none.pem'), '--key', join(dir, 'key.pem'));
  assert.equal(await missing.ended, 1);
  assert.match(missing.errors(), /none\.pem/);
});
