/** The failover planner's page: the deployment as a form, the plan beside it, drawn and in words. Shows; the planner reckons. */
import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  planGadgetKinds,
  planMoves,
  planPgReleases,
  planProfiles,
  PlanRefusal,
  type Plan,
  type PlanInput,
} from '../../planner/contract.ts';
import { planMarkdown, secondsText, stepWords } from '../../planner/export.ts';
import { planFailover } from '../../planner/plan.ts';
import { shellStyles } from '../shell-styles.ts';
import { plannerStyles } from './planner-styles.ts';
import { numberFields, plannerTexts as texts, plannerWords as words } from './words.ts';
import { fill, translated } from '../locale.ts';

const choices = {
  profile: planProfiles,
  move: planMoves,
  gadgetKind: planGadgetKinds,
  pgRelease: planPgReleases,
} as const;
type ChoiceField = keyof typeof choices;

const usual: PlanInput = {
  agents: 2_000,
  gadgets: 6,
  roundTripMs: 2,
  mbitPerSecond: 1_000,
  profile: '12.6',
  move: 'redirect',
  pgRelease: '12.5+',
  vCpus: 4,
  gadgetKind: 'xml',
  onLostNodePercent: 50,
};

@customElement('us-planner-page')
export class PlannerPage extends LitElement {
  @state() private input: PlanInput = usual;
  /** Kept when what is typed cannot be: the numbers stay, and the field says why. */
  @state() private plan: Plan = planFailover(usual);
  @state() private refusal: PlanRefusal | undefined;

  override render(): TemplateResult {
    const { plan } = this;
    return html`
      <p class="lead">${words.lead}</p>
      <div class="both">
        <form aria-label=${words.inputs} @submit=${(event: Event) => event.preventDefault()}>
          ${numberFields.map(
            ({ field, label, least, most }) =>
              html`<label>
                <span>${label}</span>
                <input
                  type="number"
                  name=${field}
                  min=${least}
                  max=${most}
                  required
                  .value=${String(this.input[field])}
                  aria-invalid=${this.refusal?.field === field ? 'true' : 'false'}
                  aria-describedby=${this.refusal?.field === field ? 'refusal' : nothing}
                  @input=${(event: Event) => this.change(field, (event.target as HTMLInputElement).valueAsNumber)}
                />
              </label>`,
          )}
          ${(Object.keys(choices) as ChoiceField[]).map((field) => this.choice(field))}
          ${this.refusal ? html`<p id="refusal" role="alert">${translated(`planner.refusal.${this.refusal.field}`, this.refusal.message, [this.refusal])}</p>` : nothing}
        </form>
        <div class="plan">
          <p class="headline" role="status" data-testid="plan-last">
            ${words.result} <strong>${secondsText(plan.last_s)} s</strong>
            <span>(${secondsText(plan.last_range_s.from)}–${secondsText(plan.last_range_s.to)} s)</span>
          </p>
          ${this.facts(plan)} ${this.bars(plan)}
          <h3>${words.spreadHeading}</h3>
          <p>
            ${fill(texts.spread, {
              one: plan.spread.agents_on_each[0],
              other: plan.spread.agents_on_each[1],
              even: secondsText(plan.spread.even_last_s),
              uneven: secondsText(plan.spread.uneven_last_s),
            })}
          </p>
          <h3>${words.maintenanceHeading}</h3>
          <p>
            ${fill(texts.maintenance, {
              desktops: plan.spread.agents_on_each[0],
              batches: plan.maintenance.batches,
              size: plan.maintenance.batch_size,
              seconds: secondsText(plan.maintenance.all_moved_s),
            })}
          </p>
          ${
            plan.advice.length > 0
              ? html`<h3>${words.adviceHeading}</h3>
                  <ul>
                    ${plan.advice.map((advice) => html`<li>${translated('planner.advice', advice)}</li>`)}
                  </ul>`
              : nothing
          }
          ${
            plan.not_calibrated.length > 0
              ? html`<p class="quiet-text">
                  ${words.notCalibrated}
                  ${plan.not_calibrated.map((what) => translated('planner.part', what)).join(', ')}.
                </p>`
              : nothing
          }
          <div class="saves">
            <button data-testid="save-markdown" @click=${() => this.save('md', 'text/markdown', planMarkdown(plan))}>
              ${words.saveMarkdown}
            </button>
            <button
              data-testid="save-json"
              @click=${() => this.save('json', 'application/json', `${JSON.stringify(plan, undefined, 2)}\n`)}
            >
              ${words.saveJson}
            </button>
          </div>
        </div>
      </div>
    `;
  }

  private choice(field: ChoiceField): TemplateResult {
    const label = texts[field];
    const values: readonly string[] = choices[field];
    return html`<label>
      <span>${label}</span>
      <select name=${field} @change=${(event: Event) => this.change(field, (event.target as HTMLSelectElement).value)}>
        ${values.map((value) => html`<option translate="no" value=${value} ?selected=${this.input[field] === value}>${value}</option>`)}
      </select>
    </label>`;
  }

  private facts(plan: Plan): TemplateResult {
    const facts: readonly (readonly [string, string])[] = [
      [texts.movers, String(plan.movers)],
      [texts.first, `${secondsText(plan.first_s)} s`],
      [texts.half, `${secondsText(plan.half_s)} s`],
      [texts.oneMore, `+${plan.one_more_gadget_s.toFixed(1)} s`],
      [texts.desktops, fill(texts.aSecond, { desktops: secondsText(plan.desktops_per_s) })],
      [texts.bytes, `${(plan.bytes_per_agent / 1000).toFixed(0)} kB`],
      [texts.bandwidth, `${secondsText(plan.busy_mbit_per_s)} Mbit/s`],
      [texts.cti, `${plan.cti_s.from}–${plan.cti_s.to} s`],
    ];
    return html`<dl>
      ${facts.map(
        ([term, value]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>`;
  }

  /** A bar for each step; its length is an attribute, since no style may stand in the page. */
  private bars({ steps }: Plan): TemplateResult {
    const longest = Math.max(...steps.map(({ seconds }) => seconds), 0.001);
    return html`<h3 id="where">${words.whereHeading}</h3>
      <ol class="bars" aria-labelledby="where">
        ${steps.map(
          ({ step, seconds }) =>
            html`<li>
              <span>${translated(`planner.step.${step}`, stepWords[step])}</span>
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                ${svg`<rect width=${Math.max(seconds > 0 ? 0.6 : 0, (100 * seconds) / longest).toFixed(1)} height="8" rx="1" />`}
              </svg>
              <span class="value">${seconds.toFixed(1)} s</span>
            </li>`,
        )}
      </ol>`;
  }

  private change(field: keyof PlanInput, value: string | number): void {
    const input = { ...this.input, [field]: value };
    // The way to move that each profile is known for.
    const next =
      field === 'profile' ? ({ ...input, move: input.profile === 'swift' ? 'in-place' : 'redirect' } as const) : input;
    try {
      this.plan = planFailover(next);
      this.refusal = undefined;
      this.input = next;
    } catch (error) {
      if (!(error instanceof PlanRefusal)) throw error;
      this.refusal = error;
    }
  }

  private save(ending: string, type: string, text: string): void {
    const address = URL.createObjectURL(new Blob([text], { type }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `failover-plan.${ending}`;
    link.click();
    URL.revokeObjectURL(address);
  }

  static override styles = [shellStyles, plannerStyles];
}
