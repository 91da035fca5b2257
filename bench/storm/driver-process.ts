/**
 * A process that some of a storm's agents live in, so that one loop is not what all of them wait for. Started by
 * `drivers.ts`; tells it who is connected where, and when. Ends with whoever started it.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import { startCoreAgent } from './core-agent.ts';
import type { DriverOrder, FromDriver, ToDriver } from './driver-messages.ts';

// Node 20 has none of its own; browsers' links look for it there.
globalThis.WebSocket = WebSocket as unknown as typeof globalThis.WebSocket;

const say = (message: FromDriver): void => void process.send?.(message);
const wallNow = (): number => performance.timeOrigin + performance.now();
const delay = monitorEventLoopDelay({ resolution: 5 });
let before = process.cpuUsage();

async function begin({ agents, nodes, home, everyMs }: DriverOrder): Promise<void> {
  const begunAt = performance.now();
  for (const [index, { loginId, seed }] of agents.entries()) {
    startCoreAgent({
      loginId,
      seed,
      nodes,
      home,
      onPhase({ phase, node }) {
        if (phase === 'connected' && node !== undefined) say({ type: 'connected', loginId, node, at: wallNow() });
      },
    });
    // By the clock and not by a sum of waits: each of them is a little longer than asked for.
    await pause(Math.max(0, begunAt + (index + 1) * everyMs - performance.now()));
  }
}

process.on('message', (message: ToDriver) => {
  switch (message.type) {
    case 'begin':
      void begin(message.order);
      return;
    case 'count':
      before = process.cpuUsage();
      delay.enable();
      return;
    case 'report': {
      delay.disable();
      const { user, system } = process.cpuUsage(before);
      say({ type: 'use', use: { cpuSeconds: (user + system) / 1e6, longestDelayMs: delay.max / 1e6 } });
    }
  }
});
// Both are for the bench, which then lets us go.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit(0));
