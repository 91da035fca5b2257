/** The parts of the XMPP library that the live link uses; the packages bring no types. */
declare module '@xmpp/client-core' {
  /** An XML element (ltx). */
  export interface Element {
    readonly name: string;
    readonly attrs: Record<string, string | undefined>;
    /** By local name and, when given, name space. */
    is(name: string, namespace?: string): boolean;
    getName(): string;
    getChild(name: string, namespace?: string): Element | undefined;
    getChildren(name: string, namespace?: string): Element[];
    getChildElements(): Element[];
    /** Text directly inside. */
    text(): string;
    toString(): string;
  }
  export function xml(
    name: string,
    attributes?: Readonly<Record<string, string | undefined>>,
    ...children: readonly (Element | string)[]
  ): Element;

  export interface ClientOptions {
    /** The WebSocket's URL. */
    readonly service: string;
    readonly domain: string;
    /** Ms that the library waits for the answer to a stream header. */
    readonly timeout: number;
  }
  /** One connection. Emits `error` once more than once; whoever makes one must listen to it. */
  export class Client {
    constructor(options: ClientOptions);
    readonly jid: { toString(): string } | null;
    readonly socket: { end(): void } | null;
    on(event: 'online' | 'close' | 'disconnect', listener: () => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'element' | 'stanza', listener: (element: Element) => void): this;
    emit(event: 'error', error: Error): boolean;
    connect(service: string): Promise<void>;
    open(options: { readonly domain: string }): Promise<unknown>;
    send(element: Element): Promise<void>;
    write(text: string): Promise<void>;
    /** Remembers the address that the server has bound. */
    _jid(text: string): unknown;
    /** Says goodbye, waits for the other side's, closes the socket. Called by the library after every error. */
    disconnect(): Promise<void>;
    /** Everything that comes from the socket goes through here. */
    protected _onData(data: unknown): void;
    /** Follows a server's word to go elsewhere. */
    protected _onSeeOtherHost(error: Error): unknown;
  }
}

declare module '@xmpp/middleware' {
  import type { Client } from '@xmpp/client-core';
  export interface Middleware {
    use(handler: (...args: never[]) => unknown): unknown;
  }
  export default function middleware(options: { readonly entity: Client }): Middleware;
}

declare module '@xmpp/stream-features' {
  import type { Middleware } from '@xmpp/middleware';
  export interface StreamFeatures {
    use(name: string, namespace: string, handler: (...args: never[]) => unknown): unknown;
  }
  export default function streamFeatures(options: { readonly middleware: Middleware }): StreamFeatures;
}

declare module '@xmpp/iq/caller.js' {
  import type { Client, Element } from '@xmpp/client-core';
  import type { Middleware } from '@xmpp/middleware';
  export interface IqCaller {
    /** Rejects with an error that bears `condition` when refused, or when `timeout` (ms, 30,000) is over. */
    request(iq: Element, timeout?: number): Promise<Element>;
  }
  export default function iqCaller(options: { readonly entity: Client; readonly middleware: Middleware }): IqCaller;
}

declare module '@xmpp/iq/callee.js' {
  import type { Client } from '@xmpp/client-core';
  import type { Middleware } from '@xmpp/middleware';
  export interface IqCallee {
    get(namespace: string, name: string, handler: () => true): void;
    set(namespace: string, name: string, handler: () => true): void;
  }
  export default function iqCallee(options: { readonly entity: Client; readonly middleware: Middleware }): IqCallee;
}

declare module '@xmpp/websocket' {
  import type { Client } from '@xmpp/client-core';
  export default function websocket(options: { readonly entity: Client & { readonly transports?: unknown[] } }): void;
}

declare module 'saslmechanisms' {
  export default class SASLFactory {
    use(mechanism: unknown): this;
  }
}

declare module '@xmpp/sasl' {
  import type SASLFactory from 'saslmechanisms';
  import type { StreamFeatures } from '@xmpp/stream-features';
  type Authenticate = (
    credentials: { readonly username: string; readonly password: string },
    mechanism: string,
  ) => Promise<void>;
  export default function sasl(
    options: { readonly streamFeatures: StreamFeatures; readonly saslFactory: SASLFactory },
    onAuthenticate: (authenticate: Authenticate, mechanisms: readonly string[]) => Promise<void>,
  ): void;
}

declare module '@xmpp/sasl-plain' {
  import type SASLFactory from 'saslmechanisms';
  export default function plain(factory: SASLFactory): void;
}

declare module '@xmpp/resource-binding' {
  import type { IqCaller } from '@xmpp/iq/caller.js';
  import type { StreamFeatures } from '@xmpp/stream-features';
  export default function resourceBinding(
    options: { readonly streamFeatures: StreamFeatures; readonly iqCaller: IqCaller },
    resource: string,
  ): void;
}
