/**
 * The node's web application as XMPP sees it: a client of its own named `finesse`, which publishes updates and shows
 * presence. Writes its stanzas by hand, so that it shares no code with the client under test.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';

export interface Finesse {
  /** Publishes to a pubsub node, which is made if it is not there. */
  publish(path: string, itemId: string, update: string): Promise<void>;
  /** Shows its presence to one client alone. */
  showTo(jid: string, available: boolean): void;
  /** A message that any user could send. */
  say(xml: string): void;
  close(): void;
}

const patienceMs = 10_000;
const escape = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

export async function openFinesse(origin: string, user: string, password: string): Promise<Finesse> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws/`, ['xmpp']);
  const received: string[] = [];
  socket.on('message', (data: Buffer) => received.push(data.toString('utf8')));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  /** Takes the first frame that fits. */
  const expect = async (pattern: RegExp): Promise<string> => {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const index = received.findIndex((frame) => pattern.test(frame));
      const [found] = index >= 0 ? received.splice(index, 1) : [];
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`never came: ${pattern.source}; but ${received.join('\n')}`);
      await pause(10);
    }
  };
  const open = async (): Promise<void> => {
    socket.send('<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="localhost" version="1.0"/>');
    await expect(/<open /);
    await expect(/features/);
  };
  await open();
  const plain = Buffer.from(`\0${user}\0${password}`, 'utf8').toString('base64');
  socket.send(`<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">${plain}</auth>`);
  await expect(/<success/);
  await open();
  let count = 0;
  const ask = async (payload: string, to = ''): Promise<void> => {
    count += 1;
    socket.send(`<iq xmlns="jabber:client" type="set" id="q${count}" ${to}>${payload}</iq>`);
    const answer = await expect(new RegExp(`id=['"]q${count}['"]`));
    if (!/type=['"]result['"]/.test(answer)) throw new Error(`refused: ${answer}`);
  };
  await ask('<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><resource>webapp</resource></bind>');
  socket.send('<presence xmlns="jabber:client"/>');
  return {
    publish: (path, itemId, update) =>
      ask(
        `<pubsub xmlns="http://jabber.org/protocol/pubsub"><publish node="${path}"><item id="${itemId}">` +
          `<notification xmlns="urn:xmpp:push:0">${escape(update)}</notification></item></publish></pubsub>`,
        'to="pubsub.localhost"',
      ),
    showTo: (jid, available) =>
      socket.send(`<presence xmlns="jabber:client" to="${jid}" ${available ? '' : 'type="unavailable"'}/>`),
    say: (xml) => socket.send(xml),
    close: () => socket.terminate(),
  };
}
