/**
 * The only way from one part of the cluster to another: a queue of mail in virtual time. Mail of equal time is delivered
 * in the order it was posted, so a link of constant delay keeps its order. Knows the parts' names, not what they do.
 */
import type { Ms, NodeName } from '../wire/names.ts';
import type { AwdbMessage } from './awdb.ts';
import type { ChatMessage } from './chat.ts';
import type { NodeMessage, NotificationMessage, PgMessage, TelephonyMessage } from './messages.ts';

export type Mail =
  | { readonly to: 'node'; readonly node: NodeName; readonly message: NodeMessage }
  | { readonly to: 'notification'; readonly node: NodeName; readonly message: NotificationMessage }
  | { readonly to: 'pg'; readonly message: PgMessage }
  | { readonly to: 'telephony'; readonly message: TelephonyMessage }
  | { readonly to: 'awdb'; readonly message: AwdbMessage }
  | { readonly to: 'chat'; readonly message: ChatMessage };

/** Where the receiving part lives when each node is a process of its own: with its node, or with what is shared. */
export const homeOf = (mail: Mail): NodeName | 'shared' => ('node' in mail ? mail.node : 'shared');

export interface Envelope {
  readonly at: Ms;
  readonly sequence: number;
  /** A named timer of the receiving part: posting the same name again replaces it. */
  readonly timer?: string;
  readonly mail: Mail;
}

export interface BusState {
  sequence: number;
  /** In order of delivery. */
  envelopes: Envelope[];
}

export const emptyBus = (): BusState => ({ sequence: 0, envelopes: [] });

export function post(bus: BusState, at: Ms, mail: Mail, timer?: string): void {
  if (timer !== undefined) cancelTimer(bus, receiverOf(mail), timer);
  const envelope: Envelope = { at, sequence: (bus.sequence += 1), mail, ...(timer === undefined ? {} : { timer }) };
  let low = 0;
  let high = bus.envelopes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = bus.envelopes[middle];
    if (other && other.at <= at) low = middle + 1;
    else high = middle;
  }
  bus.envelopes.splice(low, 0, envelope);
}

export type Receiver = Pick<Mail, 'to'> & { readonly node?: NodeName };

const isFor = (mail: Mail, receiver: Receiver): boolean =>
  mail.to === receiver.to && ('node' in mail ? mail.node : undefined) === receiver.node;

const receiverOf = (mail: Mail): Receiver => ('node' in mail ? { to: mail.to, node: mail.node } : { to: mail.to });

/** Takes a named timer of a part off the queue. */
export function cancelTimer(bus: BusState, receiver: Receiver, timer: string): void {
  const index = bus.envelopes.findIndex((envelope) => envelope.timer === timer && isFor(envelope.mail, receiver));
  if (index >= 0) bus.envelopes.splice(index, 1);
}

/** Takes the next mail that is due at `now` or before. */
export function takeDue(bus: BusState, now: Ms): Envelope | undefined {
  const first = bus.envelopes[0];
  if (!first || first.at > now) return undefined;
  bus.envelopes.shift();
  return first;
}

/** Takes out everything addressed to a part: the part has died. */
export function takeAllFor(bus: BusState, receiver: Receiver): Envelope[] {
  const taken = bus.envelopes.filter((envelope) => isFor(envelope.mail, receiver));
  bus.envelopes = bus.envelopes.filter((envelope) => !isFor(envelope.mail, receiver));
  return taken;
}
