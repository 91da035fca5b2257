/** The proxy delays, counts and kills as the benches believe it to; over real sockets. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { startProxy, type Proxy } from './proxy.ts';

const server = createServer((_request, response) => response.end('x'.repeat(15_000)));
let proxy: Proxy;
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = await startProxy([(server.address() as AddressInfo).port]);
});
after(async () => {
  await proxy.stop();
  server.closeAllConnections();
  server.close();
});
const get = async (): Promise<number> => {
  const begun = performance.now();
  await (await fetch(`http://127.0.0.1:${proxy.ports[0]}/`)).text();
  return performance.now() - begun;
};

test('a request takes its round trip and its time on the line, and is counted', async () => {
  proxy.countAnew();
  proxy.shape({ roundTripMs: 200, mbitPerSecond: 1.5 });
  // 15 kB at 1.5 Mbit/s are 80 ms.
  const took = await get();
  assert.ok(took >= 275, `${took} ms`);
  proxy.shape({ roundTripMs: 0 });
  const counts = await proxy.count(0);
  assert.deepEqual(counts.requests, { GET: 1 });
  assert.ok(counts.bytesBack > 15_000 && counts.bytesBack < 15_500 && counts.bytesThere > 30);
});

test('the process is killed when the awaited answer passes, which still arrives; what comes after it does not', async () => {
  const victim = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
  const gone = once(victim, 'exit');
  const killed = proxy.killAt({ road: 0, beginning: 'HTTP/1.1 200', pid: victim.pid ?? 0 });
  const answer = await fetch(`http://127.0.0.1:${proxy.ports[0]}/`);
  assert.equal(answer.status, 200);
  await answer.body?.cancel();
  await killed;
  assert.deepEqual(await gone, [null, 'SIGKILL']);
});

test('who asks a proxy that was stopped hears so, and does not wait for ever; telling it something is no failure', async () => {
  const other = await startProxy([1]);
  const asked = other.killAt({ road: 0, beginning: 'never', pid: 0 });
  const heard = assert.rejects(asked, /proxy is gone/);
  await other.stop();
  await heard;
  other.shape({ roundTripMs: 1 });
  other.countAnew();
  await assert.rejects(other.count(0), /proxy is gone/);
  await other.stop();
});
