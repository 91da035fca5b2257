/**
 * One page's connection to one worker: from `join` to the worker's death or the page's leaving. The core client makes a
 * new one for every worker. Knows nothing of views.
 */
import { openHost } from '../../thread/host-port.ts';
import type { HostKind, HostPort } from '../../thread/host-port.ts';
import { whenLockFree } from '../../thread/locks.ts';
import { connectRpc } from '../../thread/rpc.ts';
import { aliveLock } from '../pure/instance.ts';
import { coreMethods, protocolVersion } from '../protocol.ts';
import type { SaveMessage } from './contract.ts';
import type { CoreRpc, CoreToPage, PageToCore, Sequenced } from '../protocol.ts';

type Join = Extract<PageToCore, { type: 'join' }>;

export interface JoiningOptions {
  readonly url: URL;
  readonly name: string;
  readonly kind: HostKind;
  /** Which life of a shared worker. */
  readonly life: number;
  readonly join: Omit<Join, 'type' | 'protocol' | 'rpc' | 'cluster'>;
  readonly clusterPort: (() => MessagePort) | undefined;
  /** 1 for the first; later ones are given more time. */
  readonly attempt: number;
  readonly deadlineMs: (method: keyof CoreRpc) => number;
  readonly onMessage: (message: CoreToPage) => void;
  /** The worker that had said welcome is dead. */
  readonly onDeath: () => void;
  /** No welcome in time: it was dying, or is slow. */
  readonly onSilence: () => void;
}

export interface Joining {
  readonly where: HostPort['where'];
  readonly rpc: Sequenced<CoreRpc>;
  /** Asks for the whole view again, on the same worker. */
  again(): void;
  giveCluster(): void;
  tell(message: SaveMessage): void;
  leave(): void;
  /** Lets go without a word; pending calls are rejected with `worker-gone`. */
  close(): void;
}

/** Real ms. A closing SharedWorker is still handed out for a moment and never answers; a slow one is only asked again. */
const welcomeMs = (attempt: number) => Math.min(2500 * attempt, 10_000);

export function joinWorker(options: JoiningOptions): Joining {
  const dead = new AbortController();
  const { url, name, kind, life } = options;
  const port = openHost({ url, name, kind, life, onError: (message) => console.error(message) });
  let rpc: Sequenced<CoreRpc> | undefined;
  let watched: string | undefined;
  let welcomed = false;

  const post = (message: PageToCore, transfer: Transferable[] = []) => port.postMessage(message, transfer);
  const join = (withCluster: boolean) => {
    const { port1, port2 } = new MessageChannel();
    rpc = connectRpc<Sequenced<CoreRpc>>(port1, {
      methods: coreMethods,
      deadlineMs: options.deadlineMs,
      dead: dead.signal,
    });
    const cluster = withCluster && options.join.link.kind === 'mock' ? options.clusterPort?.() : undefined;
    const message: Join = { type: 'join', protocol: protocolVersion, ...options.join, rpc: port2 };
    if (cluster) post({ ...message, cluster }, [port2, cluster]);
    else post(message, [port2]);
    return rpc;
  };

  port.addEventListener('message', (event: MessageEvent<CoreToPage>) => {
    if (dead.signal.aborted) return;
    const message = event.data;
    if (message.type === 'welcome') {
      welcomed = true;
      clearTimeout(silence);
      watch(message.instance);
    }
    // A change of a view that this page has not seen yet.
    if (message.type === 'delta' && !welcomed) return;
    options.onMessage(message);
  });
  const watch = (instance: string) => {
    if (watched === instance) return;
    watched = instance;
    void whenLockFree(aliveLock(instance), dead.signal).then((why) => {
      if (why === 'free') options.onDeath();
    });
  };
  const close = () => {
    clearTimeout(silence);
    dead.abort();
    port.close();
  };

  port.start();
  const silence = setTimeout(options.onSilence, welcomeMs(options.attempt));
  const first = join(true);

  return {
    get where() {
      return port.where;
    },
    get rpc() {
      return rpc ?? first;
    },
    again() {
      welcomed = false;
      join(false);
    },
    giveCluster() {
      const cluster = options.clusterPort?.();
      if (cluster) post({ type: 'cluster', cluster }, [cluster]);
    },
    tell: (message) => post(message),
    leave() {
      post({ type: 'leaving' });
      close();
    },
    close,
  };
}
