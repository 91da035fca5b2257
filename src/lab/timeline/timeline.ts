/**
 * The timeline: what cluster, core and gadgets did, in lanes over virtual time, with the phases as bars. It is zoomed and
 * moved by buttons, wheel or keys; hovering tells what a mark is. Everything drawn stands in a table too.
 */
import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shellStyles } from '../../desktop/shell-styles.ts';
import { clockTime, seconds } from '../times.ts';
import { emptyTimeline, epochsIn, extentOf, movesIn, ofEpoch } from './model.ts';
import type { Lane, TimelineData, TimelineEvent } from './model.ts';
import { renderEventTable, renderMoves } from './tables.ts';
import { timelineStyles } from './styles.ts';
import { timelineTexts as texts } from '../sheet-texts.ts';

const width = 600;
const laneHeight = 34;
const rows: readonly (Lane | 'phase')[] = ['cluster', 'core', 'phase', 'gadget'];
const axis = 18;
const height = rows.length * laneHeight + axis;
/** Ms shown at least. */
const closest = 20;
/** Of what is shown, for one step of a key or button. */
const stride = 0.25;
/** Units around the pointer in which a mark is found. */
const reach = 8;

type Window = readonly [from: number, until: number];

@customElement('us-timeline')
export class Timeline extends LitElement {
  @property({ attribute: false }) data: TimelineData = emptyTimeline;
  /** Virtual ms: where what goes on ends. */
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) clear: () => void = () => undefined;
  /** `undefined`: all there is, and what comes. */
  @state() private window: Window | undefined;
  @state() private epoch: number | undefined;
  @state() private pointed: TimelineEvent | undefined;

  override render(): TemplateResult {
    const shown = ofEpoch(this.data, this.epoch);
    const [from, until] = this.shownWindow(shown);
    const inside = shown.events.filter(({ at }) => at >= from && at <= until);
    const x = (at: number): number => ((at - from) / (until - from)) * width;
    const button = (label: string, testId: string, act: () => void): TemplateResult =>
      html`<button class="small" data-testid=${testId} @click=${act}>${label}</button>`;
    return html`
      <div class="controls" role="group" aria-label=${texts.filters}>
        <label
          >${texts.epoch}
          <select data-testid="timeline-epoch" @change=${this.chooseEpoch}>
            <option value="" ?selected=${this.epoch === undefined}>${texts.all}</option>
            ${epochsIn(this.data).map(
              (epoch) => html`<option value=${epoch} ?selected=${epoch === this.epoch}>${epoch}</option>`,
            )}
          </select></label
        >
        ${button(texts.zoomIn, 'timeline-in', () => this.zoom(0.5))}
        ${button(texts.zoomOut, 'timeline-out', () => this.zoom(2))}
        ${button(texts.earlier, 'timeline-earlier', () => this.shift(-stride))}
        ${button(texts.later, 'timeline-later', () => this.shift(stride))}
        ${button(texts.lastMove, 'timeline-last', () => this.showLastMove(shown))}
        ${button(texts.showAll, 'timeline-all', () => (this.window = undefined))}
        ${button(texts.clear, 'timeline-clear', () => this.clear())}
      </div>
      <div
        class="box"
        role="region"
        tabindex="0"
        aria-label=${texts.drawing}
        data-testid="timeline"
        @keydown=${this.onKey}
        @wheel=${this.onWheel}
      >
        <svg
          viewBox="0 0 ${width} ${height}"
          preserveAspectRatio="none"
          aria-hidden="true"
          @pointermove=${(event: PointerEvent) => this.point(event, inside, [from, until])}
        >
          ${rows.map(
            (_row, index) => svg`<rect class="lane ${index % 2 ? 'odd' : ''}" x="0" y=${index * laneHeight}
              width=${width} height=${laneHeight}></rect>`,
          )}
          ${shown.spans
            .filter((span) => span.from <= until && (span.until ?? this.now) >= from)
            .map((span) => {
              const left = Math.max(0, x(span.from));
              const right = Math.min(width, x(span.until ?? Math.max(this.now, span.from)));
              return svg`<rect class="span ${span.phase}" x=${left} y=${rows.indexOf('phase') * laneHeight + 6}
                width=${Math.max(1, right - left)} height=${laneHeight - 12}></rect>`;
            })}
          ${inside.map((event) => this.renderMark(event, x(event.at)))}
          ${
            this.pointed && inside.includes(this.pointed)
              ? svg`<line class="pointer" x1=${x(this.pointed.at)} x2=${x(this.pointed.at)} y1="0" y2=${height - axis}></line>`
              : nothing
          }
        </svg>
        <ul class="lanes" aria-hidden="true">
          ${rows.map((row) => html`<li>${texts[row === 'phase' ? 'phases' : row]}</li>`)}
        </ul>
        <p class="axis tabular" aria-hidden="true">
          <span>${clockTime(from)}</span><span>${seconds(until - from)}</span><span>${clockTime(until)}</span>
        </p>
      </div>
      <p class="pointed" data-testid="timeline-pointed">
        ${
          this.pointed
            ? html`<span class="tabular">${clockTime(this.pointed.at)}</span> <b translate="no">${this.pointed.who}</b>
                <span translate="no">${this.pointed.text}</span>`
            : texts.pointAtMark
        }
      </p>
      ${renderMoves(shown)} ${renderEventTable(inside)}
    `;
  }

  private renderMark({ lane, kind }: TimelineEvent, x: number): TemplateResult {
    const top = rows.indexOf(lane) * laneHeight;
    if (kind === 'event')
      return svg`<line class="event" x1=${x} x2=${x} y1=${top + 11} y2=${top + laneHeight - 7}></line>`;
    const middle = top + laneHeight / 2 + 2;
    return kind === 'fault'
      ? svg`<path class="fault" d="M${x} ${middle - 8}l6 8l-6 8l-6 -8z"></path>`
      : svg`<path class="mark" d="M${x - 5} ${middle + 6}h10l-5 -11z"></path>`;
  }

  private shownWindow(shown: TimelineData): Window {
    return this.window ?? extentOf(shown, this.epoch === undefined ? this.now : (shown.events.at(-1)?.at ?? this.now));
  }

  private zoom(factor: number, around = 0.5): void {
    const [from, until] = this.shownWindow(ofEpoch(this.data, this.epoch));
    const span = Math.max(closest, (until - from) * factor);
    const fixed = from + (until - from) * around;
    this.window = [fixed - span * around, fixed + span * (1 - around)];
  }

  private showLastMove(shown: TimelineData): void {
    const move = movesIn(shown).at(-1);
    if (!move) return;
    const margin = (move.until - move.from) / 10;
    this.window = [move.from - margin, move.until + margin];
  }

  private shift(part: number): void {
    const [from, until] = this.shownWindow(ofEpoch(this.data, this.epoch));
    const by = (until - from) * part;
    this.window = [from + by, until + by];
  }

  private onKey(event: KeyboardEvent): void {
    const acts: Readonly<Record<string, () => void>> = {
      '+': () => this.zoom(0.5),
      '=': () => this.zoom(0.5),
      '-': () => this.zoom(2),
      '0': () => (this.window = undefined),
      ArrowLeft: () => this.shift(-stride),
      ArrowRight: () => this.shift(stride),
    };
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  /** With Ctrl, as in maps: the bare wheel scrolls the panel. */
  private onWheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.zoom(event.deltaY > 0 ? 1.25 : 0.8, partOf(event));
  }

  private point(event: PointerEvent, inside: readonly TimelineEvent[], [from, until]: Window): void {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const lane = rows[Math.floor(((event.clientY - box.top) / box.height) * (height / laneHeight))];
    const at = from + partOf(event) * (until - from);
    const near = ((until - from) / width) * reach;
    const found = inside
      .filter((each) => each.lane === lane && Math.abs(each.at - at) <= near)
      .toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
    if (found) this.pointed = found;
  }

  private chooseEpoch(event: Event): void {
    const { value } = event.currentTarget as HTMLSelectElement;
    this.epoch = value === '' ? undefined : Number(value);
    this.window = undefined;
  }

  static override styles = [shellStyles, timelineStyles];
}

/** Of the width of what the event is about, 0 to 1. */
function partOf(event: MouseEvent): number {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - box.left) / (box.width || 1)));
}
