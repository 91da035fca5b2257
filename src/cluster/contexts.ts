/** Makes each part's context: how its mail gets on the bus, with the delay of each link. Not for the parts to import. */
import type { Ms, NodeName } from '../wire/names.ts';
import { cancelTimer, post } from './bus.ts';
import type { Mail, Receiver } from './bus.ts';
import type { ClusterLogEntry, ClusterOptions } from './contract.ts';
import type {
  AwdbContext,
  ChatContext,
  NodeContext,
  NotificationContext,
  PartContext,
  PgContext,
  TelephonyContext,
} from './part.ts';
import type { ClusterState } from './state.ts';
import { timing } from './timing.ts';

export interface Contexts {
  node(name: NodeName): NodeContext;
  notification(name: NodeName): NotificationContext;
  readonly pg: PgContext;
  readonly telephony: TelephonyContext;
  readonly awdb: AwdbContext;
  readonly chat: ChatContext;
  readonly operator: Pick<PartContext<never>, 'log'>;
}

/** The receiving end of a part, and how a message to itself is addressed. */
interface Address<Own> {
  readonly receiver: Receiver;
  readonly mail: (message: Own) => Mail;
}

export function contextsAt(state: ClusterState, options: ClusterOptions, now: Ms): Contexts {
  const send = (mail: Mail, delay: Ms): void => {
    post(state.bus, now + delay, mail);
  };
  const log = (part: ClusterLogEntry['part'], text: string): void => {
    state.outbox.push({ type: 'log', entry: { at: now, part, text } });
  };
  const context = <Own>(part: ClusterLogEntry['part'], toNodeDelay: Ms, own: Address<Own>): PartContext<Own> => ({
    now,
    options,
    toNode: (node, message) => send({ to: 'node', node, message }, toNodeDelay),
    toNotification: (node, message) => send({ to: 'notification', node, message }, timing.nodeToNotification),
    toPg: (message) => send({ to: 'pg', message }, part === 'telephony' ? timing.pgToTelephony : timing.nodeToPg),
    toTelephony: (message) => send({ to: 'telephony', message }, timing.pgToTelephony),
    toAwdb: (message) => send({ to: 'awdb', message }, timing.nodeToAwdb),
    timer: (name, delay, message) => post(state.bus, now + delay, own.mail(message), name),
    cancel: (name) => cancelTimer(state.bus, own.receiver, name),
    emit: (effect) => {
      state.outbox.push(effect);
    },
    log: (text) => log(part, text),
  });
  return {
    node: (node) =>
      context(node, 0, { receiver: { to: 'node', node }, mail: (message) => ({ to: 'node', node, message }) }),
    notification: (node) =>
      context(node, timing.nodeToNotification, {
        receiver: { to: 'notification', node },
        mail: (message) => ({ to: 'notification', node, message }),
      }),
    pg: context('cti', timing.nodeToPg, { receiver: { to: 'pg' }, mail: (message) => ({ to: 'pg', message }) }),
    telephony: context('telephony', 0, {
      receiver: { to: 'telephony' },
      mail: (message) => ({ to: 'telephony', message }),
    }),
    awdb: context('operator', timing.nodeToAwdb, {
      receiver: { to: 'awdb' },
      mail: (message) => ({ to: 'awdb', message }),
    }),
    chat: context('chat', 0, { receiver: { to: 'chat' }, mail: (message) => ({ to: 'chat', message }) }),
    operator: { log: (text) => log('operator', text) },
  };
}
