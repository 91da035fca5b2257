/**
 * A world: one cluster and the network through which clients reach it. Pure, five verbs. Mock mode runs a world in a
 * worker; tests and the simulation run it in virtual time.
 */
import type { ApiReply, ApiRequest, Authorization } from '../wire/http.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import type { ChatFromClient, ChatToClient } from '../cluster/chat-messages.ts';
import type {
  ClientSession,
  ClusterFault,
  ClusterLogEntry,
  ClusterOptions,
  ClusterView,
  XmppFromClient,
  XmppToClient,
} from '../cluster/contract.ts';

export interface World {
  handle(input: WorldInput, now: Ms): void;
  wake(now: Ms): void;
  effects(): WorldEffect[];
  deadline(): Ms | undefined;
  view(): WorldView;
  snapshot(): WorldSnapshot;
}

export type WorldSnapshot = Readonly<Record<string, unknown>>;

export interface WorldOptions extends ClusterOptions {
  /** One-way delay between any desktop and a node. */
  readonly latencyMs: Readonly<Record<NodeName, Ms>>;
}

/** Faults of the network: packets to and from one node, or both, vanish without a word until restored. */
export type NetworkFault =
  | { readonly action: 'cut-network' | 'restore-network'; readonly node?: NodeName }
  | { readonly action: 'set-latency'; readonly node?: NodeName; readonly ms: Ms };

export type WorldFault = ClusterFault | NetworkFault;

export type WorldInput =
  /** `client` is one desktop's connection to the world; ids are unique per client. */
  | {
      readonly type: 'rest';
      readonly client: string;
      readonly id: string;
      readonly node: NodeName;
      readonly request: ApiRequest;
      readonly authorization?: Authorization;
    }
  | {
      readonly type: 'xmpp';
      readonly client: string;
      readonly session: ClientSession;
      readonly node: NodeName;
      readonly message: XmppFromClient;
    }
  /** On the chat client's own link; the network to the nodes has no part in it. */
  | {
      readonly type: 'chat';
      readonly client: string;
      readonly session: ClientSession;
      readonly message: ChatFromClient;
    }
  /** A client vanished without a word (crash). Its sessions fall silent. */
  | { readonly type: 'client-gone'; readonly client: string }
  | { readonly type: 'fault'; readonly fault: WorldFault };

export type WorldEffect =
  | { readonly type: 'rest-reply'; readonly client: string; readonly id: string; readonly reply: ApiReply }
  | {
      readonly type: 'rest-refused';
      readonly client: string;
      readonly id: string;
      readonly reason: 'refused' | 'reset';
    }
  | { readonly type: 'xmpp'; readonly client: string; readonly session: ClientSession; readonly message: XmppToClient }
  | { readonly type: 'chat'; readonly client: string; readonly session: ClientSession; readonly message: ChatToClient }
  | { readonly type: 'log'; readonly entry: ClusterLogEntry };

export interface WorldView extends ClusterView {
  readonly network: Readonly<Record<NodeName, { readonly cut: boolean; readonly latencyMs: Ms }>>;
}
