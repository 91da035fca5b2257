/** Makes each part's context: how its mail gets on the bus, with the delay of each link. Not for the parts to import. */
import { ofNode } from '../wire/by-node.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import { cancelTimer, post } from './bus.ts';
import type { Mail, Receiver } from './bus.ts';
import type { AwdbMessage } from './awdb.ts';
import type { ClusterEffect, ClusterLogEntry, ClusterOptions } from './contract.ts';
import type { NodeMessage, NotificationMessage, PgMessage, TelephonyMessage } from './messages.ts';
import type {
  AwdbContext,
  ChatContext,
  NodeContext,
  NotificationContext,
  PartContext,
  PgContext,
  TelephonyContext,
} from './part.ts';
import { withSignIn } from './sso-operator.ts';
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

/**
 * One part's context for one piece of mail, hundreds of thousands of them in an hour of a full node: its ways are methods, of
 * which none is made for it.
 */
class MadeContext<Own> implements PartContext<Own> {
  readonly now: Ms;
  readonly options: ClusterOptions;
  private readonly state: ClusterState;
  private readonly part: ClusterLogEntry['part'];
  private readonly own: Receiver;
  private readonly toNodeDelay: Ms;

  constructor(made: MadeContexts, part: ClusterLogEntry['part'], own: Receiver, toNodeDelay: Ms) {
    this.now = made.now;
    this.options = made.options;
    this.state = made.state;
    this.part = part;
    this.own = own;
    this.toNodeDelay = toNodeDelay;
  }

  toNode(node: NodeName, message: NodeMessage): void {
    this.send({ to: 'node', node, message }, this.toNodeDelay);
  }

  toNotification(node: NodeName, message: NotificationMessage): void {
    this.send({ to: 'notification', node, message }, timing.nodeToNotification);
  }

  toPg(message: PgMessage): void {
    this.send({ to: 'pg', message }, this.part === 'telephony' ? timing.pgToTelephony : timing.nodeToPg);
  }

  toTelephony(message: TelephonyMessage): void {
    this.send({ to: 'telephony', message }, timing.pgToTelephony);
  }

  toAwdb(message: AwdbMessage): void {
    this.send({ to: 'awdb', message }, timing.nodeToAwdb);
  }

  timer(name: string, delay: Ms, message: Own): void {
    // What a part sends itself is what it takes: `own` and `Own` were given together.
    post(this.state.bus, this.now + delay, { ...this.own, message } as Mail, name);
  }

  cancel(name: string): void {
    cancelTimer(this.state.bus, this.own, name);
  }

  emit(effect: ClusterEffect): void {
    this.state.outbox.push(effect);
  }

  log(text: string): void {
    if (this.options.logOf?.includes(this.part) === false) return;
    this.state.outbox.push({ type: 'log', entry: { at: this.now, part: this.part, text } });
  }

  private send(mail: Mail, delay: Ms): void {
    post(this.state.bus, this.now + delay, mail);
  }
}

const ends = {
  node: { publisher: { to: 'node', node: 'publisher' }, subscriber: { to: 'node', node: 'subscriber' } },
  notification: {
    publisher: { to: 'notification', node: 'publisher' },
    subscriber: { to: 'notification', node: 'subscriber' },
  },
  pg: { to: 'pg' },
  telephony: { to: 'telephony' },
  awdb: { to: 'awdb' },
  chat: { to: 'chat' },
} as const;

/** One is made for each mail and asked for one context: the others are not made. */
class MadeContexts implements Contexts {
  readonly state: ClusterState;
  readonly options: ClusterOptions;
  readonly now: Ms;

  constructor(state: ClusterState, options: ClusterOptions, now: Ms) {
    this.state = state;
    this.options = options;
    this.now = now;
  }

  node(node: NodeName): NodeContext {
    return new MadeContext(this.at(node), node, ofNode<Receiver>(ends.node, node), 0);
  }

  notification(node: NodeName): NotificationContext {
    return new MadeContext(this.at(node), node, ofNode<Receiver>(ends.notification, node), timing.nodeToNotification);
  }

  /** With what an operator has told this node alone. */
  private at(node: NodeName): MadeContexts {
    const options = withSignIn(this.options, ofNode(this.state.nodes, node).sso);
    return options === this.options ? this : new MadeContexts(this.state, options, this.now);
  }

  get pg(): PgContext {
    return new MadeContext(this, 'cti', ends.pg, timing.nodeToPg);
  }

  get telephony(): TelephonyContext {
    return new MadeContext(this, 'telephony', ends.telephony, 0);
  }

  get awdb(): AwdbContext {
    return new MadeContext(this, 'operator', ends.awdb, timing.nodeToAwdb);
  }

  get chat(): ChatContext {
    return new MadeContext(this, 'chat', ends.chat, 0);
  }

  get operator(): Contexts['operator'] {
    return new MadeContext<never>(this, 'operator', ends.pg, 0);
  }
}

export function contextsAt(state: ClusterState, options: ClusterOptions, now: Ms): Contexts {
  return new MadeContexts(state, options, now);
}
