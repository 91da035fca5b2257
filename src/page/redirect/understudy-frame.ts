/**
 * The desktop's side of its understudy: a hidden frame on the other node's address. Speaks to that origin alone, over a
 * port that only the frame was given, with a deadline on every question. Knows nothing of what is being moved.
 */
import type { Envelope } from '../../handover/contract.ts';
import {
  frameProtocol,
  isFromUnderstudy,
  understudyPage,
  type FromUnderstudy,
  type Hello,
  type ToUnderstudy,
} from '../../handover/frame-protocol.ts';
import { within } from '../deadline.ts';
import type { Addresses } from './addresses.ts';

export interface Understudy {
  readonly storage: Extract<FromUnderstudy, { type: 'here' }>['storage'];
  /** Resolves with what the frame answered. Rejects with `DeadlineMissed`. */
  prepare(what: Omit<Extract<ToUnderstudy, { type: 'prepare' }>, 'type'>): Promise<FromUnderstudy>;
  /** Resolves when it is on disk there. */
  cache(operations: readonly unknown[]): Promise<void>;
  session(envelope: Envelope): Promise<FromUnderstudy>;
  close(): void;
}

/** Real ms. A node that is down and one whose certificate is not trusted both say nothing. */
const hereWithinMs = 6000;
/** A first install of the service worker, on a slow line. */
const preparedWithinMs = 90_000;
const answerWithinMs = 5000;

/** Resolves with `undefined` when nobody answers. */
export async function openUnderstudy({ pair, other, otherSite }: Addresses): Promise<Understudy | undefined> {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = 'Understudy';
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
  frame.src = new URL(understudyPage, otherSite).href;
  const { port1: port, port2 } = new MessageChannel();
  const waiting = new Set<(message: FromUnderstudy) => boolean>();
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isFromUnderstudy(data)) return;
    for (const take of waiting) if (take(data)) waiting.delete(take);
  };
  const answer = (fits: (message: FromUnderstudy) => boolean, ms: number, what: string) =>
    within(
      new Promise<FromUnderstudy>((resolve) => {
        waiting.add((message) => {
          if (!fits(message)) return false;
          resolve(message);
          return true;
        });
      }),
      ms,
      what,
    );
  const ask = (message: ToUnderstudy, fits: (message: FromUnderstudy) => boolean, ms: number) => {
    const answered = answer(fits, ms, `The understudy's answer to ${message.type}`);
    port.postMessage(message);
    return answered;
  };
  const close = () => {
    port.close();
    frame.remove();
  };

  const here = answer(({ type }) => type === 'here', hereWithinMs, 'The understudy');
  frame.addEventListener('load', () => {
    const hello: Hello = { type: 'understudy-hello', protocol: frameProtocol, pair };
    // To that origin or to nobody: an error page is another one.
    frame.contentWindow?.postMessage(hello, other, [port2]);
  });
  document.body.append(frame);
  let serial = 0;
  try {
    const told = await here;
    return {
      storage: told.type === 'here' ? told.storage : 'none',
      prepare: (what) =>
        ask(
          { type: 'prepare', ...what },
          ({ type }) => type === 'prepared' || type === 'not-prepared',
          preparedWithinMs,
        ),
      async cache(operations) {
        const mine = ++serial;
        const fits = (message: FromUnderstudy) => message.type === 'stored' && message.serial === mine;
        await ask({ type: 'cache', serial: mine, operations }, fits, answerWithinMs);
      },
      session: (envelope) =>
        ask({ type: 'session', envelope }, ({ type }) => type === 'taken-over' || type === 'refused', answerWithinMs),
      close,
    };
  } catch {
    close();
    return undefined;
  }
}
