/**
 * The cluster with a disk behind its subscriptions: each change is on file before the client hears of it. Knows the
 * questions and the answers of streams, nothing of sockets or processes.
 */
import type { XmppFromClient } from '../src/cluster/contract.ts';
import type { ClusterHost, StreamEvent } from './cluster-host.ts';
import type { SubscriptionStore } from './subscription-store.ts';

/** A question that is still open; the cluster answers each kind in the order of asking. */
interface Asked {
  readonly kind: 'subscribe' | 'unsubscribe';
  readonly path: string;
  readonly bare: boolean;
}

export function rememberSubscriptions(
  cluster: ClusterHost,
  store: SubscriptionStore,
): Pick<ClusterHost, 'request' | 'openStream' | 'runs'> {
  return {
    runs: (node) => cluster.runs(node),
    request: (node, request, authorization, answer) => cluster.request(node, request, authorization, answer),
    openStream(node, onEvent) {
      let jid = '';
      let asked: Asked[] = [];
      const take = (kind: Asked['kind']): Asked | undefined => {
        const found = asked.find((each) => each.kind === kind);
        asked = asked.filter((each) => each !== found);
        return found;
      };
      const note = (question: Asked | undefined): void => {
        if (!question) return;
        const subscriber = question.bare ? (jid.split('/')[0] ?? jid) : jid;
        store.note(subscriber, question.path, question.kind === 'subscribe');
      };
      const hear = (event: StreamEvent): void => {
        if (event.kind === 'bound') jid = event.jid;
        else if (event.kind === 'subscribed') note(take('subscribe'));
        else if (event.kind === 'subscribe-failed') take('subscribe');
        else if (event.kind === 'unsubscribed') {
          const question = take('unsubscribe');
          if (event.found) note(question);
        }
        onEvent(event);
      };
      const stream = cluster.openStream(node, hear);
      const remember = (message: XmppFromClient): void => {
        if (message.kind !== 'subscribe' && message.kind !== 'unsubscribe') return;
        asked.push({ kind: message.kind, path: message.path, bare: message.bare === true });
      };
      return {
        send(message) {
          remember(message);
          stream.send(message);
        },
        forget: () => stream.forget(),
      };
    },
  };
}
