/**
 * The cluster as a drawing in which each part is a button: picked, it says how it is and what can be done to it. State is
 * told by colour, by line and mark, and by words. One stop of the Tab key; arrow keys go from part to part.
 */
import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DesktopView } from '../../core/view.ts';
import type { WorldView } from '../../sim/contract.ts';
import { shellStyles } from '../../desktop/shell-styles.ts';
import type { LabActionName, LabArguments } from '../api.ts';
import { partsOf, type Part, type PartTone } from './model.ts';
import { along, boxes, fixedLines, lines, paper, type Box, type Line } from './places.ts';
import { topologyStyles } from './styles.ts';
import { topologyTexts as texts } from '../texts.ts';

/** Shown beside the colour. */
const marks: Readonly<Record<PartTone, string>> = { up: '●', idle: '○', slow: '≈', out: '!', down: '✕' };

@customElement('us-topology')
export class Topology extends LitElement {
  @property({ attribute: false }) world: WorldView | undefined;
  @property({ attribute: false }) view: DesktopView | undefined;
  /** Absent: the drawing only shows. */
  @property({ attribute: false }) act: ((action: LabActionName, args: LabArguments) => void) | undefined;
  @state() private picked: string | undefined;
  /** The part that the Tab key comes to. */
  @state() private stop = 'desktop';

  override render(): TemplateResult | typeof nothing {
    if (!this.world) return nothing;
    const parts = partsOf(this.world, this.view).filter(({ id }) => id !== 'desktop' || this.view !== undefined);
    const picked = parts.find(({ id }) => id === this.picked);
    const stop = parts.some(({ id }) => id === this.stop) ? this.stop : parts[0]?.id;
    return html`
      <svg
        viewBox="0 0 ${paper.width} ${paper.height}"
        role="group"
        aria-label=${texts.drawing}
        data-testid="topology"
        @keydown=${(event: KeyboardEvent) => this.onKey(event, parts)}
      >
        <defs>
          <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="hatch" width="1.5" height="6"></rect>
          </pattern>
        </defs>
        ${fixedLines.map(
          ({ from, to }) => svg`<line class="fixed" x1=${from[0]} y1=${from[1]} x2=${to[0]} y2=${to[1]}></line>`,
        )}
        ${repeat(
          parts,
          ({ id }) => id,
          (part) => this.renderPart(part, stop),
        )}
      </svg>
      ${this.act ? this.renderPicked(picked) : nothing}
    `;
  }

  private renderPart(part: Part, stop: string | undefined): TemplateResult | typeof nothing {
    const box = boxes[part.id];
    const line = lines[part.id];
    const drawn = box ? drawBox(box, part) : line ? drawLine(line, part) : nothing;
    if (!this.act) return svg`<g class="part ${part.tone}" role="img" aria-label=${nameOf(part)}>${drawn}</g>`;
    return svg`<g
      class="part ${part.tone}"
      role="button"
      tabindex=${part.id === stop ? 0 : -1}
      aria-expanded=${part.id === this.picked ? 'true' : 'false'}
      aria-label=${nameOf(part)}
      data-testid="part-${part.id}"
      data-part=${part.id}
      @click=${() => this.pick(part.id)}
      @focus=${() => (this.stop = part.id)}
    >${drawn}</g>`;
  }

  private renderPicked(part: Part | undefined): TemplateResult {
    if (!part) return html`<p class="hint">${texts.pickOne}</p>`;
    return html`<div class="picked" role="group" aria-label=${part.title} data-testid="picked-part">
      <p><b>${part.title}</b> <span class="words ${part.tone}">${marks[part.tone]} ${part.words}</span></p>
      <div class="deeds">
        ${
          part.deeds.length === 0
            ? html`<span class="hint">${texts.nothingHere}</span>`
            : part.deeds.map(
                ({ kind, label, action, args }) =>
                  html`<button
                    class=${kind}
                    aria-label="${label}: ${part.title}"
                    title="${action} ${JSON.stringify(args)}"
                    data-testid="deed-${action}"
                    @click=${() => this.act?.(action, args)}
                  >
                    ${label}
                  </button>`,
              )
        }
      </div>
    </div>`;
  }

  private pick(id: string): void {
    this.stop = id;
    this.picked = this.picked === id ? undefined : id;
  }

  private onKey(event: KeyboardEvent, parts: readonly Part[]): void {
    const { key } = event;
    const at = parts.findIndex(({ id }) => id === this.stop);
    if (key === 'Enter' || key === ' ') {
      event.preventDefault();
      this.pick(this.stop);
      return;
    }
    const to = (
      { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: -1 } as Record<
        string,
        number | undefined
      >
    )[key];
    const next = to === undefined ? undefined : parts.at(to % parts.length);
    if (!next) return;
    event.preventDefault();
    // Not left to the focus event, which a window in the background does not fire.
    this.stop = next.id;
    this.renderRoot.querySelector<SVGElement>(`[data-part="${next.id}"]`)?.focus();
  }

  static override styles = [shellStyles, topologyStyles];
}

/** Begins with what one sees, for those who speak to their machine. */
function nameOf({ id, title, words }: Part): string {
  const label = boxes[id]?.label ?? title;
  return label === title ? `${title}: ${words}` : `${label}: ${words}. ${title}`;
}

function drawBox({ x, y, width, height, label }: Box, { words, tone }: Part): TemplateResult {
  const middle = x + width / 2;
  return svg`
    <rect class="shape" x=${x} y=${y} width=${width} height=${height} rx="6"></rect>
    ${tone === 'down' ? svg`<rect class="hatched" fill="url(#hatch)" x=${x} y=${y} width=${width} height=${height} rx="6"></rect>` : nothing}
    <text class="name" x=${middle} y=${y + 18}>${label}</text>
    <text class="state" x=${middle} y=${y + 36}>${marks[tone]} ${words.split(', ')[0]}</text>`;
}

function drawLine(line: Line, { id, tone, words }: Part): TemplateResult {
  const { from, to } = line;
  const [x, y] = along(line);
  const ends = { x1: from[0], y1: from[1], x2: to[0], y2: to[1] };
  const toRight = to[0] >= from[0];
  return svg`
    <line class="reach" x1=${ends.x1} y1=${ends.y1} x2=${ends.x2} y2=${ends.y2}></line>
    <line class="shape" x1=${ends.x1} y1=${ends.y1} x2=${ends.x2} y2=${ends.y2}></line>
    <circle class="knob" cx=${x} cy=${y} r="12"></circle>
    <text class="mark" x=${x} y=${y + 4.5}>${marks[tone]}</text>
    ${
      (id.startsWith('network-') && tone !== 'down') || tone === 'slow'
        ? svg`<text class="aside ${toRight ? 'right' : 'left'}" x=${toRight ? x + 18 : x - 18} y=${y + 4}>${words}</text>`
        : nothing
    }`;
}
