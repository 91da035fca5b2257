/** The processes that a storm's agents live in, as the storm sees them: begun, counted, ended. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DriverOrder, DriverUse, FromDriver, ToDriver } from './driver-messages.ts';

export type Connected = Extract<FromDriver, { type: 'connected' }>;

export interface DriversOptions {
  readonly processes: number;
  readonly onConnected: (connected: Connected) => void;
}

export interface AgentsOrder extends Omit<DriverOrder, 'everyMs'> {
  /** Over all processes. */
  readonly arrivalsPerSecond: number;
}

export interface Drivers {
  /** More agents, who begin to sign in. */
  signIn(order: AgentsOrder): void;
  /** The storm comes. */
  count(): void;
  /** Since `count`, of each process. */
  uses(): Promise<readonly DriverUse[]>;
  /** Rejects when one of them ends by itself. */
  readonly ended: Promise<never>;
  stop(): Promise<void>;
}

const program = join(import.meta.dirname, 'driver-process.ts');

/** Agents are dealt out in turn, so that every process has its share of those who come first. */
export function shareOf<Agent>(agents: readonly Agent[], processes: number, index: number): readonly Agent[] {
  return agents.filter((_agent, at) => at % processes === index);
}

export function startDrivers({ processes, onConnected }: DriversOptions): Drivers {
  const children = Array.from({ length: processes }, () =>
    fork(program, {
      execArgv: ['--import', import.meta.resolve('tsx')],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    }),
  );
  const tell = (child: ChildProcess, message: ToDriver): void => void child.send(message);
  const exits = children.map((child) => once(child, 'exit'));
  const ended = Promise.race(exits).then(() => {
    throw new Error('A process with agents in it ended by itself.');
  });
  // Whoever waits for something hears of it; while nobody waits it is no failure.
  ended.catch(() => undefined);
  for (const child of children) {
    child.on('message', (message: FromDriver) => {
      if (message.type === 'connected') onConnected(message);
    });
  }
  const useOf = (child: ChildProcess): Promise<DriverUse> =>
    new Promise((resolve) => {
      const listener = (message: FromDriver): void => {
        if (message.type !== 'use') return;
        child.off('message', listener);
        resolve(message.use);
      };
      child.on('message', listener);
      tell(child, { type: 'report' });
    });
  return {
    signIn({ agents, nodes, home, arrivalsPerSecond }) {
      const everyMs = (1000 / arrivalsPerSecond) * processes;
      for (const [index, child] of children.entries())
        tell(child, { type: 'begin', order: { agents: shareOf(agents, processes, index), nodes, home, everyMs } });
    },
    count: () => children.forEach((child) => tell(child, { type: 'count' })),
    uses: () => Promise.race([Promise.all(children.map(useOf)), ended]),
    ended,
    async stop() {
      for (const child of children) if (child.connected) child.disconnect();
      await Promise.all(exits);
    },
  };
}
