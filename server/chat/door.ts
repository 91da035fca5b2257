/**
 * The chat service's door: an origin of its own beside the nodes, WebSockets on `/chat/` with frames as JSON texts
 * (src/wire/chat-frames.ts). It opens and closes with the lab, not with a node. What is answered, the cluster decides.
 */
import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { chatSubprotocol, readChatFromClient } from '../../src/wire/chat-frames.ts';
import type { ClusterHost } from '../cluster-host.ts';
import { mayTalk } from '../http/cors.ts';
import type { CorsPolicy } from '../http/cors.ts';
import { ownOriginOf } from '../http/rest.ts';
import { listen } from '../network/listen.ts';
import { createFlood, stanzaLimit } from '../xmpp/flood.ts';
import { refuse } from '../xmpp/socket.ts';

export const chatLimits = {
  /** Bytes of one frame: the longest text, every character of it escaped. */
  frameBytes: 65_536,
  /** Bytes that may wait for a client that does not read. */
  unreadBytes: 1_048_576,
  /** Ms from the connection to being let in. */
  connectMs: 30_000,
  /** Ms between two looks at whether somebody is still there; who has not answered by the next is gone. */
  quietMs: 30_000,
} as const;

export interface ChatDoorOptions {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** PEM texts; without them plain HTTP. */
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly cors: CorsPolicy;
}

export interface ChatDoor {
  /** With a slash at the end. */
  readonly url: string;
  close(): void;
}

/** Codes of a WebSocket's end, RFC 6455 §7.4.1. */
const closing = { done: 1000, unsupported: 1003, policy: 1008 } as const;

/** Rejects with `PortBusy`, or with the system's own error for an address that is not this machine's. */
export async function openChatDoor(options: ChatDoorOptions, openChat: ClusterHost['openChat']): Promise<ChatDoor> {
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: chatLimits.frameBytes,
    perMessageDeflate: false,
    handleProtocols: () => chatSubprotocol,
  });
  const nothingHere = (_request: IncomingMessage, response: ServerResponse): void =>
    void response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Chat is on /chat/ alone.\n');
  const http = options.tls ? createHttpsServer(options.tls, nothingHere) : createHttpServer(nothingHere);
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const asked = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim());
    if (!/^\/chat\/?$/.test((request.url ?? '').split('?')[0] ?? '')) refuse(socket, '404 Not Found');
    else if (!mayTalk(options.cors, request.headers.origin, ownOriginOf(request))) refuse(socket, '403 Forbidden');
    else if (!asked.includes(chatSubprotocol)) refuse(socket, '400 Bad Request');
    else webSockets.handleUpgrade(request, socket, head, (webSocket) => serve(webSocket, openChat));
  });
  const open = new Set<Socket>();
  const listening = await listen(options.host, options.port, (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    http.emit('connection', socket);
  });
  return {
    url: `${options.tls ? 'https' : 'http'}://${options.host}:${listening.port}/`,
    close() {
      listening.close();
      webSockets.close();
      for (const socket of open) socket.destroy();
    },
  };
}

function serve(socket: WebSocket, openChat: ClusterHost['openChat']): void {
  const flood = createFlood(stanzaLimit, performance.now());
  let isThere = true;
  const chat = openChat((frame) => {
    if (socket.readyState !== socket.OPEN) return;
    if (frame.kind === 'connected') clearTimeout(patience);
    socket.send(JSON.stringify(frame));
    if (frame.kind === 'refused' || frame.kind === 'closed') socket.close(closing.done);
    // Without a word: whoever does not read would not read that either.
    else if (socket.bufferedAmount > chatLimits.unreadBytes) socket.terminate();
  });
  const patience = setTimeout(() => socket.close(closing.policy, 'nobody signed in'), chatLimits.connectMs);
  const watch = setInterval(() => {
    if (!isThere) {
      socket.terminate();
      return;
    }
    isThere = false;
    socket.ping();
  }, chatLimits.quietMs);

  socket.on('pong', () => (isThere = true));
  socket.on('message', (data, isBinary) => {
    isThere = true;
    if (flood.isTooMuch(performance.now())) {
      socket.close(closing.policy, 'too many frames');
      return;
    }
    const frame = isBinary ? undefined : readChatFromClient((data as Buffer).toString('utf8'));
    if (frame) chat.send(frame);
    else socket.close(closing.unsupported, 'no frame of this protocol');
  });
  socket.on('close', () => {
    clearTimeout(patience);
    clearInterval(watch);
    chat.send({ kind: 'disconnect' });
    chat.forget();
  });
  // Too large a frame, bytes that are no WebSocket: the library closes with the right code, and 'close' follows.
  socket.on('error', () => undefined);
}
