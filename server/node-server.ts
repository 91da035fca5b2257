/**
 * One Finesse node's door to the world: its origin with the desktop, the REST API and the notification service, behind
 * the network that the operator made. What is answered, the cluster decides. It can close for good measure, as a machine
 * that dies, and open again on the same port.
 */
import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { NodeName } from '../src/wire/names.ts';
import type { ClusterHost } from './cluster-host.ts';
import { mayTalk } from './http/cors.ts';
import type { CorsPolicy } from './http/cors.ts';
import { createRest, ownOriginOf } from './http/rest.ts';
import { createNetwork } from './network/conditions.ts';
import type { Network, NetworkConditions } from './network/conditions.ts';
import { listen } from './network/listen.ts';
import type { Listening } from './network/listen.ts';
import { shapeSocket } from './network/shaped-socket.ts';
import { createSockets, refuse } from './xmpp/socket.ts';
import type { SocketsOptions } from './xmpp/socket.ts';

export interface NodeServerOptions {
  readonly node: NodeName;
  /** The name by which the node goes: in SystemInfo, in JIDs, and where it listens. */
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** PEM texts; without them plain HTTP. */
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly cors: CorsPolicy;
  readonly speed: number;
  /** For tests: other limits; `requestMs` is that of a whole request. */
  readonly limits?: SocketsOptions['limits'] & { readonly requestMs?: number };
}

export interface NodeServerStatus {
  readonly listening: boolean;
  /** XMPP connections, and the full JIDs that are bound on them. */
  readonly connections: number;
  readonly bound: readonly string[];
  readonly network: NetworkConditions;
}

export interface NodeServer {
  readonly node: NodeName;
  readonly network: Network;
  /** Throws `PortBusy`. Returns the port, which stays the same from then on. */
  open(): Promise<number>;
  /** Closes the port and resets every connection. */
  shut(): void;
  status(): NodeServerStatus;
  close(): void;
}

/** Ms for a whole request, so that nobody holds a connection by sending slowly; looked at so often. */
const requestMs = 30_000;
const requestCheckMs = 5000;

export function createNodeServer(
  options: NodeServerOptions,
  cluster: Pick<ClusterHost, 'request' | 'openStream' | 'runs'>,
  site: RequestListener,
): NodeServer {
  const { node, host, cors } = options;
  // Chance is for the loss of packets alone: nothing that the cluster decides hangs on it.
  const network = createNetwork(Math.random);
  const slowMs = (): number => network.conditions.slowMs;
  const rest = createRest({
    cors,
    slowMs,
    ask: (request, authorization, answer) => cluster.request(node, request, authorization, answer),
  });
  const sockets = createSockets({
    domain: { host, pubsub: `pubsub.${host}` },
    openCluster: (onEvent) => cluster.openStream(node, onEvent),
    mayConnect: (request) => mayTalk(cors, request.headers.origin, ownOriginOf(request)),
    slowMs,
    speed: options.speed,
    ...(options.limits ? { limits: options.limits } : {}),
  });

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = pathOf(request);
    if (/^\/(?:finesse|desktop\/(?:api|sso))\//.test(path)) rest(request, response);
    else if (path === '/ws' || path === '/ws/') response.writeHead(426, { Upgrade: 'websocket' }).end();
    // The desktop is one of the services that a maintenance shuts down: nobody there, as for the API.
    else if (cluster.runs(node)) site(request, response);
    else request.socket.destroy();
  };
  const withinMs = options.limits?.requestMs ?? requestMs;
  const patience = { requestTimeout: withinMs, connectionsCheckingInterval: Math.min(requestCheckMs, withinMs) };
  const http = options.tls
    ? createHttpsServer({ ...options.tls, ...patience }, answer)
    : createHttpServer(patience, answer);
  // It never listens by itself, and this is where Node begins to look after requests that take too long.
  http.emit('listening');
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (/^\/ws\/?$/.test(pathOf(request))) sockets.upgrade(request, socket, head);
    else refuse(socket, '404 Not Found');
  });

  const open = new Set<Socket>();
  let listening: Listening | undefined;
  let port = options.port;

  const takeIn = (socket: Socket): void => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    http.emit('connection', shapeSocket(socket, network));
  };
  const shut = (): void => {
    listening?.close();
    listening = undefined;
    for (const socket of open) socket.resetAndDestroy();
  };

  return {
    node,
    network,
    async open() {
      if (!listening) {
        listening = await listen(host, port, takeIn);
        port = listening.port;
      }
      return port;
    },
    shut,
    status: () => ({ listening: listening !== undefined, ...sockets.status(), network: network.conditions }),
    close() {
      shut();
      sockets.close();
      http.closeAllConnections();
      // Ends the looking after; there is nothing else to close.
      http.close();
    },
  };
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0] ?? '/';
