/**
 * `/ws/`: WebSocket connections and the streams on them, with everything that keeps one client's behaviour from being
 * another's trouble: sizes, pace, unread bytes, silence. Knows frames as text, no stanza.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { ClusterStream, StreamEvent } from '../cluster-host.ts';
import { createFlood, stanzaLimit } from './flood.ts';
import type { Domain } from './stanzas.ts';
import { createStream } from './stream.ts';
import type { Stream } from './stream.ts';

export const socketLimits = {
  /** Bytes of one frame. RFC 6120 §13.12 asks for 10 000 at least; a desktop's longest stanza has some hundred. */
  frameBytes: 65_536,
  /** Bytes that may wait for a client that does not read. A supervisor's burst of events is some ten thousand. */
  unreadBytes: 1_048_576,
  /** Stanzas: so many at once, so many per second for long. */
  stanzaBurst: stanzaLimit.burst,
  stanzasPerSecond: stanzaLimit.perSecond,
  /** Ms from the connection to a bound stream. */
  bindMs: 30_000,
  /** Ms without a frame after which the server pings; virtual, as the cluster's 120 s are. */
  quietMs: 60_000,
} as const;

export interface SocketsOptions {
  readonly domain: Domain;
  readonly openCluster: (onEvent: (event: StreamEvent) => void) => ClusterStream;
  readonly mayConnect: (request: IncomingMessage) => boolean;
  readonly slowMs: () => number;
  /** Virtual ms per real one. */
  readonly speed: number;
  /** For tests: other limits. */
  readonly limits?: Partial<Record<keyof typeof socketLimits, number>>;
}

export interface Sockets {
  /** An HTTP upgrade on `/ws/`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Full JIDs of the bound streams, and how many connections there are. */
  status(): { readonly connections: number; readonly bound: readonly string[] };
  close(): void;
}

interface Client {
  readonly stream: Stream;
  lastFrameAt: number;
}

let names = 0;

export function createSockets(options: SocketsOptions): Sockets {
  const limits = { ...socketLimits, ...options.limits };
  const clients = new Set<Client>();
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    // RFC 7395 §3.1: the client must ask for it, and it is the only one spoken here.
    handleProtocols: () => 'xmpp',
  });

  const accept = (socket: WebSocket): void => {
    const flood = createFlood({ burst: limits.stanzaBurst, perSecond: limits.stanzasPerSecond }, performance.now());
    const stream = createStream({
      domain: options.domain,
      openCluster: options.openCluster,
      newName: () => `lab-${Date.now().toString(36)}-${(names += 1)}`,
      send(frame) {
        if (socket.readyState !== WebSocket.OPEN) return;
        socket.send(frame);
        // Without a word: whoever does not read would not read that either.
        if (socket.bufferedAmount > limits.unreadBytes) socket.terminate();
      },
      end: (how) => (how === 'gently' ? socket.close(1000) : socket.terminate()),
    });
    const client: Client = { stream, lastFrameAt: performance.now() };
    clients.add(client);
    const bindTimer = setTimeout(() => {
      if (stream.jid === undefined) stream.fail('connection-timeout');
    }, limits.bindMs);

    socket.on('message', (data, isBinary) => {
      client.lastFrameAt = performance.now();
      if (isBinary) stream.fail('not-well-formed', 'Frames are text');
      else if (flood.isTooMuch(client.lastFrameAt)) stream.fail('policy-violation', 'Too many stanzas');
      else afterSlowness(() => stream.receive((data as Buffer).toString('utf8')));
    });
    socket.on('close', () => {
      clearTimeout(bindTimer);
      clients.delete(client);
      stream.closed();
    });
    // Too large a frame, bytes that are no WebSocket: the library closes with the right code, and 'close' follows.
    socket.on('error', () => undefined);
  };

  const afterSlowness = (go: () => void): void => {
    const slowMs = options.slowMs();
    if (slowMs === 0) go();
    else setTimeout(go, slowMs);
  };

  const quietMs = limits.quietMs / options.speed;
  const watch = setInterval(
    () => {
      const now = performance.now();
      for (const client of clients) {
        if (now - client.lastFrameAt < quietMs) continue;
        client.lastFrameAt = now;
        client.stream.ping();
      }
    },
    Math.max(20, quietMs / 6),
  );
  watch.unref();

  return {
    upgrade(request, socket, head) {
      const asked = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim());
      if (!options.mayConnect(request)) refuse(socket, '403 Forbidden');
      else if (!asked.includes('xmpp')) refuse(socket, '400 Bad Request');
      else server.handleUpgrade(request, socket, head, accept);
    },
    status: () => ({
      connections: clients.size,
      bound: [...clients].flatMap(({ stream }) => stream.jid ?? []),
    }),
    close() {
      clearInterval(watch);
      for (const client of [...clients]) client.stream.closed();
      server.close();
    },
  };
}

export function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
