/**
 * XEP-0060 as far as Finesse's clients use it: subscribe, unsubscribe, list what is subscribed, ask for items. Publishing
 * and configuring are the node's own business. Who may subscribe to what, the cluster says.
 */
import type { Element } from 'ltx';
import { subscribeRefusal } from '../../src/cluster/subscriptions.ts';
import type { BoundStream } from './bound.ts';
import { ns } from './namespaces.ts';
import { iqResult, stanzaError, subscription } from './stanzas.ts';
import { xml } from './xml.ts';
import type { Xml } from './xml.ts';

const pubsub = (...children: readonly Xml[]): Xml => xml('pubsub', { xmlns: ns.pubsub }, ...children);
const detail = (name: string): Xml => xml(name, { xmlns: ns.pubsubErrors });

export function answerPubsub(stream: BoundStream, iq: Element, query: Element): void {
  const [command] = query.getChildElements();
  const type = iq.attrs['type'];
  switch (`${type ?? ''} ${command?.getName() ?? ''}`) {
    case 'set subscribe':
    case 'set unsubscribe':
      if (command) changeSubscription(stream, iq, command);
      return;
    case 'get subscriptions':
      if (command) listSubscriptions(stream, iq, command.attrs['node']);
      return;
    case 'get items':
      if (command) listItems(stream, iq, command.attrs['node']);
      return;
    default:
      stream.send(stanzaError(iq, stream.jid, 'feature-not-implemented'));
  }
}

function changeSubscription(stream: BoundStream, iq: Element, command: Element): void {
  const path = command.attrs['node'] ?? '';
  const jid = command.attrs['jid'] ?? '';
  const refuse = (error: Xml): void => stream.send(error);
  if (path === '') {
    refuse(stanzaError(iq, stream.jid, 'bad-request', detail('nodeid-required')));
    return;
  }
  // Nobody subscribes for another; a second resource of one's own would be asked for there.
  if (jid !== stream.jid && jid !== stream.bareJid) {
    refuse(stanzaError(iq, stream.jid, 'bad-request', detail('invalid-jid')));
    return;
  }
  const bare = jid === stream.bareJid ? ({ bare: true } as const) : {};
  if (command.getName() === 'subscribe') {
    stream.open.subscribe.push((refusal) => {
      if (refusal === undefined) stream.send(iqResult(iq, stream.jid, pubsub(subscription(jid, path))));
      else refuse(stanzaError(iq, stream.jid, refusal === 'item-not-found' ? 'item-not-found' : 'forbidden'));
    });
    stream.toCluster({ kind: 'subscribe', path, ...bare });
    return;
  }
  stream.open.unsubscribe.push((found) => {
    if (found) stream.send(iqResult(iq, stream.jid));
    else refuse(stanzaError(iq, stream.jid, 'unexpected-request', detail('not-subscribed')));
  });
  stream.toCluster({ kind: 'unsubscribe', path, ...bare, tell: true });
}

function listSubscriptions(stream: BoundStream, iq: Element, wanted: string | undefined): void {
  stream.open.list.push((subscriptions) => {
    const shown = subscriptions
      .filter(({ path }) => wanted === undefined || path === wanted)
      .map(({ path, bare }) => subscription(bare ? stream.bareJid : stream.jid, path));
    stream.send(iqResult(iq, stream.jid, pubsub(xml('subscriptions', { node: wanted }, ...shown))));
  });
  stream.toCluster({ kind: 'list-subscriptions' });
}

/** Events are not stored: whoever wants the present state asks the REST API (assumed; nothing is documented). */
function listItems(stream: BoundStream, iq: Element, path: string | undefined): void {
  stream.toCluster({ kind: 'heard' });
  const refusal = path === undefined ? 'item-not-found' : subscribeRefusal(stream.loginId, path);
  stream.send(
    refusal === undefined
      ? iqResult(iq, stream.jid, pubsub(xml('items', { node: path })))
      : stanzaError(iq, stream.jid, refusal),
  );
}
