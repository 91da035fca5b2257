/**
 * What the title bar of a gadget offers for arranging it: everything by button, so that no drag is needed (WCAG 2.5.7).
 * The buttons stand in a strip below the title, not over the gadget, and stay open for several steps. Draws only.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../icons.ts';
import { moves, type Move } from './arrangement.ts';
import type { GadgetArranging } from './contract.ts';
import { arrangeTexts as texts, moveTexts } from './texts.ts';

export interface GadgetBar {
  readonly id: string;
  readonly title: string;
  readonly arranging: GadgetArranging | undefined;
  readonly restart: () => void;
}

/** The strip's content; built when it is open: a dozen buttons in each gadget would be there at every load for nobody. */
export function renderSteps({ id, arranging, restart }: GadgetBar): TemplateResult {
  return html`${
      arranging === undefined
        ? nothing
        : html`${moves
              .filter((move) => arranging.columns === 'several' || move === 'up' || move === 'down')
              .map((move) => moveButton(id, move, arranging))}
            <button data-testid="taller-${id}" @click=${() => arranging.resize('taller')}>${texts.taller}</button>
            <button data-testid="shorter-${id}" @click=${() => arranging.resize('shorter')}>${texts.shorter}</button>
            ${
              arranging.height === 'chosen'
                ? html`<button @click=${() => arranging.resize('natural')}>${texts.natural}</button>`
                : nothing
            }
            ${
              arranging.columns === 'several'
                ? html`<button data-testid="wider-${id}" @click=${() => arranging.widen('wider')}>
                      ${texts.wider}
                    </button>
                    <button data-testid="narrower-${id}" @click=${() => arranging.widen('narrower')}>
                      ${texts.narrower}
                    </button>`
                : nothing
            }`
    } <button data-testid="start-again-${id}" @click=${restart}>${icons.restart} ${texts.restart}</button>`;
}

function moveButton(id: string, move: Move, arranging: GadgetArranging): TemplateResult {
  const possible = arranging.can(move);
  return html`<button
    data-testid="move-${move}-${id}"
    aria-disabled=${possible ? 'false' : 'true'}
    title=${possible ? nothing : texts.noPlace}
    @click=${() => {
      if (possible) arranging.move(move);
    }}
  >
    ${moveTexts[move]}
  </button>`;
}
