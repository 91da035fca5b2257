/**
 * A second desk beside the desktop: the line of an IP Phone Agent, with a core of its own. Whoever makes the page offers
 * it, a gadget that draws a phone takes it. Must not know where that core runs.
 */
import type { CoreClient } from '../worker/client/contract.ts';

export type PhoneLine = Pick<CoreClient, 'view' | 'onView' | 'signIn' | 'signOut' | 'command'>;

let opener: (() => PhoneLine) | undefined;
let opened: PhoneLine | undefined;

/** `open` is called once, when a phone is first taken. */
export function offerPhoneLine(open: () => PhoneLine): void {
  opener = open;
  opened = undefined;
}

/** The page's one line, also after a restart of the gadget; `undefined` where there is none (real nodes have real phones). */
export function takePhoneLine(): PhoneLine | undefined {
  opened ??= opener?.();
  return opened;
}
