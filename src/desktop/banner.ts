/**
 * The status banner: where the desktop stands, in one sentence. The sentence stands alone in a live region, so that a
 * screen reader says each phase once; the running seconds stand beside it, outside. Knows the view and the catalogue,
 * decides nothing.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DesktopView, NoticeLevel, Phase } from '../core/view.ts';
import type { CoreConnection } from '../worker/client/contract.ts';
import { expectedText, expectedTime } from './expected-time.ts';
import { connectionTexts, noticeText } from './messages.ts';
import { icons } from './icons.ts';
import { shellStyles } from './shell-styles.ts';
import { Ticker } from './ticker.ts';
import { bannerTexts as texts } from './texts.ts';
import { timerText } from './words.ts';

/** Phases in which the agent waits, so that the seconds count. */
const waitingPhases: readonly Phase[] = ['suspect', 'searching', 'switching', 'restoring', 'migrating'];

@customElement('us-banner')
export class Banner extends LitElement {
  @property({ attribute: false }) view: DesktopView | undefined;
  @property({ attribute: false }) connection: CoreConnection = { kind: 'connecting' };
  /** Ms by the core's clock. */
  @property({ attribute: false }) now: () => number = () => 0;
  /** How many this desktop has. */
  @property({ attribute: false }) gadgets = 0;
  /** Tells the core that the agent has read it. */
  @property({ attribute: false }) read: (id: number) => void = () => undefined;
  /** The banner that the agent has put away; the next one shows again. */
  @state() private putAway: number | undefined;

  constructor() {
    super();
    new Ticker(this, () => this.waitingSince !== undefined);
  }

  private get waitingSince(): number | undefined {
    const view = this.view;
    if (!view || !waitingPhases.includes(view.phase)) return undefined;
    return view.staleSince ?? view.phaseSince;
  }

  /** Ms until this desktop's turn, while it waits for one. */
  private get untilTurn(): number | undefined {
    const turn = this.view?.turn;
    return turn && Math.max(0, turn.at - this.now());
  }

  private get text(): string {
    const ofConnection = connectionTexts[this.connection.kind];
    if (ofConnection) return ofConnection;
    const banner = this.view?.banner;
    return banner && banner.id !== this.putAway ? noticeText(banner) : '';
  }

  private get level(): NoticeLevel {
    if (this.connection.kind === 'connecting') return 'info';
    if (this.connection.kind !== 'open') return 'warning';
    return this.view?.banner?.level ?? 'info';
  }

  override render(): TemplateResult {
    const text = this.text;
    const since = this.waitingSince;
    const untilTurn = this.untilTurn;
    const canPutAway = text !== '' && this.connection.kind === 'open' && this.view?.phase === 'connected';
    return html`
      <div class=${text ? `bar ${this.level}` : 'bar empty'} data-level=${this.level}>
        ${text ? icons[this.level] : nothing}
        <p class="words" role="status" data-testid="banner">${text}</p>
        ${
          untilTurn === undefined
            ? nothing
            : html`<span class="elapsed tabular" title=${texts.untilTurn} data-testid="until-turn"
                ><span class="visually-hidden">${texts.moveIn} </span>−${timerText(untilTurn + 999)}</span
              >`
        }
        ${
          since === undefined || untilTurn !== undefined
            ? nothing
            : html`<span class="elapsed tabular" title=${texts.sinceLost} data-testid="elapsed"
                  ><span class="visually-hidden">${texts.soFar} </span>${timerText(this.now() - since)}</span
                >${this.renderExpected(this.now() - since)}`
        }
        ${
          canPutAway
            ? html`<button class="quiet icon-only" aria-label=${texts.putAway} @click=${this.dismiss}>
                ${icons.close}
              </button>`
            : nothing
        }
      </div>
    `;
  }

  private renderExpected(elapsed: number): TemplateResult | typeof nothing {
    const text = this.view ? expectedText(expectedTime(this.view, elapsed, this.gadgets)) : '';
    return text === '' ? nothing : html`<span class="expected" data-testid="expected">${text}</span>`;
  }

  private dismiss(): void {
    const id = this.view?.banner?.id;
    if (id === undefined) return;
    // At once here; the core takes it away from the other tabs.
    this.putAway = id;
    this.read(id);
  }

  static override styles = [
    shellStyles,
    css`
      :host {
        display: block;
      }
      .bar {
        display: flex;
        align-items: center;
        gap: var(--us-space-3);
        min-block-size: 2.75rem;
        padding: var(--us-space-1) var(--us-space-4);
        border-inline-start: 4px solid currentcolor;
        background: var(--us-info-soft);
        color: var(--us-info);
      }
      .bar.empty {
        min-block-size: 0;
        padding: 0;
        border: 0;
      }
      .bar.empty .words {
        padding: 0;
      }
      .bar.success {
        background: var(--us-positive-soft);
        color: var(--us-positive);
      }
      .bar.warning {
        background: var(--us-warning-soft);
        color: var(--us-warning);
      }
      .bar.error {
        background: var(--us-danger-soft);
        color: var(--us-danger);
      }
      .words {
        flex: 1;
        min-inline-size: 0;
        /* More than one line keeps its distance from the edge. */
        padding-block: var(--us-space-1);
        color: var(--us-text);
        overflow-wrap: anywhere;
      }
      .elapsed {
        font-weight: var(--us-weight-strong);
        font-size: var(--us-font-large);
        white-space: nowrap;
      }
      .expected {
        color: var(--us-text);
        font-size: var(--us-font-small);
      }
      @media (max-width: 40rem) {
        .bar {
          flex-wrap: wrap;
        }
        .words {
          flex: 1 1 70%;
        }
      }
      :host([placement='card']) .bar:not(.empty) {
        border-radius: var(--us-radius);
        padding-block: var(--us-space-2);
      }
    `,
  ];
}
