/**
 * Everything that crosses between the cluster's worker and its clients: cores, pages (lab, page fetch) and tests. A
 * client is one port. Payloads are Finesse XML, as on a real link.
 */
import type { HttpReply, HttpRequest } from '../wire/http.ts';
import type { NodeName } from '../wire/names.ts';
import type { ChatFromClient, ChatToClient } from '../cluster/chat-messages.ts';
import type { ClusterLogEntry } from '../cluster/contract.ts';
import type { WorldView } from '../sim/contract.ts';
import type { ClockOrigin } from '../thread/clock.ts';

/** XMPP as the mock link carries it: stanza kinds as data, item payloads as the XML text of `Update`. */
export type LinkFrameOut =
  | {
      readonly kind: 'connect';
      readonly loginId: string;
      readonly password: string;
      readonly resource: string;
      /** A bound session without presence; `presence` brings it. */
      readonly presence?: 'later';
    }
  | { readonly kind: 'presence'; readonly available: boolean }
  | { readonly kind: 'subscribe'; readonly path: string }
  | { readonly kind: 'unsubscribe'; readonly path: string }
  | { readonly kind: 'ping'; readonly ping: number }
  | { readonly kind: 'disconnect' };

export type LinkFrameIn =
  | { readonly kind: 'bound'; readonly jid: string }
  | { readonly kind: 'refused'; readonly reason: 'unauthorized' | 'refused' }
  | { readonly kind: 'pong'; readonly ping: number }
  | { readonly kind: 'presence'; readonly user: string; readonly available: boolean }
  | { readonly kind: 'subscribed'; readonly path: string }
  | { readonly kind: 'subscribe-failed'; readonly path: string; readonly reason: string }
  | { readonly kind: 'item'; readonly path: string; readonly itemId: string; readonly xml: string }
  | { readonly kind: 'closed'; readonly reason: 'reset' | 'conflict' | 'server-shutdown' };

export type ClientToCluster =
  | {
      readonly type: 'hello';
      /** `core` for a core's link, `page` for a page (lab, page fetch). */
      readonly role: 'core' | 'page';
      /** The client holds the Web Lock of this name while it lives; the cluster waits for it to learn of its end. */
      readonly aliveLock: string;
      /** Wanted clock speed; the first client of a fresh cluster decides, later ones change it on purpose. */
      readonly speed: number;
    }
  | { readonly type: 'rest'; readonly id: string; readonly node: NodeName | 'current'; readonly request: HttpRequest }
  | { readonly type: 'xmpp'; readonly session: string; readonly node: NodeName; readonly frame: LinkFrameOut }
  /** On the chat client's own link, to the chat service (IM&P): no node has a part in it. */
  | { readonly type: 'chat'; readonly session: string; readonly frame: ChatFromClient }
  /** Lab action with its arguments, checked by the cluster's side (`fault-arguments.ts`). */
  | {
      readonly type: 'lab';
      readonly id: string;
      readonly action: string;
      readonly args: Readonly<Record<string, unknown>>;
    }
  /** The node to which this page's `fetch` goes (`node: 'current'`): that of its core. */
  | { readonly type: 'current-node'; readonly node: NodeName | undefined }
  /** Another port of this client: the service worker's, for page fetch. Transferred. */
  | { readonly type: 'adopt'; readonly port: MessagePort }
  | { readonly type: 'watch' }
  | { readonly type: 'goodbye' };

export type ClusterToClient =
  | { readonly type: 'welcome'; readonly instance: string; readonly clock: ClockOrigin }
  | { readonly type: 'rest'; readonly id: string; readonly reply: HttpReply }
  | { readonly type: 'rest-failed'; readonly id: string; readonly reason: 'refused' | 'reset' }
  | { readonly type: 'xmpp'; readonly session: string; readonly frame: LinkFrameIn }
  | { readonly type: 'chat'; readonly session: string; readonly frame: ChatToClient }
  | { readonly type: 'lab-done'; readonly id: string }
  | { readonly type: 'lab-refused'; readonly id: string; readonly code: string; readonly message: string }
  /** To watchers only. */
  | { readonly type: 'log'; readonly entry: ClusterLogEntry }
  | { readonly type: 'world'; readonly view: WorldView };

/** Page ↔ service worker, for page `fetch` in mock mode. */
export type PageToServiceWorker =
  { readonly type: 'cluster-port'; readonly port: MessagePort } | { readonly type: 'no-cluster' };
export type ServiceWorkerToPage = { readonly type: 'need-cluster-port' };
