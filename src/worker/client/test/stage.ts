/**
 * The stage of the core client's browser tests: a worker that can be killed, tabs on it, and waiting for what a client shows.
 *
 * Each setting has a name of its own, so that no test meets a worker of another; `leaveAll` goes into the `afterEach` of each file.
 */
import type { RpcError } from '../../../thread/rpc.ts';
import { agentId, createFakeCluster, password } from '../../test/fake-cluster.ts';
import type { FakeCluster } from '../../test/fake-cluster.ts';
import { connectCore } from '../core-client.ts';
import type { CoreClientOptions } from '../core-client.ts';
import type { CoreClient } from '../contract.ts';

export const request = { agentId, password, extension: '4001' } as const;
let scopes = 0;
let opened: CoreClient[] = [];

export interface Setting {
  readonly name: string;
  readonly cluster: FakeCluster;
  tab(
    options?: Partial<CoreClientOptions> & { readonly workerBuild?: string; readonly deafLives?: number },
  ): CoreClient;
  kill(): void;
}

export async function setting(host: 'shared' | 'dedicated'): Promise<Setting> {
  const name = `core-test-${Date.now()}-${scopes++}`;
  const cluster = await createFakeCluster();
  return {
    name,
    cluster,
    tab({ workerBuild, deafLives, ...options } = {}) {
      const url = new URL('../../test/mortal.worker.ts', import.meta.url);
      if (workerBuild !== undefined) url.searchParams.set('build', workerBuild);
      if (deafLives !== undefined) url.searchParams.set('deaf', String(deafLives));
      const client = connectCore({
        build: 'dev',
        link: { kind: 'mock', speed: 1 },
        host,
        clusterPort: () => cluster.port(),
        worker: { url, name },
        ...options,
      });
      opened.push(client);
      return client;
    },
    kill() {
      const words = new BroadcastChannel(`kill:${name}`);
      words.postMessage('die');
      words.close();
    },
  };
}

/** Resolves as soon as the condition holds; looked at on every event of the client. */
export function when(client: CoreClient, what: string, holds: () => boolean, withinMs = 30_000): Promise<void> {
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const finish = (end: () => void) => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      end();
    };
    const look = () => {
      if (holds()) finish(resolve);
    };
    const timer = setTimeout(() => {
      const seen = `${JSON.stringify(client.connection)} ${client.view?.phase ?? 'no view'}`;
      finish(() => reject(new Error(`${what}: not within ${withinMs} ms (${seen})`)));
    }, withinMs);
    stops.push(client.onConnection(look), client.onView(look), client.onLog(look));
    look();
  });
}
export const open = (client: CoreClient) => when(client, 'open', () => client.connection.kind === 'open');
export const phase = (client: CoreClient, wanted: string) => when(client, wanted, () => client.view?.phase === wanted);
export const instanceOf = (client: CoreClient) =>
  client.connection.kind === 'open' ? client.connection.instance : undefined;

/** Signs in, and waits until a new worker could go on with it. */
export async function signIn(client: CoreClient): Promise<void> {
  let kept = false;
  const stop = client.onLog(({ text }) => (kept ||= text.includes('is kept')));
  await client.signIn(request);
  await when(client, 'connected and kept', () => kept && client.view?.phase === 'connected');
  stop();
}

export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const limit = performance.now() + 30_000;
  while (!(await holds())) {
    if (performance.now() > limit) throw new Error(`${what}: not in time`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    (error: unknown) => (error as RpcError).code,
  );
}

/** Every client that a test has opened leaves, so that its worker ends. */
export function leaveAll(): void {
  for (const client of opened) client.leave();
  opened = [];
}
