/**
 * A gadget's card: title bar with what it is dragged by, its name, how alive it is and its buttons; the place of the gadget;
 * the lower edge. One shape, cloned for each gadget, and touched afterwards only where something differs from what it shows:
 * every gadget of a desktop has one before it is ready, and a template's bindings would be paid by all of them. What most
 * gadgets do not show (marks, the strip, the panel of a stopped gadget) is drawn by templates, when it is there. Draws only.
 */
import { html, nothing, render, type TemplateResult } from 'lit';
import type { GadgetStatus } from '../gadget/quarantine.ts';
import type { GadgetArranging } from './arrangement/contract.ts';
import { arrangeTexts } from './arrangement/texts.ts';
import { lifeWords } from './gadget-marks.ts';
import { gadgetTexts } from './gadget-texts.ts';
import { fill } from './locale.ts';

export interface CardState {
  readonly id: string;
  readonly title: string;
  readonly status: GadgetStatus | undefined;
  /** Ms since 1970 by the node's clock, since when data may be out of date. */
  readonly staleAt: number | undefined;
  readonly placing: 'shown' | 'hidden';
  readonly height: 'natural' | 'chosen';
  readonly folding: 'folded' | 'unfolded';
  readonly dragging: 'offered' | 'not-offered';
  readonly enlarged: GadgetArranging['enlarged'];
  /** Templates; `nothing` where there is nothing of the kind. */
  readonly marks: unknown;
  readonly strip: unknown;
  readonly panel: unknown;
}

/** What the agent does with the card. */
export interface CardActions {
  readonly toggleStrip: () => void;
  readonly enlarge: () => void;
  readonly fold: () => void;
  readonly drag: (press: PointerEvent, handle: 'place' | 'height') => void;
  readonly key: (event: KeyboardEvent) => void;
}

const enlargePath = 'M11.5 3.5H16.5V8.5M8.5 16.5H3.5V11.5M16.5 3.5l-5 5M3.5 16.5l5-5';
const shrinkPath = 'M16.5 8.5H11.5V3.5M3.5 11.5H8.5V16.5M11.5 8.5l5-5M8.5 11.5l-5 5';

const shape = html`<section aria-labelledby="title">
  <div class="head">
    <span class="grip" hidden
      ><svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <path class="line" d="M7.5 5v.1M12.5 5v.1M7.5 10v.1M12.5 10v.1M7.5 15v.1M12.5 15v.1"></path></svg
    ></span>
    <h2 id="title"></h2>
    <span class="mark"></span>
    <button id="arrange" class="quiet icon-only small arrange" aria-expanded="false" aria-controls="strip">
      <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <path class="line" d="M3 3h6v6H3zM11 3h6v3h-6zM11 8h6v9h-6zM3 11h6v6H3z"></path>
      </svg>
    </button>
    <button class="quiet icon-only small enlarge" aria-pressed="false" hidden>
      <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <path class="line" d="${enlargePath}"></path>
      </svg>
    </button>
    <button class="quiet icon-only small collapse" aria-expanded="true" aria-controls="content">
      <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <path class="line" d="M5.5 8l4.5 4.5L14.5 8"></path>
      </svg>
    </button>
  </div>
  <div id="strip" class="strip" role="group" aria-labelledby="arrange" hidden></div>
  <div id="content"><div class="place"></div></div>
  <div class="lower-edge" hidden></div>
</section>`;

let original: DocumentFragment | undefined;

function newCard(): Node {
  original ??= withoutGaps(shape);
  return original.cloneNode(true);
}

/** What stands between the tags to be read would be copied for each gadget. */
function withoutGaps(template: TemplateResult): DocumentFragment {
  const made = document.createDocumentFragment();
  render(template, made);
  const walker = document.createTreeWalker(made, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
  const gaps: ChildNode[] = [];
  while (walker.nextNode()) gaps.push(walker.currentNode as ChildNode);
  for (const gap of gaps) gap.remove();
  return made;
}

export class GadgetCard {
  readonly place: HTMLElement;
  readonly #section: HTMLElement;
  readonly #head: HTMLElement;
  readonly #grip: HTMLElement;
  readonly #title: HTMLElement;
  readonly #mark: HTMLElement;
  readonly #arrange: HTMLElement;
  readonly #enlarge: HTMLElement;
  readonly #collapse: HTMLElement;
  readonly #strip: HTMLElement;
  readonly #content: HTMLElement;
  readonly #edge: HTMLElement;
  #shown: Partial<CardState> = { marks: nothing, strip: nothing, panel: nothing };
  #words = '';

  constructor(root: ShadowRoot, actions: CardActions) {
    const card = newCard();
    const section = card.firstChild as HTMLElement;
    // By their order, as they stand in the shape above, and not by a search for each.
    const [head, strip, content, edge] = section.children as unknown as HTMLElement[];
    if (!head || !strip || !content || !edge) throw new Error('a card without its parts');
    const [grip, title, mark, arrange, enlarge, collapse] = head.children as unknown as HTMLElement[];
    const place = content.firstElementChild as HTMLElement | null;
    if (!grip || !title || !mark || !arrange || !enlarge || !collapse || !place)
      throw new Error('a head without its parts');
    this.place = place;
    this.#section = section;
    [this.#head, this.#strip, this.#content, this.#edge] = [head, strip, content, edge];
    [this.#grip, this.#title, this.#mark] = [grip, title, mark];
    [this.#arrange, this.#enlarge, this.#collapse] = [arrange, enlarge, collapse];
    section.addEventListener('keydown', actions.key);
    head.addEventListener('click', ({ target }) => {
      const pressed = (target as Element).closest('button');
      if (pressed === arrange) actions.toggleStrip();
      else if (pressed === enlarge) actions.enlarge();
      else if (pressed === collapse) actions.fold();
    });
    section.addEventListener('pointerdown', (press) => {
      const at = press.target as Node;
      if (grip.contains(at)) actions.drag(press, 'place');
      else if (at === edge) actions.drag(press, 'height');
    });
    root.append(card);
  }

  show(next: CardState): void {
    const before = this.#shown;
    this.#shown = next;
    if (next.id !== before.id) this.#name(next);
    this.#showLife(next, before);
    this.#showArranging(next, before);
    if (next.marks !== nothing || before.marks !== nothing) {
      render(next.marks, this.#head, { renderBefore: this.#mark });
    }
    if (next.strip !== nothing || before.strip !== nothing) {
      this.#strip.hidden = next.strip === nothing;
      this.#arrange.setAttribute('aria-expanded', next.strip === nothing ? 'false' : 'true');
      render(next.strip, this.#strip);
    }
    if (next.panel !== nothing || before.panel !== nothing) {
      render(next.panel, this.#content, { renderBefore: this.place });
    }
  }

  #name({ id, title }: CardState): void {
    const arrange = fill(arrangeTexts.strip, { title });
    const enlarge = fill(arrangeTexts.enlarge, { title });
    this.#title.textContent = title;
    this.#grip.title = arrangeTexts.drag;
    this.#grip.dataset['testid'] = `grip-${id}`;
    this.#mark.dataset['testid'] = `mark-${id}`;
    this.#arrange.dataset['testid'] = `arrange-${id}`;
    this.#arrange.ariaLabel = this.#arrange.title = arrange;
    this.#enlarge.dataset['testid'] = `enlarge-${id}`;
    this.#enlarge.ariaLabel = this.#enlarge.title = enlarge;
    this.#collapse.ariaLabel = fill(gadgetTexts.showGadget, { title });
    this.#edge.dataset['testid'] = `edge-${id}`;
  }

  #showLife(next: CardState, before: Partial<CardState>): void {
    const state = next.status?.state ?? 'loading';
    const isStopped = state === 'quarantined';
    if (!('id' in before) || state !== (before.status?.state ?? 'loading')) {
      this.#section.className = state;
      this.#mark.className = `mark ${state}`;
      this.place.hidden = isStopped;
    }
    const words = lifeWords(next.status, next.staleAt);
    if (words !== this.#words) this.#mark.textContent = this.#words = words;
    this.#section.hidden = next.placing === 'hidden' && !isStopped;
  }

  #showArranging(next: CardState, before: Partial<CardState>): void {
    const { enlarged, folding, dragging, height } = next;
    if (dragging !== before.dragging || folding !== before.folding) {
      this.#grip.hidden = dragging === 'not-offered';
      this.#edge.hidden = dragging === 'not-offered' || folding === 'folded';
    }
    if (folding !== (before.folding ?? 'unfolded')) {
      this.#content.hidden = folding === 'folded';
      this.#collapse.setAttribute('aria-expanded', folding === 'folded' ? 'false' : 'true');
    }
    if (enlarged !== (before.enlarged ?? 'not-offered')) {
      this.#enlarge.hidden = enlarged === 'not-offered';
      this.#enlarge.setAttribute('aria-pressed', enlarged === 'yes' ? 'true' : 'false');
      this.#enlarge.querySelector('path')?.setAttribute('d', enlarged === 'yes' ? shrinkPath : enlargePath);
    }
    if (height !== (before.height ?? 'natural')) this.#showHeight(height);
  }

  /** Of a chosen height it scrolls: a keyboard must come into it. */
  #showHeight(height: CardState['height']): void {
    const given = { role: 'group', 'aria-labelledby': 'title', tabindex: '0' };
    for (const [name, value] of Object.entries(given)) {
      if (height === 'chosen') this.#content.setAttribute(name, value);
      else this.#content.removeAttribute(name);
    }
  }
}
