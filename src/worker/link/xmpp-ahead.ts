/**
 * Opening a stream in two round trips instead of four: what a server is going to ask for anyway is said at once, up to the
 * login and again from there (RFC 6120 §6 and §7, after XEP-0305). Not across the login: it restarts the stream, and Prosody 0.12
 * takes whatever follows a restart that was read in the same breath for junk behind a finished document. Only for a pair of which one node has
 * shown what it offers; whoever does not take it is asked again step by step (`live-link.ts`). Knows no presence.
 */
import type { Client, Element } from '@xmpp/client-core';
import { ns, startSession, wantsSession } from './xmpp-stanzas.ts';
import { xml } from './xmpp-library.ts';

/** What a node of the pair offered: it takes PLAIN and binds, and wants an old-style session or does not. */
export interface StreamOffer {
  readonly session: boolean;
}

export interface AheadOptions {
  readonly domain: string;
  readonly resource: string;
  readonly username: string;
  readonly password: string;
  readonly offer: StreamOffer;
}

/** Named and with a condition as the library's errors are, for `endOf`. */
class Refusal extends Error {
  constructor(
    override readonly name: 'SASLError' | 'StanzaError',
    readonly condition: string,
  ) {
    super(`${name}: ${condition}`);
  }
}

const sessionId = 'session-ahead';
const bindId = 'bind-ahead';

const openFrame = (domain: string): Element => xml('open', { xmlns: ns.framing, version: '1.0', to: domain });

function authFrame(username: string, password: string): Element {
  // PLAIN wants UTF-8 (RFC 4616); `btoa` takes each character for one byte.
  const bytes = new TextEncoder().encode(`\0${username}\0${password}`);
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return xml('auth', { xmlns: ns.sasl, mechanism: 'PLAIN' }, text);
}

function bindFrame(resource: string): Element {
  return xml('iq', { type: 'set', id: bindId }, xml('bind', { xmlns: ns.bind }, xml('resource', {}, resource)));
}

/** Resolves when the server has bound the resource (and begun the session); rejects when it refuses something. */
export function openAhead(client: Client, options: AheadOptions): Promise<void> {
  const { domain, resource, username, password, offer } = options;
  const session = startSession(domain);
  session.attrs['id'] = sessionId;
  return new Promise((resolve, reject) => {
    let isBound = false;
    let owesSession = offer.session;
    const say = (frame: Element): void => void client.send(frame).catch(reject);
    const goOn = (): void => {
      if (isBound && !owesSession) resolve();
    };
    client.on('element', (element) => {
      if (element.is('success', ns.sasl)) {
        say(openFrame(domain));
        say(bindFrame(resource));
        if (offer.session) say(session);
      } else if (element.is('failure', ns.sasl)) {
        reject(new Refusal('SASLError', element.getChildElements()[0]?.getName() ?? ''));
      } else if (wantsSession(element) && !owesSession) {
        owesSession = true;
        say(session);
      } else if (element.is('iq') && element.attrs['type'] === 'error') {
        const { id } = element.attrs;
        if (id !== bindId && id !== sessionId) return;
        reject(new Refusal('StanzaError', element.getChild('error')?.getChildElements()[0]?.getName() ?? ''));
      } else if (element.is('iq') && element.attrs['id'] === bindId) {
        const jid = element.getChild('bind', ns.bind)?.getChild('jid')?.text();
        if (jid === undefined) reject(new Refusal('StanzaError', 'bad-request'));
        else client._jid(jid);
        isBound = jid !== undefined;
        goOn();
      } else if (element.is('iq') && element.attrs['id'] === sessionId) {
        owesSession = false;
        goOn();
      }
    });
    // The library says the first of these itself, and only the first one makes it ready to read.
    client.open({ domain }).catch(reject);
    say(authFrame(username, password));
  });
}
