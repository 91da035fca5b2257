/**
 * A page's Port to a worker that serves all tabs of the origin: a SharedWorker, or a dedicated Worker in the tab that
 * wins the Web Lock `host:<name>`, which every tab then reaches over BroadcastChannels. MessagePorts in top-level fields of a
 * message may be transferred on either path (on the second they are bridged through this page). The worker calls
 * `serveHost`. One HostPort is for one worker: when the worker is gone (known by a lock of its own), open another.
 */
import { ChannelPort } from './channel-port.ts';
import { nameOfLife } from './lives.ts';
import { holdLock, whenLockFree } from './locks.ts';
import type { Release } from './locks.ts';
import type { Port } from './port.ts';
import type { Rendezvous, Serving } from './serve-host.ts';

export type HostKind = 'shared' | 'dedicated' | 'auto';

export interface HostOptions {
  /** `new URL('….worker.ts', import.meta.url)`, written exactly so: the build rewrites that expression. */
  readonly url: URL;
  /** One worker per name and origin; the worker reads it as `self.name`. */
  readonly name: string;
  /** Which life of the shared worker, when an earlier one does not answer. Default: the first. */
  readonly life?: number;
  /** `auto`: shared where the browser has it. */
  readonly kind: HostKind;
  /** The script could not be loaded or threw while it started. */
  readonly onError?: (message: string) => void;
}

export interface HostPort extends Port {
  /** Where the worker runs: shared, dedicated in this tab, or dedicated in another one. */
  readonly where: 'shared' | 'dedicated' | 'other-tab';
  start(): void;
  close(): void;
}

/** Throws when `kind` is `shared` and there is no SharedWorker. */
export function openHost(options: HostOptions): HostPort {
  if (options.kind === 'dedicated') return openThroughChannel(options);
  const shared = openShared(options);
  if (shared) return shared;
  if (options.kind === 'shared') throw new Error('This browser has no SharedWorker');
  return openThroughChannel(options);
}

interface SharedWorkerLike extends EventTarget {
  readonly port: MessagePort;
}
type SharedWorkerConstructor = new (
  url: URL,
  options: { type: 'module'; name: string; extendedLifetime: boolean },
) => SharedWorkerLike;

function openShared({ url, name, life = 1, onError }: HostOptions): HostPort | undefined {
  const { SharedWorker } = globalThis as { SharedWorker?: SharedWorkerConstructor };
  if (!SharedWorker) return undefined;
  // extendedLifetime keeps the instance across the reload of its only page (Chromium); others ignore it.
  const options = { type: 'module', name: nameOfLife({ name, life }), extendedLifetime: true } as const;
  const worker = new SharedWorker(url, options);
  worker.addEventListener('error', () => onError?.(`the shared worker ${name} did not start`));
  const { port } = worker;
  return {
    where: 'shared',
    postMessage: (message, transfer = []) => port.postMessage(message, transfer),
    addEventListener: (type, listener) => port.addEventListener(type, listener),
    removeEventListener: (type, listener) => port.removeEventListener(type, listener),
    start: () => port.start(),
    close: () => port.close(),
  };
}

function openThroughChannel(options: HostOptions): HostPort {
  const candidacy = candidateFor(options);
  candidacy.users += 1;
  const channel = `${options.name}:${crypto.randomUUID()}`;
  const port = new ChannelPort(channel, 'offer');
  const rendezvous = new BroadcastChannel(`host:${options.name}`);
  const connect = () => rendezvous.postMessage({ kind: 'connect', channel } satisfies Rendezvous);
  rendezvous.onmessage = (event: MessageEvent<Rendezvous>) => {
    if (event.data.kind === 'here' && !port.accepted) connect();
  };
  connect();
  let open = true;
  return {
    get where() {
      return candidacy.hosting ? 'dedicated' : 'other-tab';
    },
    postMessage: (message, transfer) => port.postMessage(message, transfer),
    addEventListener: (type, listener) => port.addEventListener(type, listener),
    removeEventListener: (type, listener) => port.removeEventListener(type, listener),
    start: () => port.start(),
    close() {
      if (!open) return;
      open = false;
      port.close();
      rendezvous.close();
      candidacy.users -= 1;
      if (candidacy.users === 0) candidacy.withdraw();
    },
  };
}

/** This tab's wish to host one named worker; one per tab and name. */
interface Candidacy {
  users: number;
  hosting: boolean;
  /** Stops waiting for the lock; does nothing when hosting, for other tabs may need the worker. */
  withdraw(): void;
}

const candidacies = new Map<string, Candidacy>();

function candidateFor(options: HostOptions): Candidacy {
  const { name } = options;
  const existing = candidacies.get(name);
  if (existing) return existing;
  const waiting = new AbortController();
  const forget = () => {
    if (candidacies.get(name) === candidacy) candidacies.delete(name);
  };
  const candidacy: Candidacy = {
    users: 0,
    hosting: false,
    withdraw() {
      if (candidacy.hosting) return;
      waiting.abort();
      forget();
    },
  };
  candidacies.set(name, candidacy);
  holdLock(`host:${name}`, waiting.signal).then(
    (release) => {
      if (waiting.signal.aborted) {
        release();
        return;
      }
      candidacy.hosting = true;
      runWorker(options, () => {
        candidacy.hosting = false;
        forget();
        release();
      });
    },
    () => forget(),
  );
  return candidacy;
}

/** Runs the dedicated worker until it ends, or this page goes. */
function runWorker({ url, name, onError }: HostOptions, onEnd: Release): void {
  const worker = new Worker(url, { type: 'module', name });
  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    globalThis.removeEventListener('pagehide', end);
    worker.terminate();
    onEnd();
  };
  let served = false;
  worker.addEventListener('message', (event: MessageEvent<Serving>) => {
    served = true;
    // A worker that closes itself fires no event here; its lock tells.
    void whenLockFree(event.data.serving).then(end);
  });
  worker.addEventListener('error', (event) => {
    if (served) return;
    onError?.(`the worker ${name} did not start: ${event.message}`);
    end();
  });
  // A page in the back/forward cache would keep its worker frozen and the other tabs waiting.
  globalThis.addEventListener('pagehide', end);
}
