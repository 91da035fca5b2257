/** A plain XMPP-over-WebSocket client for tests: sends what it is told, keeps what it hears, waits on conditions. */
import { parse } from 'ltx';
import type { Element } from 'ltx';
import { WebSocket } from 'ws';

/** Ms after which a wait has failed. */
const patience = 8000;

export interface XmppClient {
  readonly socket: WebSocket;
  readonly heard: readonly Element[];
  /** Set when the connection has ended: the WebSocket's close code. */
  readonly closeCode: number | undefined;
  send(frame: string): void;
  /** The first frame, not yet taken, that is as asked; taken by this. */
  take(what: string, accept: (frame: Element) => boolean): Promise<Element>;
  /** Waits for the end of the connection. */
  ended(): Promise<number>;
  /** Open, SASL, bind, presence. */
  signIn(loginId: string, password?: string, resource?: string): Promise<string>;
  iq(type: 'get' | 'set', content: string, to?: string): Promise<Element>;
  close(): void;
}

export const plain = (loginId: string, password: string): string =>
  Buffer.from(`\0${loginId}\0${password}`).toString('base64');

export const openFrame = (to = 'localhost'): string =>
  `<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="${to}" version="1.0"/>`;
export const auth = (text: string, mechanism = 'PLAIN'): string =>
  `<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="${mechanism}">${text}</auth>`;

let ids = 0;

export async function xmppClient(
  url: string,
  options: { origin?: string; protocol?: string } = {},
): Promise<XmppClient> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}ws/`, options.protocol ?? 'xmpp', {
    ...(options.origin === undefined ? {} : { origin: options.origin }),
    rejectUnauthorized: false,
  });
  const heard: Element[] = [];
  const untaken: Element[] = [];
  const watchers = new Set<() => void>();
  let closeCode: number | undefined;
  const stir = (): void => {
    for (const look of [...watchers]) look();
  };
  socket.on('message', (data) => {
    const frame = parse((data as Buffer).toString('utf8'));
    heard.push(frame);
    untaken.push(frame);
    stir();
  });
  socket.on('close', (code) => {
    closeCode = code;
    stir();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);

  const until = <Found>(what: string, look: () => Found | undefined): Promise<Found> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        const found = look();
        if (found === undefined) return;
        watchers.delete(check);
        clearTimeout(timer);
        resolve(found);
      };
      const timer = setTimeout(() => {
        watchers.delete(check);
        reject(new Error(`No ${what}; heard ${heard.map(String).join('\n')}`));
      }, patience);
      watchers.add(check);
      check();
    });

  const client: XmppClient = {
    socket,
    heard,
    get closeCode() {
      return closeCode;
    },
    send: (frame) => socket.send(frame),
    take: (what, accept) =>
      until(what, () => {
        const index = untaken.findIndex(accept);
        return index < 0 ? undefined : untaken.splice(index, 1)[0];
      }),
    ended: () => until('end of the connection', () => closeCode),
    async signIn(loginId, password = 'secret', resource = 'desktop') {
      client.send(openFrame());
      await client.take('features', (frame) => frame.getChild('mechanisms') !== undefined);
      client.send(auth(plain(loginId, password)));
      await client.take('success', (frame) => frame.is('success'));
      client.send(openFrame());
      await client.take('features', (frame) => frame.getChild('bind') !== undefined);
      const bound = await client.iq(
        'set',
        `<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><resource>${resource}</resource></bind>`,
      );
      await client.iq('set', '<session xmlns="urn:ietf:params:xml:ns:xmpp-session"/>');
      client.send('<presence xmlns="jabber:client"/>');
      await client.take('presence of finesse', (frame) => frame.attrs['from']?.startsWith('finesse@') === true);
      return bound.getChild('bind')?.getChild('jid')?.getText() ?? '';
    },
    iq(type, content, to) {
      const id = `t${(ids += 1)}`;
      client.send(
        `<iq xmlns="jabber:client" type="${type}" id="${id}"${to === undefined ? '' : ` to="${to}"`}>${content}</iq>`,
      );
      return client.take(`answer to ${content}`, (frame) => frame.is('iq') && frame.attrs['id'] === id);
    },
    close: () => socket.terminate(),
  };
  return client;
}
