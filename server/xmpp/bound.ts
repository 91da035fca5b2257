/** What a bound stream is, for those who answer its stanzas. Types only. */
import type { XmppFromClient } from '../../src/cluster/contract.ts';
import type { Domain } from './stanzas.ts';
import type { Xml } from './xml.ts';

/** Questions to the cluster that are still open, oldest first: it answers each kind in the order of asking. */
export interface OpenQuestions {
  readonly subscribe: ((refusal: string | undefined) => void)[];
  readonly unsubscribe: ((found: boolean) => void)[];
  readonly list: ((subscriptions: readonly { readonly path: string; readonly bare: boolean }[]) => void)[];
  readonly ping: Map<number, () => void>;
}

export interface BoundStream {
  readonly domain: Domain;
  readonly loginId: string;
  /** `user@host/resource` */
  readonly jid: string;
  readonly bareJid: string;
  readonly open: OpenQuestions;
  /** Of the XMPP user `finesse`, as last told by the cluster. */
  readonly finesseAvailable: boolean;
  /** The client has said that it is there: only then are others' presences its business. */
  available: boolean;
  send(xml: Xml): void;
  toCluster(message: XmppFromClient): void;
}
