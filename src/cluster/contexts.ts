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

/** The receiving end of a part, and how a message to itself is addressed. */
interface Address<Own> {
  readonly receiver: Receiver;
  readonly mail: (message: Own) => Mail;
}

/** One is made for each mail and asked for one context: the others are not made. */
class MadeContexts implements Contexts {
  private readonly state: ClusterState;
  private readonly options: ClusterOptions;
  private readonly now: Ms;

  constructor(state: ClusterState, options: ClusterOptions, now: Ms) {
    this.state = state;
    this.options = options;
    this.now = now;
  }

  node(node: NodeName): NodeContext {
    return this.at(node).make(node, 0, {
      receiver: { to: 'node', node },
      mail: (message) => ({ to: 'node', node, message }),
    });
  }

  notification(node: NodeName): NotificationContext {
    return this.at(node).make(node, timing.nodeToNotification, {
      receiver: { to: 'notification', node },
      mail: (message) => ({ to: 'notification', node, message }),
    });
  }

  /** With what an operator has told this node alone. */
  private at(node: NodeName): MadeContexts {
    const options = withSignIn(this.options, this.state.nodes[node].sso);
    return options === this.options ? this : new MadeContexts(this.state, options, this.now);
  }

  get pg(): PgContext {
    return this.make('cti', timing.nodeToPg, { receiver: { to: 'pg' }, mail: (message) => ({ to: 'pg', message }) });
  }

  get telephony(): TelephonyContext {
    return this.make('telephony', 0, {
      receiver: { to: 'telephony' },
      mail: (message) => ({ to: 'telephony', message }),
    });
  }

  get awdb(): AwdbContext {
    return this.make('operator', timing.nodeToAwdb, {
      receiver: { to: 'awdb' },
      mail: (message) => ({ to: 'awdb', message }),
    });
  }

  get chat(): ChatContext {
    return this.make('chat', 0, { receiver: { to: 'chat' }, mail: (message) => ({ to: 'chat', message }) });
  }

  get operator(): Contexts['operator'] {
    return { log: (text) => this.log('operator', text) };
  }

  private log(part: ClusterLogEntry['part'], text: string): void {
    this.state.outbox.push({ type: 'log', entry: { at: this.now, part, text } });
  }

  private make<Own>(part: ClusterLogEntry['part'], toNodeDelay: Ms, own: Address<Own>): PartContext<Own> {
    const { state, options, now } = this;
    const send = (mail: Mail, delay: Ms): void => {
      post(state.bus, now + delay, mail);
    };
    return {
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
      log: (text) => this.log(part, text),
    };
  }
}

export function contextsAt(state: ClusterState, options: ClusterOptions, now: Ms): Contexts {
  return new MadeContexts(state, options, now);
}
