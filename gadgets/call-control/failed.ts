/** Why a call that the agent made did not come about, in words: the card alone says only that it failed. Knows no gadget. */
import { html, nothing, type Participant } from '../../src/gadget/index.ts';
import { failures, words } from './words.ts';

/** Told once by a screen reader, when it appears. Nothing for a call that has not failed. */
export function failedNote(mine: Participant | undefined) {
  if (mine?.state !== 'FAILED') return nothing;
  const { stateCause } = mine;
  const isKnown = (cause: string): cause is keyof typeof failures => Object.hasOwn(failures, cause);
  const why = isKnown(stateCause) ? failures[stateCause] : words.failedUnknown;
  return html`<p class="failed small" role="alert" data-testid="failed-call">${why}</p>`;
}
