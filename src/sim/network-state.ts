/** The network's state: plain JSON. Packets under way, packets held by a cut, who is connected to what. */
import type { ApiReply, ApiRequest, Authorization } from '../wire/http.ts';
import { nodeNames } from '../wire/names.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import type { ClientSession, XmppFromClient, XmppToClient } from '../cluster/contract.ts';

/** What crosses the network. `connection` is the network's own name for a request or a session, unique for ever. */
export type Packet =
  | {
      readonly kind: 'request';
      readonly connection: string;
      readonly request: ApiRequest;
      readonly authorization?: Authorization;
    }
  | { readonly kind: 'reply'; readonly connection: string; readonly reply: ApiReply }
  | { readonly kind: 'refusal'; readonly connection: string; readonly reason: 'refused' | 'reset' }
  | { readonly kind: 'from-client'; readonly connection: string; readonly message: XmppFromClient }
  | { readonly kind: 'to-client'; readonly connection: string; readonly message: XmppToClient }
  /** Behind everything that a vanished client has sent: from here on its session is silent. No packet in reality. */
  | { readonly kind: 'silence'; readonly connection: string };

export interface Transit {
  readonly at: Ms;
  readonly sequence: number;
  readonly node: NodeName;
  readonly packet: Packet;
}

/** One request or one notification session of one desktop. */
export interface Connection {
  readonly kind: 'request' | 'session';
  readonly client: string;
  /** The client's name for it. */
  readonly name: ClientSession;
  readonly node: NodeName;
  /** The client has vanished: what it sent still arrives, what is sent to it does not. */
  gone: boolean;
}

export interface Road {
  latencyMs: Ms;
  /** Since when packets vanish; `null`: they do not. */
  cutSince: Ms | null;
  /** Unacknowledged data of connections that were there before the cut, in order. */
  held: Packet[];
  /** Last arrival each way, so that a shorter delay never lets a packet overtake another. */
  lastArrival: { toNode: Ms; toClient: Ms };
}

export interface NetworkState {
  roads: Record<NodeName, Road>;
  transits: Transit[];
  sequence: number;
  nextConnection: number;
  connections: Record<string, Connection>;
}

export function freshNetwork(latencyMs: Readonly<Record<NodeName, Ms>>): NetworkState {
  const road = (name: NodeName): Road => ({
    latencyMs: latencyMs[name],
    cutSince: null,
    held: [],
    lastArrival: { toNode: 0, toClient: 0 },
  });
  return {
    roads: Object.fromEntries(nodeNames.map((name) => [name, road(name)])) as Record<NodeName, Road>,
    transits: [],
    sequence: 0,
    nextConnection: 1,
    connections: {},
  };
}

export function isToNode(packet: Packet): boolean {
  return packet.kind === 'request' || packet.kind === 'from-client' || packet.kind === 'silence';
}
