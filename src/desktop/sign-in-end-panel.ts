/**
 * The end of a sign-in by single sign-on (PF-10): a word ten and five minutes before, a countdown in the last minute, and a
 * small form to sign in again with nothing else changed. Not modal: one works on beside it, and it takes the focus only when
 * asked for. The password is handed on and kept nowhere.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SignInEndView } from '../core/maintenance-view.ts';
import { icons } from './icons.ts';
import { cookieAdvice, renewalFailure } from './messages-maintenance.ts';
import { noticeText } from './messages.ts';
import { noticePanelStyles } from './notice-panel-styles.ts';
import { shellStyles } from './shell-styles.ts';
import { Ticker } from './ticker.ts';
import { timerText } from './words.ts';
import { fill } from '../gadget/locale.ts';
import { signInEndPanelTexts as texts } from './screen-texts.ts';

@customElement('us-sign-in-end')
export class SignInEndPanel extends LitElement {
  @property({ attribute: false }) end: SignInEndView | undefined;
  @property({ attribute: false }) agentId = '';
  /** Ms by the core's clock. */
  @property({ attribute: false }) now: () => number = () => 0;
  @property({ attribute: false }) renew: (password: string) => Promise<void> = () => Promise.resolve();
  @state() private form: 'closed' | 'open' | 'busy' = 'closed';
  @state() private problem = '';

  constructor() {
    super();
    new Ticker(this, () => this.end !== undefined);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('end')) return;
    // In the last minute there is no time to look for it.
    if (this.end?.stage === 'last-minute' && this.form === 'closed') this.form = 'open';
    if (!this.end) {
      this.form = 'closed';
      this.problem = '';
    }
  }

  override render(): TemplateResult {
    const { end } = this;
    return html`<section class=${end ? 'panel' : 'panel empty'} aria-label=${texts.heading}>
      ${end ? icons.warning : nothing}
      <div class="text">
        <p class="words" role="status" data-testid="sign-in-end-notice">${end ? noticeText(end.notice) : ''}</p>
        ${end && this.form !== 'closed' ? this.renderForm() : nothing}
      </div>
      ${end ? this.renderSide(end) : nothing}
    </section>`;
  }

  private renderSide(end: SignInEndView): TemplateResult {
    return html`<div class="side">
      <span class="elapsed tabular" data-testid="sign-in-end-countdown"
        ><span class="visually-hidden">${texts.timeLeft} </span>${timerText(end.endsAt - this.now())}</span
      >
      ${
        this.form === 'closed'
          ? html`<button data-testid="stay-signed-in" @click=${this.open}>${texts.staySignedIn}</button>`
          : nothing
      }
    </div>`;
  }

  private renderForm(): TemplateResult {
    const busy = this.form === 'busy';
    return html`<div role="dialog" aria-modal="false" aria-label=${texts.signInAgain}>
      <form novalidate @submit=${this.submit} @keydown=${this.onKey}>
        <label for="password">${fill(texts.passwordOf, { agent: this.agentId })}</label>
        <div class="row">
          <input
            id="password"
            type="password"
            autocomplete="current-password"
            data-testid="renew-password"
            ?readonly=${busy}
            aria-invalid=${this.problem ? 'true' : 'false'}
            aria-describedby=${this.problem ? 'problem' : nothing}
          />
          <button class="primary" type="submit" data-testid="renew-sign-in" aria-disabled=${busy ? 'true' : 'false'}>
            ${busy ? texts.signingIn : texts.signInAgain}
          </button>
        </div>
        ${this.problem ? html`<p class="problem" id="problem" role="alert">${this.problem}</p>` : nothing}
        ${this.problem ? html`<p class="quiet-text">${cookieAdvice()}</p>` : nothing}
      </form>
    </div>`;
  }

  private get field(): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>('#password');
  }

  private async open(): Promise<void> {
    this.form = 'open';
    await this.updateComplete;
    this.field?.focus();
  }

  private async onKey(event: KeyboardEvent): Promise<void> {
    if (event.key !== 'Escape' || this.form !== 'open') return;
    this.form = 'closed';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('button')?.focus();
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.form === 'busy') return;
    const password = this.field?.value ?? '';
    if (password === '') {
      this.problem = texts.missing;
      this.field?.focus();
      return;
    }
    this.problem = '';
    this.form = 'busy';
    try {
      await this.renew(password);
    } catch (error) {
      this.problem = renewalFailure(error);
      this.form = 'open';
      await this.updateComplete;
      this.field?.focus();
    }
  }

  static override styles = [
    shellStyles,
    noticePanelStyles,
    css`
      form {
        margin-block-start: var(--us-space-2);
      }
      .problem {
        margin-block-start: var(--us-space-2);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--us-space-2);
      }
      input {
        flex: 1 1 10rem;
        min-inline-size: 0;
        max-inline-size: 20rem;
        min-block-size: var(--us-control-height);
        padding: 0 var(--us-space-3);
        border: 1px solid var(--us-border-strong);
        border-radius: var(--us-radius);
        background: var(--us-surface);
        color: var(--us-text);
        font: inherit;
      }
    `,
  ];
}
