/** The proxy process as the bench sees it: started, shaped, counted, stopped. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { FromProxy, RoadCounts, ToProxy } from './proxy-messages.ts';
import type { RoadShape } from './road.ts';

export interface Proxy {
  /** One for each of the ports that it was started for, in their order. */
  readonly ports: readonly number[];
  /** For what is sent from now on. */
  shape(shape: RoadShape): void;
  /** Rejects, as `killAt` does, when the proxy is gone. */
  count(road: number): Promise<RoadCounts>;
  countAnew(): void;
  /** See `ToProxy`. Resolves with the wall clock's ms of the kill. */
  killAt(order: { readonly road: number; readonly beginning: string; readonly pid: number }): Promise<number>;
  disarm(): void;
  stop(): Promise<void>;
}

const program = join(import.meta.dirname, 'proxy-process.ts');

export async function startProxy(ports: readonly number[]): Promise<Proxy> {
  const child = fork(program, ports.map(String), {
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const answers = new Map<number, (counts: RoadCounts) => void>();
  let onKilled: ((at: number) => void) | undefined;
  let asked = 0;
  const isGone = exited.then(() => {
    throw new Error('The proxy is gone.');
  });
  // Whoever waits for something hears of it; while nobody waits it is no failure.
  isGone.catch(() => undefined);
  // A stop in the middle of a round: what is said now changes nothing any more.
  const tell = (message: ToProxy): void => {
    if (child.connected) child.send(message, () => undefined);
  };
  const listening = new Promise<readonly number[]>((resolve, reject) => {
    child.on('message', (message: FromProxy) => {
      if (message.type === 'listening') resolve(message.ports);
      else if (message.type === 'killed') onKilled?.(message.at);
      else answers.get(message.id)?.(message.counts);
    });
    exited.then(() => reject(new Error('The proxy ended by itself.')), reject);
  });
  return {
    ports: await listening,
    shape: (shape) => tell({ type: 'shape', shape }),
    async count(road) {
      const counts = new Promise<RoadCounts>((resolve) => {
        asked += 1;
        answers.set(asked, resolve);
        tell({ type: 'count', id: asked, road });
      });
      return Promise.race([counts, isGone]);
    },
    countAnew: () => tell({ type: 'count-anew' }),
    async killAt(order) {
      const killed = new Promise<number>((resolve) => {
        onKilled = resolve;
        tell({ type: 'kill-at', ...order });
      });
      return Promise.race([killed, isGone]);
    },
    disarm: () => tell({ type: 'disarm' }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
