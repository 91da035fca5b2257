/** For browser tests of the whole: a cluster's worker that can be killed, and a client that speaks as a core does. */
import type { ApiReply, ApiRequest } from '../../../wire/http.ts';
import type { NodeName } from '../../../wire/names.ts';
import { decodeReply, encodeRequest } from '../../../wire/rest-codec.ts';
import { holdLock, whenLockFree, type Release } from '../../../thread/locks.ts';
import type { ClusterClient } from '../contract.ts';
import type { ClientToCluster, ClusterToClient, LinkFrameIn, LinkFrameOut } from '../../protocol.ts';

export interface ClusterStage {
  /** Name of the worker and its database. */
  readonly name: string;
  spawn(): void;
  /** As a crash: no word to anybody. Resolves when the browser has buried it. */
  kill(): Promise<void>;
  end(): void;
}

/**
 * Takes the place of the tab that hosts the dedicated worker: clients of `connectCluster({host: 'dedicated', name})` wait
 * for the hosting lock in vain and meet the worker of this stage.
 */
export async function setClusterStage(name = `cluster-test-${crypto.randomUUID()}`): Promise<ClusterStage> {
  const release: Release = await holdLock(`host:${name}`);
  let worker: Worker | undefined;
  /** All locks of the worker that writes: by one it is known to live, by another to host, and they are not free at once. */
  const itsLocks = async (): Promise<readonly string[]> => {
    const writes = `cluster-writer:${name}`;
    const { held = [] } = await navigator.locks.query();
    const { clientId } = held.find((lock) => lock.name === writes) ?? {};
    const its = held.filter((lock) => lock.clientId === clientId).map((lock) => lock.name ?? writes);
    return clientId === undefined ? [writes] : its;
  };
  const kill = async (): Promise<void> => {
    const dying = worker;
    worker = undefined;
    const locks = await itsLocks();
    dying?.terminate();
    await Promise.all(locks.map((lock) => whenLockFree(lock)));
  };
  return {
    name,
    kill,
    spawn() {
      worker = new Worker(new URL('../../cluster.worker.ts', import.meta.url), { type: 'module', name });
    },
    end() {
      worker?.terminate();
      release();
      indexedDB.deleteDatabase(name);
    },
  };
}

export interface TestCore {
  request(node: NodeName | 'current', request: ApiRequest, loginId?: string): Promise<ApiReply | 'refused' | 'reset'>;
  frame(node: NodeName, frame: LinkFrameOut): void;
  /** Waits for a frame of this kind and takes it. */
  next<K extends LinkFrameIn['kind']>(kind: K): Promise<Extract<LinkFrameIn, { kind: K }>>;
  /** As a crash of the core's worker. */
  vanish(): void;
}

/** A core's link over a port of `cluster`. With `hello: false` it stays the page's own port, as for page fetch. */
export async function openTestCore(cluster: ClusterClient, { hello = true, speed = 1 } = {}): Promise<TestCore> {
  const port = cluster.portForCore();
  const aliveLock = `test-core:${crypto.randomUUID()}`;
  const vanish = await holdLock(aliveLock);
  const pending = new Map<string, (reply: ApiReply | 'refused' | 'reset') => void>();
  const frames: LinkFrameIn[] = [];
  let wake: () => void = () => undefined;
  port.onmessage = (event: MessageEvent<ClusterToClient>) => {
    const message = event.data;
    if (message.type === 'rest') pending.get(message.id)?.(decodeReply(message.reply));
    else if (message.type === 'rest-failed') pending.get(message.id)?.(message.reason);
    else if (message.type === 'xmpp') frames.push(message.frame);
    wake();
  };
  const send = (message: ClientToCluster): void => port.postMessage(message);
  if (hello) send({ type: 'hello', role: 'core', aliveLock, speed });
  const session = crypto.randomUUID();
  return {
    vanish,
    request(node, request, loginId = '1001') {
      const id = crypto.randomUUID();
      const http = encodeRequest(request, { scheme: 'Basic', loginId, password: 'secret' });
      return new Promise((resolve) => {
        pending.set(id, resolve);
        send({ type: 'rest', id, node, request: http });
      });
    },
    frame: (node, frame) => send({ type: 'xmpp', session, node, frame }),
    async next(kind) {
      for (;;) {
        const index = frames.findIndex((frame) => frame.kind === kind);
        if (index >= 0) return frames.splice(index, 1)[0] as never;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
