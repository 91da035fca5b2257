/**
 * The readiness page: every check with its finding, the worst first, and what to change. Shows; the checks decide.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { icons } from '../icons.ts';
import { shellStyles } from '../shell-styles.ts';
import type { Check, Finding, Surroundings, Verdict } from './contract.ts';
import { checks as allChecks, runCheck, wholeVerdict, wholeWords } from './run-checks.ts';
import { catalogue, fill, translated } from '../locale.ts';
import { readinessTexts as texts } from './texts.ts';

const verdictWords: Readonly<Record<Verdict, string>> = catalogue('readiness.verdict', {
  good: 'Good',
  'costs-time': 'Costs time',
  problem: 'Problem',
  'not-known': 'Not known',
});
const verdictIcons = {
  good: icons.success,
  'costs-time': icons.warning,
  problem: icons.error,
  'not-known': icons.info,
} as const satisfies Record<Verdict, TemplateResult>;
const worstFirst: readonly Verdict[] = ['problem', 'costs-time', 'not-known', 'good'];

@customElement('us-readiness-page')
export class ReadinessPage extends LitElement {
  @property({ attribute: false }) look: (() => Surroundings) | undefined;
  @property({ attribute: false }) checks: readonly Check[] = allChecks;
  @state() private findings: ReadonlyMap<Check, Finding> = new Map();
  @state() private running = false;

  override firstUpdated(): void {
    void this.run();
  }

  private readonly run = async (): Promise<void> => {
    const { look } = this;
    if (!look || this.running) return;
    this.running = true;
    this.findings = new Map();
    const surroundings = look();
    await Promise.all(
      this.checks.map(async (check) => {
        const finding = await runCheck(check, surroundings);
        this.findings = new Map(this.findings).set(check, finding);
      }),
    );
    this.running = false;
  };

  override render(): TemplateResult {
    const found = [...this.findings.values()];
    const done = found.length === this.checks.length;
    const sorted = done ? [...this.checks].sort((left, right) => this.rank(left) - this.rank(right)) : this.checks;
    return html`
      <p class="lead">${texts.lead}</p>
      <div class="whole ${done ? wholeVerdict(found) : 'running'}">
        <p role="status" data-testid="readiness">
          ${done ? wholeWords(found) : fill(texts.checking, { length: found.length, all: this.checks.length })}
        </p>
        <button data-testid="check-again" aria-disabled=${done ? 'false' : 'true'} @click=${this.run}>
          ${icons.restart} ${texts.checkAgain}
        </button>
      </div>
      <ul>
        ${sorted.map((check) => this.renderCheck(check))}
      </ul>
    `;
  }

  private rank(check: Check): number {
    return worstFirst.indexOf(this.findings.get(check)?.verdict ?? 'good');
  }

  private renderCheck(check: Check): TemplateResult {
    const finding = this.findings.get(check);
    const verdict = finding?.verdict ?? 'not-known';
    return html`<li
      class=${finding ? verdict : 'running'}
      data-check=${check.id}
      data-verdict=${finding?.verdict ?? ''}
    >
      <h3>${translated(`readiness.${check.id}.title`, check.title)} <span class="id">${check.id}</span></h3>
      <span class="verdict">${finding ? html`${verdictIcons[verdict]} ${verdictWords[verdict]}` : '…'}</span>
      <p>${finding ? translated(`readiness.${check.id}.finding`, finding.words, [finding]) : texts.looking}</p>
      ${
        finding?.advice === undefined
          ? nothing
          : html`<p class="advice">${translated(`readiness.${check.id}.advice`, finding.advice, [finding])}</p>`
      }
    </li>`;
  }

  static override styles = [
    shellStyles,
    css`
      :host {
        display: grid;
        gap: var(--us-space-4);
      }
      .whole,
      li {
        border: 1px solid var(--us-border);
        border-inline-start: 4px solid var(--us-border-strong);
        border-radius: var(--us-radius);
        background: var(--us-surface);
        padding: var(--us-space-3) var(--us-space-4);
      }
      .whole {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--us-space-3);
        font-weight: var(--us-weight-strong);
      }
      .good {
        border-inline-start-color: var(--us-positive);
      }
      .costs-time {
        border-inline-start-color: var(--us-warning);
      }
      .problem {
        border-inline-start-color: var(--us-danger);
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr));
        gap: var(--us-space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: var(--us-space-1) var(--us-space-3);
        align-content: start;
      }
      h3 {
        font-size: inherit;
      }
      .id {
        white-space: nowrap;
        color: var(--us-text-quiet);
        font-size: var(--us-font-small);
        font-weight: normal;
      }
      .verdict {
        white-space: nowrap;
        font-size: var(--us-font-small);
      }
      .good .verdict {
        color: var(--us-positive);
      }
      .costs-time .verdict {
        color: var(--us-warning);
      }
      .problem .verdict {
        color: var(--us-danger);
      }
      li p {
        grid-column: 1 / -1;
        overflow-wrap: anywhere;
      }
      .advice::before {
        content: '→ ';
      }
      .advice {
        color: var(--us-text-quiet);
      }
    `,
  ];
}
