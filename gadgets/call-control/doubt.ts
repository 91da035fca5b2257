/** CTI-7 in words: what a call that may be shown wrongly says of itself. Knows no call. */
import { html } from '../../src/gadget/index.ts';

export const incompleteCallWords =
  'This conference was up when the desktop connected: participants may be missing here. The call itself goes on, and you can ' +
  'hold or end it. What is shown is right again after it.';
export const missingCallWords =
  'You are on a call that Finesse does not show at the moment. The call itself goes on at your telephone. Calls are shown ' +
  'again after it.';

export const doubtNote = (words: string) =>
  html`<p class="doubt small" role="note" data-testid="doubtful-call"><strong>May be incomplete.</strong> ${words}</p>`;
