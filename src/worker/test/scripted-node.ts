/**
 * A real node as the live link sees it, played by hand: `fetch` and `WebSocket` of this process are replaced. Signs
 * clients in by itself; everything else a test says.
 */

/** As in the documentation, but for what a test leaves out. */
export const systemInfo = (domain = '<xmppDomain>a.example</xmppDomain>'): string =>
  `<SystemInfo><currentTimestamp>2026-11-21T12:00:00.000Z</currentTimestamp><status>IN_SERVICE</status>${domain}` +
  '<xmppPubSubDomain>pubsub.a.example</xmppPubSubDomain></SystemInfo>';

const streams = 'xmlns:stream="http://etherx.jabber.org/streams"';
const sasl = 'urn:ietf:params:xml:ns:xmpp-sasl';

export const streamError = (condition: string, text = ''): string =>
  `<stream:error ${streams}><${condition} xmlns="urn:ietf:params:xml:ns:xmpp-streams">${text}</${condition}></stream:error>`;

export class ScriptedSocket extends EventTarget {
  static all: ScriptedSocket[] = [];
  /** What the stream offers after the login, beside binding. */
  static moreFeatures = '';
  /** The server does not know the domain that it is asked for. */
  static unknownHost = false;
  /** What becomes of a client that says something before it was asked for it. */
  static ahead: 'understood' | 'stream-error' | 'reset' = 'understood';
  static wrongPassword = false;
  readonly url: string;
  readonly protocols: unknown;
  readonly sent: string[] = [];
  closed = false;
  private loggedIn = false;
  private owed = 0;

  constructor(url: string, protocols: unknown) {
    super();
    this.url = url;
    this.protocols = protocols;
    ScriptedSocket.all.push(this);
    setImmediate(() => this.dispatchEvent(new Event('open')));
  }

  send(text: string): void {
    if (this.closed) throw new Error('closed');
    this.sent.push(text);
    this.owed += 1;
    const isAhead = this.owed > 1 && !text.startsWith('<presence') && ScriptedSocket.ahead !== 'understood';
    if (isAhead) {
      if (ScriptedSocket.ahead === 'stream-error') this.hear(streamError('policy-violation'));
      this.close();
      return;
    }
    // As on a wire: never in the turn in which it was sent.
    setImmediate(() => this.answer(text));
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    setImmediate(() => this.dispatchEvent(new Event('close')));
  }

  hear(frame: string): void {
    this.dispatchEvent(new MessageEvent('message', { data: frame }));
  }

  private answer(text: string): void {
    this.owed -= 1;
    if (this.closed) return;
    const id = /id="([^"]*)"/.exec(text)?.[1] ?? '';
    if (text.startsWith('<open') && ScriptedSocket.unknownHost) this.hear(streamError('host-unknown'));
    else if (text.startsWith('<open')) {
      this.hear('<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" from="a.example" id="s" version="1.0"/>');
      this.hear(
        this.loggedIn
          ? `<stream:features ${streams}><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/>${ScriptedSocket.moreFeatures}</stream:features>`
          : `<stream:features ${streams}><mechanisms xmlns="${sasl}"><mechanism>PLAIN</mechanism></mechanisms></stream:features>`,
      );
    } else if (text.startsWith('<auth') && ScriptedSocket.wrongPassword) {
      this.hear(`<failure xmlns="${sasl}"><not-authorized/></failure>`);
    } else if (text.startsWith('<auth')) {
      this.loggedIn = true;
      this.hear(`<success xmlns="${sasl}"/>`);
    } else if (text.includes('urn:ietf:params:xml:ns:xmpp-bind')) {
      const bind = '<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><jid>1001@a.example/desktop-4001</jid></bind>';
      this.hear(`<iq xmlns="jabber:client" type="result" id="${id}">${bind}</iq>`);
    } else if (text.includes('<subscribe') || text.includes('<session')) {
      this.hear(`<iq xmlns="jabber:client" type="result" id="${id}" from="pubsub.a.example"/>`);
    }
  }
}

export interface Fetched {
  readonly url: string;
  readonly init: RequestInit & { readonly headers: Readonly<Record<string, string>> };
}

export type Played = Response | Promise<Response> | Error | 'silence';

/** Answers in turn; the last one goes on. Returns what was asked, and puts everything back with `restore`. */
export function playNode(...answers: readonly Played[]): {
  readonly fetched: Fetched[];
  restore(): void;
} {
  const before = { fetch: globalThis.fetch, WebSocket: globalThis.WebSocket };
  const fetched: Fetched[] = [];
  ScriptedSocket.all = [];
  ScriptedSocket.moreFeatures = '';
  ScriptedSocket.unknownHost = false;
  ScriptedSocket.ahead = 'understood';
  ScriptedSocket.wrongPassword = false;
  globalThis.fetch = ((url: string, init: Fetched['init']) => {
    const answer = answers[Math.min(fetched.length, answers.length - 1)];
    fetched.push({ url, init });
    return new Promise<Response>((resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      if (answer instanceof Response) resolve(answer.clone());
      else if (answer instanceof Promise) void answer.then((later) => resolve(later.clone()));
      else if (answer instanceof Error) reject(answer);
    });
  }) as typeof fetch;
  globalThis.WebSocket = ScriptedSocket as unknown as typeof WebSocket;
  return { fetched, restore: () => void Object.assign(globalThis, before) };
}
