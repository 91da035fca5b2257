/**
 * Serves the cluster to its clients: hello and goodbye, requests, notifications, lab actions, watching. Messages that
 * come before the cluster has been brought back wait here. Knows the engine only by its verbs, nothing of storage.
 */
import { ClusterRefusal, type ClusterLogEntry } from '../cluster/contract.ts';
import { parseFault } from '../sim/fault-arguments.ts';
import type { WorldEffect } from '../sim/contract.ts';
import type { NodeName } from '../wire/names.ts';
import type { Port } from '../thread/port.ts';
import { whenLockFree } from '../thread/locks.ts';
import { readClientMessage } from './client-message.ts';
import { chatInput, messageOf, restInput, xmppInput, type Client, type CurrentNode } from './clients.ts';
import { usableSpeed } from './clock-origins.ts';
import type { Engine } from './engine.ts';
import type { ClientToCluster, ClusterToClient } from './protocol.ts';
import { createWatchers } from './watchers.ts';

export interface ClusterServer {
  connect(port: Port): void;
  /** Speed wanted by the first client that says hello: it decides for a fresh cluster. */
  readonly firstSpeed: Promise<number>;
  /** The cluster is there: `say` is told to the log, and what has waited is served. */
  begin(engine: Engine, say: string): void;
  /** The engine's way out. */
  release(effects: readonly WorldEffect[]): void;
  log(entry: ClusterLogEntry): void;
  /** An operator's line in the live log, at the present virtual time. */
  say(text: string): void;
  /** How many clients have said hello and are still there. */
  readonly clientCount: number;
}

export function createClusterServer(instance: string): ClusterServer {
  let engine: Engine | undefined;
  let counter = 0;
  let waiting: ((started: Engine) => void)[] = [];
  /** Those that said hello; a service worker's port is held by nothing but its own listener, and goes with it. */
  const clients = new Map<string, Client>();
  /** Ports without a hello that wait for an answer. */
  const requesters = new Map<string, Client>();
  const watchers = createWatchers(() => engine?.view());
  let decideSpeed: (speed: number) => void = () => undefined;
  const firstSpeed = new Promise<number>((resolve) => (decideSpeed = resolve));

  const post = (client: Client, message: ClusterToClient): void => client.port.postMessage(message);

  const say = (text: string): void => {
    watchers.log({ at: engine?.now() ?? performance.timeOrigin + performance.now(), part: 'operator', text });
  };

  const open = (port: Port, pointer: Client['pointer']): void => {
    counter += 1;
    const client: Client = {
      id: `${instance}.${counter}`,
      port,
      role: undefined,
      left: new AbortController(),
      pointer,
      requests: new Map(),
    };
    port.addEventListener('message', (event) => receive(client, event.data));
    port.start?.();
  };

  const receive = (client: Client, data: unknown): void => {
    const message = readClientMessage(data);
    if (!message) {
      say('A client sent something that is not in the protocol; it was ignored.');
      return;
    }
    if (message.type === 'hello') decideSpeed(usableSpeed(message.speed));
    const running = engine;
    if (running) attempt(client, message, running);
    else waiting.push((started) => attempt(client, message, started));
  };

  const attempt = (client: Client, message: ClientToCluster, running: Engine): void => {
    try {
      serve(client, message, running);
    } catch (error) {
      say(`The cluster could not carry out "${message.type}": ${textOf(error)}`);
    }
  };

  const serve = (client: Client, message: ClientToCluster, running: Engine): void => {
    switch (message.type) {
      case 'hello':
        welcome(client, message, running);
        return;
      case 'rest':
        request(client, message, running);
        return;
      case 'xmpp':
        if (clients.has(client.id)) running.feed(xmppInput(client, message));
        // Without a hello nobody would notice the session's end.
        else post(client, { type: 'xmpp', session: message.session, frame: { kind: 'refused', reason: 'refused' } });
        return;
      case 'chat':
        if (clients.has(client.id)) running.feed(chatInput(client, message));
        else post(client, { type: 'chat', session: message.session, frame: { kind: 'refused', reason: 'refused' } });
        return;
      case 'lab':
        act(client, message, running);
        return;
      case 'current-node':
        client.pointer.node = message.node;
        return;
      case 'adopt':
        open(message.port, client.pointer);
        return;
      case 'watch':
        watchers.add(client.id, (news) => post(client, news));
        return;
      case 'goodbye':
        forget(client, running);
        return;
    }
  };

  const welcome = (client: Client, hello: Extract<ClientToCluster, { type: 'hello' }>, running: Engine): void => {
    const isNew = !clients.has(client.id);
    client.role = hello.role;
    clients.set(client.id, client);
    // A core repeats the speed of the page that started it, perhaps long ago: only a page changes it on purpose.
    const speed = usableSpeed(hello.speed);
    if (hello.role === 'page' && speed !== running.origin.speed) {
      running.setSpeed(speed);
      say(`Time goes ${speed} times as fast as real time.`);
      for (const each of clients.values()) post(each, { type: 'welcome', instance, clock: running.origin });
    } else post(client, { type: 'welcome', instance, clock: running.origin });
    if (!isNew) return;
    running.stamp();
    void whenLockFree(hello.aliveLock, client.left.signal).then((end) => {
      if (end === 'free') forget(client, running);
    });
  };

  const forget = (client: Client, running: Engine): void => {
    client.left.abort();
    if (client.role === 'page') client.pointer.stale = true;
    watchers.remove(client.id);
    client.requests.clear();
    clients.delete(client.id);
    requesters.delete(client.id);
    if (running.clients.has(client.id)) running.feed({ type: 'client-gone', client: client.id });
    if (clients.size === 0) void running.settle();
    client.port.close?.();
  };

  /** A service worker's port may outlive the page that brought it: then any other page's word counts. */
  const currentNode = (pointer: CurrentNode): NodeName | undefined => {
    if (!pointer.stale) return pointer.node;
    return [...clients.values()].findLast((client) => client.role === 'page')?.pointer.node;
  };

  const request = (client: Client, message: Extract<ClientToCluster, { type: 'rest' }>, running: Engine): void => {
    const node = message.node === 'current' ? currentNode(client.pointer) : message.node;
    if (node === undefined) {
      // The core is on no node: for the page that is a server it cannot reach.
      post(client, { type: 'rest-failed', id: message.id, reason: 'refused' });
      return;
    }
    counter += 1;
    const worldId = `${instance}.${counter}`;
    client.requests.set(worldId, message.id);
    if (!clients.has(client.id)) requesters.set(client.id, client);
    try {
      running.feed(restInput(client, worldId, message, node));
    } catch (error) {
      client.requests.delete(worldId);
      post(client, { type: 'rest-failed', id: message.id, reason: 'reset' });
      say(`The cluster could not take a request: ${textOf(error)}`);
    }
  };

  const act = (client: Client, message: Extract<ClientToCluster, { type: 'lab' }>, running: Engine): void => {
    try {
      const fault = parseFault(message.action, message.args);
      running.feed({ type: 'fault', fault }, () => {
        post(client, { type: 'lab-done', id: message.id });
        watchers.changed();
      });
    } catch (error) {
      const code = error instanceof ClusterRefusal ? error.code : 'cluster-fault';
      post(client, { type: 'lab-refused', id: message.id, code, message: textOf(error) });
    }
  };

  const release = (effects: readonly WorldEffect[]): void => {
    for (const effect of effects) {
      if (effect.type === 'log') {
        watchers.log(effect.entry);
        continue;
      }
      const client = clients.get(effect.client) ?? requesters.get(effect.client);
      if (!client) continue;
      const message = messageOf(client, effect);
      if (client.requests.size === 0) requesters.delete(client.id);
      if (message) post(client, message);
    }
    watchers.changed();
  };

  return {
    firstSpeed,
    release,
    say,
    connect: (port) => open(port, { node: undefined, stale: false }),
    log: (entry) => watchers.log(entry),
    get clientCount() {
      return clients.size;
    },
    begin(started, sentence) {
      engine = started;
      say(sentence);
      const served = waiting;
      waiting = [];
      for (const serveNow of served) serveNow(started);
    },
  };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
