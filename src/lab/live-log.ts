/**
 * What core and cluster said, newest last, in virtual time. Follows the end unless somebody has scrolled up to read.
 * Not a live region: a screen reader would drown in it; it can be focused and read.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { shellStyles } from '../desktop/shell-styles.ts';
import { clockTime } from './times.ts';
import { liveLogTexts as texts } from './texts.ts';

export interface LogLine {
  readonly id: number;
  /** Virtual ms since 1970. */
  readonly at: number;
  readonly who: string;
  readonly text: string;
}

/** Enough for a few failovers; older lines go. */
export const keptLines = 500;

@customElement('us-live-log')
export class LiveLog extends LitElement {
  @property({ attribute: false }) lines: readonly LogLine[] = [];
  #follow = true;
  /** A smaller box still shows the end. */
  readonly #resized = new ResizeObserver(() => this.keepUp());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  /** Before new lines are drawn, and as soon as somebody has scrolled: a box that changes its size must not take them back. */
  protected override willUpdate(): void {
    this.#seeWhetherAtTheEnd();
  }

  #seeWhetherAtTheEnd(): void {
    const box = this.box;
    // Hidden it has no height and says nothing about the reader; a few pixels of slack for fractional zoom.
    if (box && box.clientHeight > 0) this.#follow = box.scrollTop + box.clientHeight >= box.scrollHeight - 4;
  }

  protected override updated(): void {
    if (this.box) this.#resized.observe(this.box);
    this.keepUp();
  }

  /** To the end, unless somebody reads further up. Also called when the log is shown: hidden it could not scroll. */
  keepUp(): void {
    const box = this.box;
    if (box && this.#follow) box.scrollTop = box.scrollHeight;
  }

  private get box(): HTMLElement | null {
    return this.renderRoot.querySelector('.box');
  }

  override render(): TemplateResult {
    return html`<div
      class="box"
      role="region"
      aria-label=${texts.liveLog}
      tabindex="0"
      data-testid="lab-log"
      @scroll=${this.#seeWhetherAtTheEnd}
    >
      <ol>
        ${repeat(
          this.lines,
          (line) => line.id,
          (line) =>
            html`<li>
              <time class="tabular">${clockTime(line.at)}</time> <b class=${line.who} translate="no">${line.who}</b>
              <span translate="no">${line.text}</span>
            </li>`,
        )}
      </ol>
    </div>`;
  }

  static override styles = [
    shellStyles,
    css`
      :host {
        display: grid;
        min-block-size: 9rem;
      }
      .box {
        overflow: auto;
        padding: var(--us-space-2) var(--us-space-3);
        background: var(--us-surface-sunken);
        border: 1px solid var(--us-border);
        border-radius: var(--us-radius);
        font-family: var(--us-font-mono);
        font-size: var(--us-font-tiny);
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        overflow-wrap: anywhere;
        padding-block: 1px;
      }
      time {
        color: var(--us-text-quiet);
      }
      b {
        color: var(--us-accent);
      }
      b.desktop,
      b.core {
        color: var(--us-positive);
      }
      b.operator {
        color: var(--us-warning);
      }
    `,
  ];
}
