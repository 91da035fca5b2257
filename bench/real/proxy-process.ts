/**
 * A process of its own between browser and nodes: a TCP port for each node, with a round trip and a line as asked for.
 * Being outside the browser it delays whatever a page or a worker sends, WebSockets too. Counts; can kill a node in the
 * very moment in which a certain answer passes by. Started by `proxy.ts`; its arguments are the nodes' ports.
 */
import { connect, type Socket } from 'node:net';
import { listen } from '../../server/network/listen.ts';
import type { FromProxy, RoadCounts, ToProxy } from './proxy-messages.ts';
import { createLane, halvesOf, openRoad, type Lane, type RoadShape } from './road.ts';

interface Road {
  readonly there: Lane;
  readonly back: Lane;
  bytesThere: number;
  bytesBack: number;
  connections: number;
  requests: Record<string, number>;
  armed: { readonly beginning: Buffer; readonly pid: number } | undefined;
  readonly open: Set<Socket>;
}

let shape: RoadShape = openRoad;
const say = (message: FromProxy): void => void process.send?.(message);
const wallNow = (): number => performance.timeOrigin + performance.now();

function createRoad(): Road {
  const rate = (): number | undefined => shape.mbitPerSecond;
  return {
    there: createLane(() => halvesOf(shape).there, rate),
    back: createLane(() => halvesOf(shape).back, rate),
    bytesThere: 0,
    bytesBack: 0,
    connections: 0,
    requests: {},
    armed: undefined,
    open: new Set(),
  };
}

/** Runs things in their order, each at its time; at once when its time has come and nothing waits. */
function createQueue(): (at: number, run: () => void) => void {
  const waiting: { readonly at: number; readonly run: () => void }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const work = (): void => {
    timer = undefined;
    for (;;) {
      const next = waiting[0];
      if (!next) return;
      const left = next.at - performance.now();
      if (left > 0.3) {
        timer = setTimeout(work, left);
        return;
      }
      waiting.shift();
      next.run();
    }
  };
  return (at, run) => {
    waiting.push({ at, run });
    if (timer === undefined) work();
  };
}

const requestLine = /^([A-Z]{3,7}) \S+ HTTP\/1\.1\r\n/;

function carry(road: Road, port: number, browser: Socket): void {
  const begunAt = performance.now();
  const node = connect({ host: '127.0.0.1', port, noDelay: true });
  const [toNode, toBrowser] = [createQueue(), createQueue()];
  let isSilenced = false;
  road.connections += 1;
  for (const socket of [browser, node]) {
    socket.setNoDelay(true);
    road.open.add(socket);
    socket.on('close', () => road.open.delete(socket));
  }
  browser.on('data', (chunk) => {
    const method = requestLine.exec(chunk.subarray(0, 2048).toString('latin1'))?.[1];
    if (method !== undefined) road.requests[method] = (road.requests[method] ?? 0) + 1;
    road.bytesThere += chunk.length;
    // Nobody can send before the answer to the SYN is there, but here the proxy has given it at once.
    const sentAt = Math.max(performance.now(), begunAt + shape.roundTripMs);
    toNode(road.there.arrivalOf(chunk.length, sentAt), () => void node.write(chunk));
  });
  browser.on('end', () => toNode(road.there.arrivalOf(0, performance.now()), () => node.end()));
  node.on('data', (chunk) => {
    if (isSilenced) return;
    if (road.armed && chunk.subarray(0, road.armed.beginning.length).equals(road.armed.beginning)) kill(road);
    road.bytesBack += chunk.length;
    toBrowser(road.back.arrivalOf(chunk.length, performance.now()), () => void browser.write(chunk));
  });
  const silence = (): void => void (isSilenced = true);
  silencers.set(node, silence);
  node.on('end', () => toBrowser(road.back.arrivalOf(0, performance.now()), () => browser.end()));
  // Refused or reset: heard a whole way later, and for a connection that never was after its round trip.
  node.on('error', () => {
    const at = Math.max(performance.now(), begunAt + halvesOf(shape).there) + halvesOf(shape).back;
    toBrowser(at, () => browser.resetAndDestroy());
  });
  browser.on('error', () => node.resetAndDestroy());
}

const silencers = new WeakMap<Socket, () => void>();

/** What the node has said on its other connections since is in our buffers: it must not arrive. */
function kill(road: Road): void {
  const { armed } = road;
  road.armed = undefined;
  if (!armed) return;
  process.kill(armed.pid, 'SIGKILL');
  for (const socket of road.open) silencers.get(socket)?.();
  say({ type: 'killed', at: wallNow() });
}

const roads = new Map<number, Road>();

async function begin(ports: readonly number[]): Promise<void> {
  const listening = ports.map(async (port, index) => {
    const road = createRoad();
    roads.set(index, road);
    return (await listen('localhost', 0, (socket) => carry(road, port, socket))).port;
  });
  say({ type: 'listening', ports: await Promise.all(listening) });
}

process.on('message', (message: ToProxy) => {
  switch (message.type) {
    case 'shape':
      shape = message.shape;
      return;
    case 'count': {
      const { bytesThere = 0, bytesBack = 0, connections = 0, requests = {} } = roads.get(message.road) ?? {};
      const counts: RoadCounts = { bytesThere, bytesBack, connections, requests };
      say({ type: 'counts', id: message.id, counts });
      return;
    }
    case 'count-anew':
      for (const road of roads.values())
        Object.assign(road, { bytesThere: 0, bytesBack: 0, connections: 0, requests: {} });
      return;
    case 'kill-at': {
      const road = roads.get(message.road);
      if (road) road.armed = { beginning: Buffer.from(message.beginning, 'latin1'), pid: message.pid };
      return;
    }
    case 'disarm':
      for (const road of roads.values()) road.armed = undefined;
  }
});
// Both are for the bench, which then lets us go.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit(0));
await begin(process.argv.slice(2).map(Number));
