/**
 * A page's connection to the mock cluster. Survives the death and replacement of the worker behind it. Knows nothing of
 * what the cluster simulates.
 */
import type { ClusterLogEntry } from '../../cluster/contract.ts';
import type { WorldView } from '../../sim/contract.ts';
import type { NodeName } from '../../wire/names.ts';
import { openHost, type HostKind } from '../../thread/host-port.ts';
import { holdLock, whenLockFree } from '../../thread/locks.ts';
import type { Port } from '../../thread/port.ts';
import { usableSpeed } from '../clock-origins.ts';
import { clusterAliveLock, clusterDatabase } from '../names.ts';
import type { ClientToCluster, ClusterToClient, PageToServiceWorker, ServiceWorkerToPage } from '../protocol.ts';
import type { ClusterClient } from './contract.ts';
import { createLabCalls } from './lab-calls.ts';
import { createSpeedCalls } from './speed-calls.ts';

export interface ConnectClusterOptions {
  /** Virtual milliseconds per real one, 1 to 1000. */
  readonly speed: number;
  readonly host: HostKind;
  /** Name of the worker and its database; tests take one each. */
  readonly name?: string;
  /** Opens a port to the worker; tests open their own. */
  readonly open?: () => Port;
  /** The worker could not be started; a sentence for a person. */
  readonly onError?: (message: string) => void;
}

type Watcher = Parameters<ClusterClient['watch']>[0];

/** A worker that dies before its welcome leaves no lock to wait for: after this much real time another is opened. */
const welcomeWithinMs = 15_000;
const needPort: ServiceWorkerToPage = { type: 'need-cluster-port' };
/** Lines kept for a listener that comes later. */
const keptLines = 200;

export function connectCluster(options: ConnectClusterOptions): ClusterClient {
  const aliveLock = `cluster-client:${crypto.randomUUID()}`;
  const open = options.open ?? (() => openWorker(options));
  let port: Port | undefined;
  /** Ends the wait for the death of the worker that `port` leads to. */
  let attached = new AbortController();
  let welcomeTimer: ReturnType<typeof setTimeout> | undefined;
  /** Instance of the worker that has answered. */
  let welcomedBy: string | undefined;
  let speed = options.speed;
  let node: NodeName | undefined;
  let view: WorldView | undefined;
  const lines: ClusterLogEntry[] = [];
  const watchers = new Set<Watcher>();
  const serviceWorkers = new Set<ServiceWorkerContainer>();
  /** What is said before the connection is there. */
  let unsent: { readonly message: ClientToCluster; readonly transfer: Transferable[] }[] = [];

  const send = (message: ClientToCluster, transfer: Transferable[] = []): void => {
    if (port) port.postMessage(message, transfer);
    else unsent.push({ message, transfer });
  };
  /**
   * A worker that has just died swallows what is sent to it, and those who ask for a port because of its death ask in that
   * very moment: so it is looked for first.
   */
  let sending = Promise.resolve();
  const sendToLiving = (message: ClientToCluster, transfer: Transferable[] = []): Promise<void> => {
    sending = sending.then(async () => {
      const instance = welcomedBy;
      if (instance !== undefined && !(await isHeld(clusterAliveLock(instance)))) replace(instance);
      send(message, transfer);
    });
    return sending;
  };
  const lab = createLabCalls((message) => sendToLiving(message));
  const speeds = createSpeedCalls();
  const hello = (): ClientToCluster => ({ type: 'hello', role: 'page', aliveLock, speed });

  function connect(): void {
    const opened = open();
    const current = (attached = new AbortController());
    port = opened;
    opened.addEventListener('message', (event: MessageEvent<ClusterToClient>) => {
      if (port === opened) receive(event.data, current.signal);
    });
    opened.start?.();
    welcomeTimer = setTimeout(() => replace(undefined), welcomeWithinMs);
    send(hello());
    if (node !== undefined) send({ type: 'current-node', node });
    if (watchers.size > 0) send({ type: 'watch' });
    const waited = unsent;
    unsent = [];
    for (const { message, transfer } of waited) opened.postMessage(message, transfer);
  }

  const disconnect = (): void => {
    attached.abort();
    clearTimeout(welcomeTimer);
    port?.close?.();
    port = undefined;
    welcomedBy = undefined;
  };

  const receive = (message: ClusterToClient, signal: AbortSignal): void => {
    switch (message.type) {
      case 'welcome':
        // A replaced worker is to go on as fast as the last one did, whatever this page once asked for.
        speed = message.clock.speed;
        speeds.told(speed);
        clearTimeout(welcomeTimer);
        if (message.instance === welcomedBy) return;
        welcomedBy = message.instance;
        void whenLockFree(clusterAliveLock(message.instance), signal).then((end) => {
          if (end === 'free') replace(message.instance);
        });
        return;
      case 'log':
        lines.push(message.entry);
        if (lines.length > keptLines) lines.shift();
        for (const watcher of watchers) watcher.onLog?.(message.entry);
        return;
      case 'world':
        view = message.view;
        for (const watcher of watchers) watcher.onWorld?.(message.view);
        return;
      case 'lab-done':
      case 'lab-refused':
        lab.settle(message);
        return;
      default:
        // Answers to REST and XMPP go to the ports that asked; this one never does.
        return;
    }
  };

  /** `dead` is the instance that is gone; one that has been replaced already is left alone. */
  function replace(dead: string | undefined): void {
    if (!port || welcomedBy !== dead) return;
    lab.lost();
    send({ type: 'goodbye' });
    disconnect();
    for (const container of serviceWorkers) {
      container.controller?.postMessage({ type: 'no-cluster' } satisfies PageToServiceWorker);
    }
    connect();
  }

  /** A fresh port to the cluster, for whoever it is handed to. */
  const freshPort = (): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    void sendToLiving({ type: 'adopt', port: port1 }, [port1]);
    return port2;
  };

  // The lock first: the cluster takes a client whose lock is free for dead.
  void holdLock(aliveLock).then(connect);

  addEventListener('pagehide', () => {
    if (!port) return;
    send({ type: 'goodbye' });
    disconnect();
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted && !port) connect();
  });

  return {
    portForCore: freshPort,
    lab: (action, args = {}) => lab.call(action, args),
    setSpeed(wanted) {
      speed = usableSpeed(wanted);
      const taken = speeds.wait(speed);
      // Said again by somebody who is known already, a hello is nothing but the wanted speed.
      void sendToLiving(hello());
      return taken;
    },
    watch(listener) {
      if (watchers.size === 0 && port) send({ type: 'watch' });
      watchers.add(listener);
      for (const entry of lines) listener.onLog?.(entry);
      if (view) listener.onWorld?.(view);
      return () => watchers.delete(listener);
    },
    setCurrentNode(current) {
      if (current === node) return;
      node = current;
      if (port) send({ type: 'current-node', node: current });
    },
    serveServiceWorker(container) {
      serviceWorkers.add(container);
      container.addEventListener('message', (event: MessageEvent<{ readonly type?: unknown } | null>) => {
        const worker = event.source;
        if (event.data?.type !== needPort.type || !(worker instanceof ServiceWorker)) return;
        const fresh = freshPort();
        worker.postMessage({ type: 'cluster-port', port: fresh } satisfies PageToServiceWorker, [fresh]);
      });
      container.startMessages();
    },
  };
}

/** Exclusively: those who wait for the holder's end pass through the lock in shared mode. */
async function isHeld(lock: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name, mode }) => name === lock && mode === 'exclusive');
}

function openWorker({ host, name = clusterDatabase, onError }: ConnectClusterOptions): Port {
  return openHost({
    url: new URL('../cluster.worker.ts', import.meta.url),
    name,
    kind: host,
    ...(onError ? { onError } : {}),
  });
}
