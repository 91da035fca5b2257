/**
 * A BroadcastChannel dressed as a Port: two of them with one unique name are the two ends of a pipe between any two
 * threads of the origin, also where no MessagePort can be transferred. What a MessagePort keeps is kept here too:
 * messages sent before the other end exists, and messages received before anybody listens. The end of the other side
 * is not noticed; Web Locks are there for that.
 */
import type { Port } from './port.ts';

/** What crosses the BroadcastChannel. */
type Parcel = { readonly kind: 'accepted' } | { readonly kind: 'message'; readonly data: unknown };

/** A MessagePort that was in a message's top-level field crosses as this and comes out as a Port. */
const portMark = 'understudy:port';

export class ChannelPort extends EventTarget implements Port {
  readonly #channel: BroadcastChannel;
  /** Until the other end is there; `undefined` from then on. */
  #unsent: unknown[] | undefined;
  /** Until somebody listens; `undefined` from then on. */
  #unheard: unknown[] | undefined = [];
  #onmessage: ((event: MessageEvent) => void) | null = null;

  /** `offer` waits for the other end; `accept` is the other end. */
  constructor(name: string, side: 'offer' | 'accept') {
    super();
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = (event: MessageEvent<Parcel>) => this.#receive(event.data);
    if (side === 'offer') this.#unsent = [];
    else this.#send({ kind: 'accepted' });
  }

  get accepted(): boolean {
    return this.#unsent === undefined;
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    const packed = pack(message, transfer);
    // Cloned at once, as a MessagePort does: a later change of the message must not show.
    if (this.#unsent) this.#unsent.push(structuredClone(packed));
    else this.#send({ kind: 'message', data: packed });
  }

  override addEventListener(
    type: string,
    listener: ((event: MessageEvent) => void) | EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void {
    super.addEventListener(type, listener as EventListener | null, options);
    if (type === 'message') this.start();
  }

  override removeEventListener(
    type: string,
    listener: ((event: MessageEvent) => void) | EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void {
    super.removeEventListener(type, listener as EventListener | null, options);
  }

  get onmessage(): ((event: MessageEvent) => void) | null {
    return this.#onmessage;
  }

  set onmessage(listener: ((event: MessageEvent) => void) | null) {
    if (this.#onmessage) this.removeEventListener('message', this.#onmessage);
    this.#onmessage = listener;
    if (listener) this.addEventListener('message', listener);
  }

  start(): void {
    const unheard = this.#unheard ?? [];
    this.#unheard = undefined;
    // In a later task, as with a MessagePort: whoever has just added a listener is not called from inside that.
    if (unheard.length > 0) setTimeout(() => unheard.forEach((data) => this.#dispatch(data)), 0);
  }

  close(): void {
    this.#channel.close();
  }

  #send(parcel: Parcel): void {
    this.#channel.postMessage(parcel);
  }

  #receive(parcel: Parcel): void {
    if (parcel.kind === 'accepted') {
      const unsent = this.#unsent ?? [];
      this.#unsent = undefined;
      for (const data of unsent) this.#send({ kind: 'message', data });
    } else if (this.#unheard) this.#unheard.push(parcel.data);
    else this.#dispatch(parcel.data);
  }

  #dispatch(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: unpack(data) }));
  }
}

/** Passes everything on in both directions: the page's part of a tunnel. */
export function bridgePorts(one: Port, other: Port): void {
  one.addEventListener('message', (event) => other.postMessage(event.data));
  other.addEventListener('message', (event) => one.postMessage(event.data));
  one.start?.();
  other.start?.();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Not by `instanceof`: a port may have been made in another frame. */
function isPort(value: unknown): value is MessagePort {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'start' in value;
}

/** Replaces transferred ports by names of new channels and bridges them here, since a port itself cannot cross. */
function pack(message: unknown, transfer: readonly Transferable[]): unknown {
  if (!isRecord(message) || transfer.length === 0) return message;
  const entries = Object.entries(message).map(([key, value]) => {
    if (!transfer.includes(value as Transferable) || !isPort(value)) return [key, value];
    const name = `tunnel:${crypto.randomUUID()}`;
    bridgePorts(value, new ChannelPort(name, 'offer'));
    return [key, { [portMark]: name }];
  });
  return Object.fromEntries(entries);
}

function unpack(message: unknown): unknown {
  if (!isRecord(message)) return message;
  const entries = Object.entries(message).map(([key, value]) => {
    const name = isRecord(value) ? value[portMark] : undefined;
    return [key, typeof name === 'string' ? new ChannelPort(name, 'accept') : value];
  });
  return Object.fromEntries(entries);
}
