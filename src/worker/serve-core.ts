/** Makes the thread it runs in the core's host: a SharedWorker, or a dedicated Worker of one tab. */
import { lifeOfName } from '../thread/lives.ts';
import { serveHost } from '../thread/serve-host.ts';
import { createCoreHost } from './host/core-host.ts';
import type { CoreHostOptions } from './host/core-host.ts';

export function serveCore(options: Pick<CoreHostOptions, 'build' | 'idleEndMs'>): void {
  const scope = globalThis as unknown as { readonly name: string; close(): void };
  // `serveHost` must run in the worker's first turn, so nothing before it may wait.
  const { name, life } = lifeOfName(scope.name);
  const host = createCoreHost({ ...options, scope: name, life, end: () => scope.close() });
  serveHost((port) => host.connect(port));
}
