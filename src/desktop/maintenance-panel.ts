/**
 * What the agent sees of a maintenance that moves this desktop: the sentence, the seconds, a way to be moved later, and what
 * is being saved. The sentence stands alone in a live region; the running seconds and the list do not, and nothing here
 * takes the focus. Knows the view and the catalogue, decides nothing.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MaintenanceView } from '../core/maintenance-view.ts';
import type { Phase } from '../core/view.ts';
import { icons } from './icons.ts';
import { alternateWords, saveWords } from './messages-maintenance.ts';
import { noticeText } from './messages.ts';
import { noticePanelStyles } from './notice-panel-styles.ts';
import { shellStyles } from './shell-styles.ts';
import { Ticker } from './ticker.ts';
import { secondsPhrase, timerText, titleFromId } from './words.ts';
import { fill } from '../gadget/locale.ts';
import { maintenancePanelTexts as texts } from './screen-texts.ts';

/** The banner says these, and whether the desktop was moved: nothing is said twice. */
const movingPhases: readonly (Phase | undefined)[] = ['migrating', 'switching', 'restoring'];

@customElement('us-maintenance')
export class MaintenancePanel extends LitElement {
  @property({ attribute: false }) maintenance: MaintenanceView | undefined;
  @property({ attribute: false }) phase: Phase | undefined;
  /** Ms by the core's clock. */
  @property({ attribute: false }) now: () => number = () => 0;
  @property({ attribute: false }) postpone: () => void = () => undefined;

  constructor() {
    super();
    new Ticker(this, () => this.isAhead);
  }

  private get isAhead(): boolean {
    return this.maintenance !== undefined && this.maintenance.stage !== 'stays' && !movingPhases.includes(this.phase);
  }

  override render(): TemplateResult {
    const maintenance = this.maintenance?.stage === 'stays' ? undefined : this.maintenance;
    return html`<section class=${maintenance ? 'panel' : 'panel empty'} aria-label=${texts.heading}>
      ${maintenance ? icons.warning : nothing}
      <div class="text">
        <p class="words" role="status" data-testid="maintenance-notice">
          ${maintenance && this.isAhead ? noticeText(maintenance.notice) : ''}
        </p>
        ${maintenance ? this.renderMore(maintenance) : nothing}
      </div>
      ${maintenance && this.isAhead ? this.renderSide(maintenance) : nothing}
    </section>`;
  }

  private renderMore(maintenance: MaintenanceView): TemplateResult {
    return html`<p class="quiet-text" data-testid="maintenance-alternate">${alternateWords[maintenance.alternate]}</p>
      <details>
        <summary>${texts.keptHeading}</summary>
        ${
          maintenance.saves.length === 0
            ? html`<p>${texts.kept}</p>`
            : html`<ul data-testid="maintenance-saves">
                ${maintenance.saves.map(
                  ({ gadget, outcome }) =>
                    html`<li class=${outcome}>
                      <span>${titleFromId(gadget)}</span> <span>${saveWords[outcome]}</span>
                    </li>`,
                )}
              </ul>`
        }
      </details>`;
  }

  private renderSide(maintenance: MaintenanceView): TemplateResult {
    const { movesAt, postponeSeconds, postponing } = maintenance;
    const isAsked = postponing === 'asked';
    return html`<div class="side">
      <span class="elapsed tabular" data-testid="maintenance-countdown"
        ><span class="visually-hidden">${texts.timeLeft} </span>${timerText(movesAt - this.now())}</span
      >
      ${
        postponeSeconds > 0
          ? html`<button
              data-testid="postpone-maintenance"
              title=${fill(texts.postponable, { time: secondsPhrase(postponeSeconds) })}
              aria-disabled=${isAsked ? 'true' : 'false'}
              @click=${() => !isAsked && this.postpone()}
            >
              ${isAsked ? texts.asking : texts.postpone}
            </button>`
          : nothing
      }
    </div>`;
  }

  static override styles = [
    shellStyles,
    noticePanelStyles,
    css`
      details {
        margin-block-start: var(--us-space-1);
      }
      summary {
        cursor: pointer;
        inline-size: fit-content;
        min-block-size: 1.5rem;
      }
      /* Side by side, so that a dozen gadgets do not push the call away. */
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--us-space-4);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li span + span {
        color: var(--us-text-quiet);
      }
      li.failed span + span,
      li.missing span + span {
        color: var(--us-danger);
      }
    `,
  ];
}
