/**
 * The SDK inside a sandboxed frame: the desktop as far as the host grants it, by one port. `frame.ts` of a gadget imports
 * this and nothing else of the project. It has no Lit, so that a frame stays small, and knows nothing of the page around.
 */
import type { CommandOutcome, DesktopView } from '../contract.ts';
import {
  frameProtocol,
  type AnswerCode,
  type FrameAction,
  type FrameMessage,
  type FramePortMessage,
  type HostMessage,
} from './messages.ts';

export type { CommandOutcome, DesktopView, FrameAction };

export class FrameRefused extends Error {
  override readonly name = 'FrameRefused';
  readonly code: AnswerCode;
  constructor(code: AnswerCode, message: string) {
    super(message);
    this.code = code;
  }
}

export interface FramedDesktop<Seen extends Partial<DesktopView> = Partial<DesktopView>> {
  /** What the gadget's element grants by `sees`; a new object when anything changed. */
  readonly view: Seen;
  readonly connected: boolean;
  /** Ms since 1970 by the node's clock. */
  now(): number;
  onChange(listener: (view: Seen) => void): () => void;
  /** This gadget's own; `put` rejects with `FrameRefused` when it is not kept. */
  readonly cache: {
    get(key: string): Promise<unknown>;
    put(key: string, value: unknown): Promise<void>;
    delete(key: string): Promise<void>;
  };
  /** Rejects with `FrameRefused` `not-granted` unless the element grants it by `may`. */
  act(action: FrameAction): Promise<CommandOutcome>;
}

/** Leaves out `id` of each message apart. */
type Question<Message = FrameMessage> = Message extends { readonly id: number } ? Omit<Message, 'id'> : never;
interface Waiting {
  readonly message: FrameMessage;
  readonly resolve: (value: unknown) => void;
  readonly reject: (cause: FrameRefused) => void;
}

/**
 * The desktop is two windows up: between stands the page that holds this frame. The page of another host is held by the desktop
 * itself, and says which desktops it knows.
 */
const isDesktop = ({ source, origin }: MessageEvent, desktops: readonly string[] | undefined): boolean =>
  desktops
    ? source === window.parent && desktops.includes(origin)
    : source === window.parent.parent && origin === new URL(document.baseURI).origin;

export interface ConnectOptions {
  /** For a gadget that another host serves: origins of the desktops that may hold it, `https://desktop.example.com`. */
  readonly desktops?: readonly string[];
}

const isPortMessage = (data: unknown): data is FramePortMessage =>
  typeof data === 'object' &&
  data !== null &&
  (data as Partial<FramePortMessage>).understudy === 'frame-port' &&
  (data as Partial<FramePortMessage>).protocol === frameProtocol;

/** Resolves with the first view. Call it once, while the script runs. */
export function connectFrame<Seen extends Partial<DesktopView>>({ desktops }: ConnectOptions = {}): Promise<
  FramedDesktop<Seen>
> {
  let port: MessagePort | undefined;
  let view = {} as Seen;
  let clock = { node: 0, here: 0 };
  let questions = 0;
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(view: Seen) => void>();
  const say = (message: FrameMessage): void => port?.postMessage(message);
  const ask = (question: Question): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = (questions += 1);
      const message = { ...question, id } as FrameMessage;
      waiting.set(id, { message, resolve, reject });
      say(message);
    });
  const tellFault = (cause: unknown): void => {
    const words = cause instanceof Error ? cause.message : String(cause);
    say({ type: 'fault', message: (words || 'it failed').slice(0, 300) });
  };
  window.addEventListener('error', ({ error, message }) => tellFault(error ?? message));
  window.addEventListener('unhandledrejection', ({ reason }) => tellFault(reason));
  new ResizeObserver(() => {
    say({ type: 'height', px: Math.ceil(document.body.getBoundingClientRect().height) });
  }).observe(document.body);

  return new Promise((ready) => {
    const desktop: FramedDesktop<Seen> = {
      get view() {
        return view;
      },
      get connected() {
        return view.phase === 'connected';
      },
      now: () => clock.node + performance.now() - clock.here,
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      cache: {
        get: (key) => ask({ type: 'get', key }),
        put: async (key, value) => {
          await ask({ type: 'put', key, value });
        },
        delete: async (key) => {
          await ask({ type: 'delete', key });
        },
      },
      act: async (action) => (await ask({ type: 'act', action })) as CommandOutcome,
    };
    const take = ({ data }: MessageEvent<HostMessage>): void => {
      if (data.type === 'ping') say({ type: 'pong', n: data.n });
      else if (data.type === 'view') {
        view = data.view as Seen;
        clock = { node: data.now, here: performance.now() };
        say({ type: 'seen', n: data.n });
        ready(desktop);
        for (const listener of listeners) listener(view);
      } else {
        const asked = waiting.get(data.id);
        waiting.delete(data.id);
        if (data.type === 'answer') asked?.resolve(data.value);
        else asked?.reject(new FrameRefused(data.code, data.message));
      }
    };
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      const given = event.ports[0];
      if (!isDesktop(event, desktops) || !isPortMessage(event.data) || !given) return;
      // The host begins anew, on a port that it watches; what was asked on the old one is asked again.
      port?.close();
      port = given;
      port.onmessage = take;
      say({ type: 'hello', protocol: frameProtocol, nonce: event.data.nonce });
      say({ type: 'height', px: Math.ceil(document.body.getBoundingClientRect().height) });
      for (const { message } of waiting.values()) say(message);
    });
  });
}
