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
  const tell = (message: ToProxy): void => void child.send(message);
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
    count: (road) =>
      new Promise((resolve) => {
        asked += 1;
        answers.set(asked, resolve);
        tell({ type: 'count', id: asked, road });
      }),
    countAnew: () => tell({ type: 'count-anew' }),
    killAt: (order) =>
      new Promise((resolve) => {
        onKilled = resolve;
        tell({ type: 'kill-at', ...order });
      }),
    disarm: () => tell({ type: 'disarm' }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.disconnect();
      await exited;
    },
  };
}
