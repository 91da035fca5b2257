/**
 * The first that the page does, which is why `main.ts` imports it before everything else: while the rest of the page's code
 * is still run, the browser answers.
 */
import { askAhead } from '../worker/client/ask-ahead.ts';

/** `undefined` in an insecure context, where the page only says that it cannot start. */
export const ahead = isSecureContext ? askAhead() : undefined;
