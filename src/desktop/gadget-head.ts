/**
 * A gadget's title bar: what it is dragged by, its name, how alive it is, and its buttons. One template with everything in
 * it, hidden what is not offered, and its icons drawn in place: every gadget of a desktop has one before it is
 * ready, and each template within a template would be paid by all of them. Draws only.
 */
import { html, type TemplateResult } from 'lit';
import type { GadgetStatus } from '../gadget/quarantine.ts';
import type { GadgetBar } from './arrangement/gadget-bar.ts';
import { arrangeTexts } from './arrangement/texts.ts';
import { lifeWords } from './gadget-marks.ts';
import { gadgetTexts } from './gadget-texts.ts';
import { fill } from './locale.ts';

export interface GadgetHead {
  readonly bar: GadgetBar;
  readonly status: GadgetStatus | undefined;
  /** Ms since 1970 by the node's clock, since when data may be out of date. */
  readonly staleAt: number | undefined;
  /** Marks that most gadgets have none of. */
  readonly marks: unknown;
  readonly folded: 'folded' | 'unfolded';
  readonly fold: () => void;
  /** A pointer was pressed on what it is dragged by; without it, it stays where it is. */
  readonly drag: ((press: PointerEvent) => void) | undefined;
}

const enlargePath = 'M11.5 3.5H16.5V8.5M8.5 16.5H3.5V11.5M16.5 3.5l-5 5M3.5 16.5l5-5';
const shrinkPath = 'M16.5 8.5H11.5V3.5M3.5 11.5H8.5V16.5M11.5 8.5l5-5M8.5 11.5l-5 5';

export function renderHead({ bar, status, staleAt, marks, folded, fold, drag }: GadgetHead): TemplateResult {
  const { id, title, arranging, open, toggle } = bar;
  const arrangeText = fill(arrangeTexts.strip, { title });
  const enlargeText = fill(arrangeTexts.enlarge, { title });
  const enlarged = arranging?.enlarged ?? 'not-offered';
  return html`<div class="head">
    <span
      class="grip"
      title=${arrangeTexts.drag}
      data-testid="grip-${id}"
      ?hidden=${drag === undefined}
      @pointerdown=${drag}
      ><svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <path class="line" d="M7.5 5v.1M12.5 5v.1M7.5 10v.1M12.5 10v.1M7.5 15v.1M12.5 15v.1"></path></svg
    ></span>
    <h2 id="title">${title}</h2>
    ${marks}
    <span class="mark ${status?.state ?? 'loading'}" data-testid="mark-${id}">${lifeWords(status, staleAt)}</span>
    <button
      id="arrange"
      class="quiet icon-only small arrange"
      data-testid="arrange-${id}"
      aria-expanded=${open ? 'true' : 'false'}
      aria-controls="strip"
      aria-label=${arrangeText}
      title=${arrangeText}
      @click=${toggle}
    >
      <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <path class="line" d="M3 3h6v6H3zM11 3h6v3h-6zM11 8h6v9h-6zM3 11h6v6H3z"></path>
      </svg>
    </button>
    <button
      class="quiet icon-only small"
      data-testid="enlarge-${id}"
      aria-pressed=${enlarged === 'yes' ? 'true' : 'false'}
      aria-label=${enlargeText}
      title=${enlargeText}
      ?hidden=${enlarged === 'not-offered'}
      @click=${arranging?.enlarge}
    >
      <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <path class="line" d=${enlarged === 'yes' ? shrinkPath : enlargePath}></path>
      </svg>
    </button>
    <button
      class="quiet icon-only small collapse"
      aria-expanded=${folded === 'folded' ? 'false' : 'true'}
      aria-controls="content"
      aria-label=${fill(gadgetTexts.showGadget, { title })}
      @click=${fold}
    >
      <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <path class="line" d="M5.5 8l4.5 4.5L14.5 8"></path>
      </svg>
    </button>
  </div>`;
}
