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
  /** The next one last: most mail is due within milliseconds, and to put it in nothing that waits for longer must move. */
  envelopes: Envelope[];
}

export const emptyBus = (): BusState => ({ sequence: 0, envelopes: [] });

export function post(bus: BusState, at: Ms, mail: Mail, timer?: string): void {
  if (timer === undefined) {
    putIn(bus, { at, sequence: (bus.sequence += 1), mail });
    return;
  }
  const armed = armedOn(bus);
  const name = nameOf(mail, timer);
  takeOut(bus, armed.get(name));
  const envelope: Envelope = { at, sequence: (bus.sequence += 1), mail, timer };
  armed.set(name, envelope);
  putIn(bus, envelope);
}

/** The newest of all: behind whatever is due in the same moment. Looked for from the end, where most of it goes. */
function putIn({ envelopes }: BusState, envelope: Envelope): void {
  const { at } = envelope;
  let high = envelopes.length;
  let low = high;
  for (let span = 1; low > 0 && dueOf(envelopes, low - 1) <= at; span *= 2) {
    high = low - 1;
    low = Math.max(0, low - span);
  }
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (dueOf(envelopes, middle) > at) low = middle + 1;
    else high = middle;
  }
  if (low === envelopes.length) envelopes.push(envelope);
  else envelopes.splice(low, 0, envelope);
}

const dueOf = (envelopes: readonly Envelope[], index: number): Ms => envelopes[index]?.at ?? -Infinity;

/** When the next mail is due. */
export const dueAt = ({ envelopes }: BusState): Ms | undefined => envelopes.at(-1)?.at;

export type Receiver = Pick<Mail, 'to'> & { readonly node?: NodeName };

const isFor = (mail: Mail, receiver: Receiver): boolean =>
  mail.to === receiver.to && ('node' in mail ? mail.node : undefined) === receiver.node;

/** Takes a named timer of a part off the queue. */
export function cancelTimer(bus: BusState, receiver: Receiver, timer: string): void {
  const armed = armedOn(bus);
  const name = nameOf(receiver, timer);
  const envelope = armed.get(name);
  if (!envelope) return;
  armed.delete(name);
  takeOut(bus, envelope);
}

function takeOut({ envelopes }: BusState, envelope: Envelope | undefined): void {
  if (!envelope) return;
  const index = placeOf(envelopes, envelope);
  if (envelopes[index] === envelope) envelopes.splice(index, 1);
}

/**
 * The timers on a queue by name, beside the state and never in it: with thousands of sessions there are thousands of timers,
 * and each is set again and again. A queue that is not known yet, from a snapshot, is read once.
 */
const armedTimers = new WeakMap<BusState, Map<string, Envelope>>();

function armedOn(bus: BusState): Map<string, Envelope> {
  let armed = armedTimers.get(bus);
  if (armed) return armed;
  armed = new Map();
  armedTimers.set(bus, armed);
  for (const envelope of bus.envelopes) {
    if (envelope.timer !== undefined) armed.set(nameOf(envelope.mail, envelope.timer), envelope);
  }
  return armed;
}

const nameOf = (receiver: Receiver, timer: string): string => `${receiver.to} ${receiver.node ?? ''} ${timer}`;

/** Envelopes are in order of time, and of sequence among equals, the latest first. */
function placeOf(envelopes: readonly Envelope[], { at, sequence }: Envelope): number {
  let low = 0;
  let high = envelopes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = envelopes[middle];
    if (other && (other.at > at || (other.at === at && other.sequence > sequence))) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Takes the next mail that is due at `now` or before. */
export function takeDue(bus: BusState, now: Ms): Envelope | undefined {
  const next = bus.envelopes.at(-1);
  if (!next || next.at > now) return undefined;
  bus.envelopes.pop();
  disarm(bus, next);
  return next;
}

/** Takes out everything addressed to a part, the next first: the part has died. */
export function takeAllFor(bus: BusState, receiver: Receiver): Envelope[] {
  const taken = bus.envelopes.filter((envelope) => isFor(envelope.mail, receiver)).reverse();
  bus.envelopes = bus.envelopes.filter((envelope) => !isFor(envelope.mail, receiver));
  for (const envelope of taken) disarm(bus, envelope);
  return taken;
}

function disarm(bus: BusState, { mail, timer }: Envelope): void {
  if (timer !== undefined) armedOn(bus).delete(nameOf(mail, timer));
}
