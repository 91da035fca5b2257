/** CTI-7 in words: what a call that may be shown wrongly says of itself. Knows no call. */
import { html } from '../../src/gadget/index.ts';
import { words } from './words.ts';

export const doubtNote = (why: string) =>
  html`<p class="doubt small" role="note" data-testid="doubtful-call"><strong>${words.incomplete}</strong> ${why}</p>`;
