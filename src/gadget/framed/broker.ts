/**
 * The host's end of the port to a gadget in a frame: hands over views one at a time, answers what the frame asks for out of
 * the gadget's own handle, pings, and tells when the frame is to be taken out. It must not know the frame's element.
 */
import type { DesktopHandle } from '../contract.ts';
import type { DesktopView } from '../../core/view.ts';
import {
  FrameMessageError,
  readFrameMessage,
  type FrameAction,
  type FrameActionName,
  type FrameMessage,
  type HostMessage,
} from './messages.ts';

/** How a frame is watched. Turns are counted and not time: a page that was asleep blames nobody. Assumed. */
export interface FrameWatch {
  /** Ms of real time between two turns. */
  readonly turnMs: number;
  /** Turns until it must have said hello. */
  readonly helloTurns: number;
  /** Turns that a ping may stay unanswered. */
  readonly silentTurns: number;
  /** Messages that cannot be read, and messages in one turn, before it is taken out. */
  readonly unreadable: number;
  readonly perTurn: number;
}
export const frameWatch: FrameWatch = { turnMs: 2_000, helloTurns: 12, silentTurns: 6, unreadable: 3, perTurn: 400 };

export interface FrameBrokerOptions {
  readonly desktop: DesktopHandle;
  readonly nonce: string;
  readonly port: MessagePort;
  /** Slices of the view that the frame sees. */
  readonly sees: readonly (keyof DesktopView)[];
  readonly may: readonly FrameActionName[];
  readonly watch: FrameWatch;
  readonly onHeight: (px: number) => void;
  readonly onGreeted: () => void;
  /** It is to be taken out. Told once. */
  readonly onFault: (step: 'deadline' | 'event', message: string) => void;
}

export interface FrameBroker {
  viewChanged(): void;
  /** Once every `turnMs`. */
  turn(): void;
  close(): void;
}

/** What the frame keeps stands beside what the gadget's own element keeps, and cannot reach it. */
const keptUnder = 'frame.';

export function createFrameBroker(options: FrameBrokerOptions): FrameBroker {
  const { desktop, nonce, port, sees, may, watch } = options;
  let greeted: 'not-yet' | 'yes' = 'not-yet';
  let closed: 'open' | 'closed' = 'open';
  let views = { sent: 0, seen: 0, news: 0 };
  let ping = { sent: 0, answered: 0 };
  let silent = 0;
  let unreadable = 0;
  let messages = 0;

  const close = (): void => {
    closed = 'closed';
    port.onmessage = null;
    port.close();
  };
  const fault = (step: 'deadline' | 'event', message: string): void => {
    if (closed === 'closed') return;
    close();
    options.onFault(step, message);
  };
  const send = (message: HostMessage): void => {
    if (closed === 'open') port.postMessage(message);
  };
  // One at a time: views for a frame that does not take them would pile up without end.
  const sendView = (): void => {
    if (greeted === 'not-yet' || views.sent > views.seen || views.news === 0) return;
    views = { ...views, sent: views.sent + 1, news: 0 };
    const view = Object.fromEntries(sees.map((slice) => [slice, desktop.view[slice]]));
    send({ type: 'view', n: views.sent, view, now: desktop.now() });
  };
  const act = (action: FrameAction) => {
    const { actions } = desktop;
    if (action.do === 'makeCall') return actions.makeCall(action.to);
    if (action.do === 'callAction') return actions.callAction(action.dialogId, action.action);
    return actions.setState(action.state, action.reasonCodeId);
  };
  const answer = async (message: Extract<FrameMessage, { readonly id: number }>): Promise<void> => {
    const { id } = message;
    try {
      if (message.type === 'act') {
        const name = message.action.do;
        if (may.includes(name)) send({ type: 'answer', id, value: await act(message.action) });
        else send({ type: 'refused', id, code: 'not-granted', message: `${name} is not granted to this gadget` });
        return;
      }
      const key = `${keptUnder}${message.key}`;
      let value: unknown;
      if (message.type === 'get') value = (await desktop.cache.get(key))?.value;
      else if (message.type === 'put') await desktop.cache.put(key, message.value);
      else await desktop.cache.delete(key);
      send({ type: 'answer', id, value });
    } catch (cause) {
      const words = cause instanceof Error ? cause.message : String(cause);
      send({ type: 'refused', id, code: message.type === 'act' ? 'failed' : 'not-kept', message: words });
    }
  };
  const take = (message: FrameMessage): void => {
    if (message.type === 'hello') {
      if (message.nonce !== nonce) throw new FrameMessageError('a hello with another nonce');
      greeted = 'yes';
      silent = 0;
      views = { sent: 0, seen: 0, news: 1 };
      options.onGreeted();
      sendView();
      return;
    }
    if (greeted === 'not-yet') throw new FrameMessageError('a message before the hello');
    if (message.type === 'pong') ping = { ...ping, answered: Math.max(ping.answered, Math.min(message.n, ping.sent)) };
    else if (message.type === 'seen') {
      views = { ...views, seen: Math.min(message.n, views.sent) };
      sendView();
    } else if (message.type === 'height') options.onHeight(message.px);
    else if (message.type === 'fault') fault('event', message.message);
    else void answer(message);
  };
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if ((messages += 1) > watch.perTurn) {
      fault('event', 'its frame sent too many messages');
      return;
    }
    try {
      take(readFrameMessage(data));
    } catch (cause) {
      if (!(cause instanceof FrameMessageError)) throw cause;
      if ((unreadable += 1) >= watch.unreadable)
        fault('event', `its frame sent what nobody can read: ${cause.message}`);
    }
  };

  return {
    viewChanged() {
      views = { ...views, news: 1 };
      sendView();
    },
    turn() {
      messages = 0;
      if (closed === 'closed') return;
      silent += 1;
      if (greeted === 'not-yet') {
        if (silent >= watch.helloTurns) fault('deadline', 'its frame did not start');
        return;
      }
      if (ping.answered === ping.sent) {
        silent = 0;
        ping = { ...ping, sent: ping.sent + 1 };
        send({ type: 'ping', n: ping.sent });
      } else if (silent >= watch.silentTurns) fault('deadline', 'its frame does not answer any more');
    },
    close,
  };
}
