/**
 * A worker's side of `openHost`: gives the worker one Port per page, whether it is a SharedWorker or a dedicated one
 * in some tab. Call it synchronously when the worker's module runs, or early connections are lost. Does not know what
 * is spoken on the ports.
 */
import { ChannelPort } from './channel-port.ts';
import { holdLock } from './locks.ts';
import type { Port } from './port.ts';

/** Spoken on the BroadcastChannel `host:<name>`, where tabs and a dedicated worker find each other. */
export type Rendezvous = { readonly kind: 'connect'; readonly channel: string } | { readonly kind: 'here' };

/** A dedicated worker's word to the tab that hosts it: from now on this lock tells of its end. */
export interface Serving {
  readonly serving: string;
}

export interface ServedHost {
  /** The `name` given to `openHost`. */
  readonly name: string;
  readonly kind: 'shared' | 'dedicated';
}

interface WorkerScope {
  readonly name: string;
  postMessage?(message: unknown): void;
  addEventListener(type: 'connect', listener: (event: MessageEvent) => void): void;
}

export function serveHost(onPort: (port: Port) => void): ServedHost {
  const scope = globalThis as unknown as WorkerScope;
  if ('onconnect' in scope) {
    scope.addEventListener('connect', (event) => {
      const port = event.ports[0];
      if (!port) return;
      onPort(port);
      port.start();
    });
    return { name: scope.name, kind: 'shared' };
  }
  const known = new Set<string>();
  const rendezvous = new BroadcastChannel(`host:${scope.name}`);
  rendezvous.onmessage = (event: MessageEvent<Rendezvous>) => {
    if (event.data.kind !== 'connect' || known.has(event.data.channel)) return;
    known.add(event.data.channel);
    onPort(new ChannelPort(event.data.channel, 'accept'));
  };
  const alive = `hosted:${crypto.randomUUID()}`;
  void holdLock(alive).then(() => {
    scope.postMessage?.({ serving: alive } satisfies Serving);
    rendezvous.postMessage({ kind: 'here' } satisfies Rendezvous);
  });
  return { name: scope.name, kind: 'dedicated' };
}
