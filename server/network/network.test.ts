/** The operator's network by itself: delay, loss with a chance that is known, order, freezing, bounded waiting. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { mock, test } from 'node:test';
import { createNetwork } from './conditions.ts';
import { createLane } from './lane.ts';
import { listen, PortBusy } from './listen.ts';
import { shapeSocket } from './shaped-socket.ts';

/** Gives the numbers one after the other, then none that loses anything. */
const chances = (...numbers: readonly number[]) => {
  const left = [...numbers];
  return () => left.shift() ?? 0.999;
};

test('a lost packet costs one retransmission, a second loss two more; latency is added', () => {
  const network = createNetwork(chances(0.1, 0.9, 0.1, 0.1, 0.9));
  network.change({ latencyMs: 30, lossPercent: 50 });
  assert.equal(network.travelMs(100), 30 + 200);
  assert.equal(network.travelMs(100), 30 + 200 + 400);
  assert.equal(network.travelMs(100), 30);
  network.change({ lossPercent: 0 });
  assert.equal(network.travelMs(100_000), 30, 'no loss, no chance asked');
});

test('a long piece is many packets, each of which may be lost', () => {
  const network = createNetwork(chances(0.9, 0.1, 0.9, 0.1, 0.9));
  network.change({ lossPercent: 50 });
  assert.equal(network.travelMs(3 * 1460), 400);
});

test('pieces keep their order whatever is lost, and wait out a freeze', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  let now = 0;
  const clock = mock.method(performance, 'now', () => now);
  const pass = (ms: number): void => {
    now += ms;
    mock.timers.tick(ms);
  };
  try {
    const network = createNetwork(chances(0.1));
    const out: string[] = [];
    const lane = createLane<string>(network, (piece) => out.push(piece));
    lane.put('at once', 10);
    assert.deepEqual(out, ['at once']);
    network.change({ latencyMs: 50, lossPercent: 50 });
    lane.put('lost once', 10);
    lane.put('behind it', 10);
    assert.equal(lane.waitingBytes, 20);
    pass(249);
    assert.deepEqual(out, ['at once']);
    pass(1);
    assert.deepEqual(out, ['at once', 'lost once', 'behind it']);
    network.change({ frozen: true });
    lane.put('frozen', 10);
    pass(10_000);
    assert.equal(out.length, 3);
    network.change({ frozen: false });
    lane.check();
    assert.deepEqual(out.at(-1), 'frozen');
    lane.put('dropped', 10);
    lane.clear();
    pass(1000);
    assert.equal(out.length, 4);
    assert.equal(lane.waitingBytes, 0);
  } finally {
    clock.mock.restore();
    mock.timers.reset();
  }
});

async function pair(): Promise<{ client: Socket; server: Socket; done: () => void }> {
  const door = createServer({ allowHalfOpen: true });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const client = connect((door.address() as AddressInfo).port, '127.0.0.1');
  const [server] = (await once(door, 'connection')) as [Socket];
  return {
    client,
    server,
    done() {
      client.destroy();
      door.close();
    },
  };
}

test('a client that does not read makes the sender wait, also on a long road', async () => {
  for (const latencyMs of [0, 5]) {
    const { client, server, done } = await pair();
    client.pause();
    const network = createNetwork(Math.random);
    network.change({ latencyMs });
    const shaped = shapeSocket(server, network);
    const piece = Buffer.alloc(65_536);
    let written = 0;
    let stuck = false;
    // The kernel takes some megabytes; then nothing may be taken any more.
    while (!stuck && written < 1000) {
      written += 1;
      stuck = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(true), 500);
        shaped.write(piece, () => {
          clearTimeout(timer);
          resolve(false);
        });
      });
    }
    assert.ok(stuck, `latency ${latencyMs}: ${written} pieces were taken`);
    shaped.destroy();
    done();
  }
});

test('while frozen the node’s goodbye does not reach the client', async () => {
  const { client, server, done } = await pair();
  const network = createNetwork(Math.random);
  const shaped = shapeSocket(server, network);
  shaped.write('one');
  assert.equal(String((await once(client, 'data'))[0]), 'one');
  network.change({ frozen: true });
  shaped.destroy();
  await once(shaped, 'close');
  assert.equal(server.destroyed, false);
  network.change({ frozen: false });
  await once(client, 'end');
  done();
});

test('a whole centre may knock at once while the node is busy: all of them wait, none is turned away', async () => {
  const busy = fork(join(import.meta.dirname, '../test/busy-listener.ts'), [], {
    execArgv: ['--import', import.meta.resolve('tsx')],
  });
  const [port] = (await once(busy, 'message')) as [number];
  // Where the system allows fewer, no program can have more.
  const allowed = Number(readFileSync('/proc/sys/net/core/somaxconn', 'utf8'));
  const sockets = Array.from({ length: Math.min(1000, allowed) }, () => connect(port, '127.0.0.1'));
  await Promise.all(sockets.map((socket) => once(socket, 'connect', { signal: AbortSignal.timeout(20_000) })));
  for (const socket of sockets) socket.destroy();
  busy.kill('SIGKILL');
});

test('a busy port is told by its number, and nothing stays open', async () => {
  const first = await listen('localhost', 0, (socket) => socket.destroy());
  await assert.rejects(
    listen('localhost', first.port, () => undefined),
    (error: unknown) => error instanceof PortBusy && error.message.includes(String(first.port)),
  );
  first.close();
  const again = await listen('localhost', first.port, (socket) => socket.destroy());
  again.close();
});
