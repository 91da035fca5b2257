/** What the cluster tells a bound stream, as stanzas: events, presence, the answers to its questions. Decides nothing. */
import { autoSubscribed } from '../../src/cluster/subscriptions.ts';
import type { StreamEvent } from '../cluster-host.ts';
import { tellFinesse } from './answers.ts';
import type { BoundStream } from './bound.ts';
import { eventMessage } from './stanzas.ts';

export function tell(stream: BoundStream, event: StreamEvent): void {
  const { open } = stream;
  switch (event.kind) {
    case 'item': {
      // What everybody gets of themselves is addressed to the user, what was asked for to the resource that asked.
      const to = autoSubscribed(stream.loginId, event.path) ? stream.bareJid : stream.jid;
      stream.send(eventMessage(stream.domain, to, event.path, event.itemId, event.update));
      return;
    }
    case 'presence':
      if (stream.available) tellFinesse(stream);
      return;
    case 'pong':
      open.ping.get(event.ping)?.();
      open.ping.delete(event.ping);
      return;
    case 'subscribed':
      open.subscribe.shift()?.(undefined);
      return;
    case 'subscribe-failed':
      open.subscribe.shift()?.(event.reason);
      return;
    case 'unsubscribed':
      open.unsubscribe.shift()?.(event.found);
      return;
    case 'subscriptions':
      open.list.shift()?.(event.subscriptions);
      return;
    default:
      // Ends of streams and answers to a login are not for bound streams.
      return;
  }
}
