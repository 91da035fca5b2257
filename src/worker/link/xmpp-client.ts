/**
 * One XMPP client over WebSocket, made of the library's pieces: connect, authenticate with PLAIN, bind. Goes nowhere but
 * to the URL it was given, and comes back by itself never: when to reconnect is the core's business.
 */
import { Client, iqCallee, iqCaller, middleware, plain, resourceBinding, sasl, SASLFactory } from './xmpp-library.ts';
import { streamFeatures, websocket } from './xmpp-library.ts';
import type { IqCaller } from '@xmpp/iq/caller.js';
import { ns } from './xmpp-stanzas.ts';

export interface XmppClientOptions {
  /** `wss://host:port/ws/` */
  readonly service: string;
  readonly domain: string;
  readonly resource: string;
  readonly username: string;
  readonly password: string;
}

export interface XmppClient {
  readonly client: Client;
  readonly iq: IqCaller;
}

/** Ms. Longer than any time-out of the core, which closes the channel when its own is over. */
const libraryPatienceMs = 120_000;

/** What came could not be read as XMPP. */
export class StreamGarbage extends Error {
  override readonly name = 'StreamGarbage';
}

class LoyalClient extends Client {
  /** The library would connect to whatever host the server names; only the configured pair is trusted. */
  protected override _onSeeOtherHost(error: Error): void {
    this.emit('error', error);
  }

  /** After an error the library would say goodbye and wait for the other side's; our caller drops the socket at once. */
  override disconnect(): Promise<void> {
    return Promise.resolve();
  }

  /** The library's parser throws for some garbage, in the socket's event handler, where nobody would hear it. */
  protected override _onData(data: unknown): void {
    try {
      super._onData(data);
    } catch (cause) {
      this.emit('error', new StreamGarbage('The server sent what is no XMPP', { cause }));
    }
  }
}

/**
 * Nothing is connected yet. The caller listens to `error` before it connects. `negotiates`: answers each offer of the
 * server by itself, step by step; else the caller says everything (`xmpp-ahead.ts`).
 */
export function createXmppClient(options: XmppClientOptions, negotiates: boolean): XmppClient {
  const { service, domain, resource, username, password } = options;
  const entity = new LoyalClient({ service, domain, timeout: libraryPatienceMs });
  websocket({ entity });
  const through = middleware({ entity });
  const features = streamFeatures({ middleware: through });
  const iq = iqCaller({ entity, middleware: through });
  const answers = iqCallee({ entity, middleware: through });
  answers.get(ns.ping, 'ping', () => true);
  answers.set(ns.roster, 'query', () => true);
  if (!negotiates) return { client: entity, iq };
  const saslFactory = new SASLFactory();
  plain(saslFactory);
  sasl({ streamFeatures: features, saslFactory }, (authenticate) =>
    authenticate({ username: asBytes(username), password: asBytes(password) }, 'PLAIN'),
  );
  resourceBinding({ streamFeatures: features, iqCaller: iq }, resource);
  return { client: entity, iq };
}

/** The library encodes with `btoa`, which takes each character for one byte: PLAIN wants UTF-8 (RFC 4616). */
function asBytes(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
