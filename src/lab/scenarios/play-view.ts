/** A scenario's lines with what became of each: by mark and word, not by colour alone. */
import { html, type TemplateResult } from 'lit';
import type { PlayedLine } from './player.ts';
import { catalogue } from '../../desktop/locale.ts';

const marks: Readonly<Record<PlayedLine['outcome'], string>> = { waiting: '·', done: '›', held: '✓', failed: '✕' };
const words: Readonly<Record<PlayedLine['outcome'], string>> = catalogue('lab.outcome', {
  waiting: 'to come',
  done: 'done',
  held: 'holds',
  failed: 'does not hold',
});

/** `translate`: whether the lines are words of the page; a scenario's are a file's. */
export function renderLines(lines: readonly PlayedLine[], translate: 'yes' | 'no'): TemplateResult {
  return html`<ol class="lines" data-testid="scenario-lines">
    ${lines.map(
      ({ text, outcome, why }) =>
        html`<li class=${outcome}>
          <span aria-hidden="true">${marks[outcome]}</span>
          <span
            ><span translate=${translate}>${text}</span
            ><span class="visually-hidden"> (${words[outcome]})</span>${why ? html`<br /><b>${why}</b>` : ''}</span
          >
        </li>`,
    )}
  </ol>`;
}
