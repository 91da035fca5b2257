/**
 * One port, one client: what the cluster's worker knows of each, and the translation between its messages and the
 * world's inputs and effects. XML is made and read here and nowhere else in mock mode. Knows no world and no journal.
 */
import type { WorldEffect, WorldInput } from '../sim/contract.ts';
import type { HttpReply } from '../wire/http.ts';
import type { NodeName } from '../wire/names.ts';
import type { Port } from '../thread/port.ts';
import { decodeRequest, encodeReply } from '../wire/rest-codec.ts';
import { encodeUpdate } from '../wire/update-codec.ts';
import { admittedPassword, admittedToken } from './credentials.ts';
import type { ClientToCluster, ClusterToClient, LinkFrameIn } from './protocol.ts';

/** The node of one page's core; shared by the page's own port and those that it brought. */
export interface CurrentNode {
  node: NodeName | undefined;
  /** The page is gone: what it said last is old news. */
  stale: boolean;
}

export interface Client {
  /** Unique over all instances of the worker, since the journal outlives them. */
  readonly id: string;
  readonly port: Port;
  /** Undefined for a port that never said hello: the service worker's. */
  role: 'core' | 'page' | undefined;
  /** Ends the wait for the client's lock. */
  readonly left: AbortController;
  /** Whose current node counts for `node: 'current'`: its own, or that of the client which brought this port. */
  readonly pointer: CurrentNode;
  /** World ids of requests without an answer yet, with the client's own ids. */
  readonly requests: Map<string, string>;
}

type RestMessage = Extract<ClientToCluster, { type: 'rest' }>;
type XmppMessage = Extract<ClientToCluster, { type: 'xmpp' }>;
type ChatMessage = Extract<ClientToCluster, { type: 'chat' }>;

export function restInput(client: Client, worldId: string, message: RestMessage, node: NodeName): WorldInput {
  const { request, authorization } = decodeRequest(message.request);
  const admitted =
    authorization?.scheme === 'Basic'
      ? { ...authorization, password: admittedPassword(authorization.password) }
      : authorization && { ...authorization, token: admittedToken(authorization.token) };
  return {
    type: 'rest',
    client: client.id,
    id: worldId,
    node,
    request,
    ...(admitted ? { authorization: admitted } : {}),
  };
}

/** Session names are chosen by clients: inside the world they carry the client's id in front. */
const worldSession = (client: string, session: string): string => `${client}/${session}`;
const clientSession = (client: string, session: string): string => session.slice(client.length + 1);

export function xmppInput(client: Client, message: XmppMessage): WorldInput {
  const { frame, node, session } = message;
  return {
    type: 'xmpp',
    client: client.id,
    session: worldSession(client.id, session),
    node,
    message: frame.kind === 'connect' ? { ...frame, password: admittedPassword(frame.password) } : frame,
  };
}

export function chatInput(client: Client, { session, frame }: ChatMessage): WorldInput {
  return {
    type: 'chat',
    client: client.id,
    session: worldSession(client.id, session),
    message: frame.kind === 'connect' ? { ...frame, password: admittedPassword(frame.password) } : frame,
  };
}

type ClientEffect = Exclude<WorldEffect, { type: 'log' }>;

/** What the client is told; `undefined` when it no longer waits for this answer. */
export function messageOf(client: Client, effect: ClientEffect): ClusterToClient | undefined {
  if (effect.type === 'xmpp') {
    const { message } = effect;
    const frame: LinkFrameIn =
      message.kind === 'item'
        ? { kind: 'item', path: message.path, itemId: message.itemId, xml: encodeUpdate(message.update) }
        : message;
    return { type: 'xmpp', session: clientSession(client.id, effect.session), frame };
  }
  if (effect.type === 'chat') {
    return { type: 'chat', session: clientSession(client.id, effect.session), frame: effect.message };
  }
  const id = client.requests.get(effect.id);
  if (id === undefined) return undefined;
  client.requests.delete(effect.id);
  return effect.type === 'rest-reply'
    ? { type: 'rest', id, reply: written(effect) }
    : { type: 'rest-failed', id, reason: effect.reason };
}

/** A reply that cannot be written is a fault of the cluster, and looks like one: an answer must come in any case. */
function written(effect: Extract<WorldEffect, { type: 'rest-reply' }>): HttpReply {
  try {
    return encodeReply(effect.reply);
  } catch {
    return { status: 500, headers: {}, body: '' };
  }
}
