/**
 * A road to real nodes on which only round trips take time: sockets are real, the clock is not. Whatever is sent arrives half a
 * round trip later by this clock, which stands still until nothing moves any more, so the machine's own speed never counts.
 * Closes a connection of HTTP that was idle, as servers do. Requests to one node share a connection, as HTTP/2 has it
 * (finesse.md §1.1: from 12.5 on), so that only the first of them waits for it; a WebSocket has one of its own.
 */
import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../src/thread/clock.ts';

export interface RoundTripRoad {
  /** Of each node's port, one of ours. */
  readonly ports: readonly number[];
  readonly clock: Clock;
  /** First lines and first bytes of everything that was sent, with the time; for those who wonder. */
  readonly log: { readonly at: number; readonly port: number; readonly line: string }[];
  /** Goes on until `is` holds. Rejects after `limit` ms of the road's own time. */
  until(what: string, is: () => boolean, limit: number): Promise<void>;
  run(ms: number): Promise<void>;
  /** Nobody listens on this port any more, and what was connected is reset. */
  kill(port: number): void;
  close(): Promise<void>;
}

export interface RoadOptions {
  readonly roundTripMs: number;
  /** Round trips before the first byte: 1 for TCP, 2 with TLS 1.3. */
  readonly connecting: number;
  /** Of an HTTP connection that is not used. */
  readonly idleMs: number;
}

/** So many turns of the event loop in which nothing was read or due, each with a wait for the nodes' own timers. */
const quietTurns = 12;
const turnMs = 3;

interface Job {
  readonly at: number;
  readonly run: () => void;
}

export async function openRoad(targets: readonly number[], options: RoadOptions): Promise<RoundTripRoad> {
  const { roundTripMs, connecting, idleMs } = options;
  let now = 0;
  let moved = 0;
  let jobs: Job[] = [];
  const log: RoundTripRoad['log'] = [];
  const dead = new Set<number>();
  const open = new Map<Socket, number>();
  const webSockets = new Map<Socket, number>();
  const everything = (): readonly (readonly [Socket, number])[] => [...open, ...webSockets];

  const later = (at: number, run: () => void): (() => void) => {
    const job = { at, run };
    jobs.push(job);
    return () => (jobs = jobs.filter((other) => other !== job));
  };
  /** One way of one connection: in order, half a round trip late. */
  const way = (freeAt: number) => {
    let last = freeAt;
    return (run: () => void): void => {
      last = Math.max(last, now + roundTripMs / 2);
      later(last, run);
    };
  };

  /** By port: when its shared connection can be used. */
  const readyAt = new Map<number, number>();
  const isShared = (port: number): boolean => [...open.values()].includes(port);

  const accept = (port: number, from: Socket): void => {
    moved += 1;
    if (!isShared(port)) readyAt.set(port, now + connecting * roundTripMs);
    open.set(from, port);
    from.setNoDelay(true);
    let there: ReturnType<typeof way> | undefined;
    const back = way(0);
    let to: Socket | undefined;
    let isWebSocket = false;
    const acceptedAt = now;
    let usedAt = now;
    const idle = (): void => {
      if (from.destroyed || isWebSocket) return;
      if (now - usedAt >= idleMs) from.destroy();
      else later(usedAt + idleMs, idle);
    };
    later(now + idleMs, idle);
    if (dead.has(port)) {
      // A reset comes back after one way there and one back.
      later(now + roundTripMs, () => from.resetAndDestroy());
    }
    from.on('data', (data) => {
      moved += 1;
      usedAt = now;
      const line = data.toString('latin1').split('\r\n')[0] ?? '';
      if (/^(GET|PUT|POST|OPTIONS)/.test(line)) {
        if (line.startsWith('GET /ws/')) {
          isWebSocket = true;
          open.delete(from);
          webSockets.set(from, port);
        }
        log.push({ at: now, port, line });
      } else log.push({ at: now, port, line: `(${data.length} bytes)` });
      if (dead.has(port)) return;
      const ready = isWebSocket ? acceptedAt + connecting * roundTripMs : (readyAt.get(port) ?? 0);
      there ??= way(ready + roundTripMs / 2);
      there(() => {
        if (!to) {
          const made = connect(port, '127.0.0.1');
          to = made;
          made.setNoDelay(true);
          made.on('data', (answer) => {
            moved += 1;
            usedAt = now;
            back(() => from.write(answer));
          });
          made.on('close', () => back(() => from.destroy()));
          made.on('error', () => undefined);
        }
        to.write(data);
      });
    });
    from.on('close', () => {
      moved += 1;
      open.delete(from);
      webSockets.delete(from);
      there?.(() => to?.destroy());
    });
    from.on('error', () => undefined);
  };

  const servers: Server[] = await Promise.all(
    targets.map(
      (port) =>
        new Promise<Server>((resolve) => {
          const server = createServer((from) => accept(port, from));
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );

  const quiet = async (): Promise<void> => {
    let [seen, turns] = [moved, 0];
    while (turns < quietTurns) {
      await new Promise((resolve) => setTimeout(resolve, turnMs));
      await new Promise((resolve) => setImmediate(resolve));
      turns = moved === seen ? turns + 1 : 0;
      seen = moved;
    }
  };
  const goTo = (limit: number): boolean => {
    const next = Math.min(...jobs.map(({ at }) => at));
    if (next > limit) {
      now = limit;
      return false;
    }
    now = Math.max(now, next);
    const due = jobs.filter(({ at }) => at <= now).sort((left, right) => left.at - right.at);
    jobs = jobs.filter((job) => !due.includes(job));
    for (const { run } of due) run();
    return true;
  };

  return {
    ports: servers.map((server) => (server.address() as AddressInfo).port),
    log,
    clock: {
      origin: { realAt: 0, virtualAt: 0, speed: 1 },
      now: () => now,
      at: (at, call) =>
        later(Math.max(at, now), () => {
          moved += 1;
          call();
        }),
    },
    async until(what, is, limit) {
      const end = now + limit;
      await quiet();
      while (!is()) {
        if (!goTo(end)) throw new Error(`never: ${what}`);
        await quiet();
      }
    },
    async run(ms) {
      const end = now + ms;
      await quiet();
      while (goTo(end)) await quiet();
    },
    kill(port) {
      dead.add(port);
      for (const [from, to] of everything())
        if (to === port) later(now + roundTripMs / 2, () => from.resetAndDestroy());
    },
    async close() {
      for (const [from] of everything()) from.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}
