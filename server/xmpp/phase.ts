/** How far a stream has come, and what the files that bring it further are given. Types only. */
import type { ClusterStream, StreamEvent } from '../cluster-host.ts';
import type { BoundStream } from './bound.ts';
import type { Credentials } from './sasl.ts';
import type { Domain, StreamCondition } from './stanzas.ts';
import type { Xml } from './xml.ts';

export type Phase =
  | { readonly kind: 'opening' }
  /** `challenged`: the client has named the mechanism and owes the rest. */
  | { readonly kind: 'authenticating'; readonly challenged: boolean }
  /** It has proved who it is: the stream is opened anew, and bound. */
  | { readonly kind: 'reopening' | 'binding'; readonly credentials: Credentials }
  | { readonly kind: 'bound'; readonly stream: BoundStream }
  | { readonly kind: 'over' };

export interface StreamControl {
  readonly domain: Domain;
  readonly newName: () => string;
  send(xml: Xml): void;
  become(phase: Phase): void;
  /** Ends the stream with an error. */
  fail(condition: StreamCondition, text?: string): void;
  /** Asks the cluster what decides how to go on: the client's frames wait until it has answered. */
  ask(question: Parameters<ClusterStream['send']>[0], answered: (event: StreamEvent) => void): void;
  bound(jid: string, loginId: string): BoundStream;
}
