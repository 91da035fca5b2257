/**
 * What a part of the cluster is given besides its own state: the time, ways to post mail, its timers, the log. Nothing
 * here lets it see another part.
 */
import type { Ms, NodeName } from '../wire/names.ts';
import type { AwdbMessage } from './awdb.ts';
import type { ChatMessage } from './chat.ts';
import type { ClusterEffect, ClusterOptions } from './contract.ts';
import type { NodeMessage, NotificationMessage, PgMessage, TelephonyMessage } from './messages.ts';

export interface PartContext<Own> {
  readonly now: Ms;
  readonly options: ClusterOptions;
  toNode(node: NodeName, message: NodeMessage): void;
  toNotification(node: NodeName, message: NotificationMessage): void;
  toPg(message: PgMessage): void;
  toTelephony(message: TelephonyMessage): void;
  toAwdb(message: AwdbMessage): void;
  /** Arms a named timer of this part; the same name again replaces it. */
  timer(name: string, delay: Ms, message: Own): void;
  cancel(name: string): void;
  emit(effect: ClusterEffect): void;
  /** One line of the live log, in the field's words. */
  log(text: string): void;
}

export type NodeContext = PartContext<NodeMessage>;
export type NotificationContext = PartContext<NotificationMessage>;
export type PgContext = PartContext<PgMessage>;
export type TelephonyContext = PartContext<TelephonyMessage>;
export type AwdbContext = PartContext<AwdbMessage>;
export type ChatContext = PartContext<ChatMessage>;
