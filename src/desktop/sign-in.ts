/**
 * The sign-in page, and the smaller form that asks for the password again when a node no longer accepts it. Checks
 * only what a person can mend before sending; whether the agent may in is the node's business. Why a sign-in failed
 * stands in the banner above the form. The password is handed on and kept nowhere.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SignInRequest } from '../worker/protocol.ts';
import { shellStyles } from './shell-styles.ts';
import { logo } from './icons.ts';
import { fill } from '../gadget/locale.ts';
import { signInTexts as texts } from './screen-texts.ts';
import { worded } from './locale.ts';

const fields = ['agentId', 'password', 'extension'] as const;
type Field = (typeof fields)[number];

const fieldTexts: Readonly<Record<Field, { label: string; missing: string; testId: string; autocomplete: string }>> =
  worded('sign-in.field', ['label', 'missing'], {
    agentId: {
      label: 'Agent ID',
      missing: 'Enter your agent ID.',
      testId: 'agent-id',
      autocomplete: 'username',
    },
    password: {
      label: 'Password',
      missing: 'Enter your password.',
      testId: 'password',
      autocomplete: 'current-password',
    },
    extension: {
      label: 'Extension',
      missing: 'Enter the extension of your phone.',
      testId: 'extension',
      autocomplete: 'tel-extension',
    },
  });

@customElement('us-sign-in')
export class SignIn extends LitElement {
  /** `renew` asks for the password only: agent and extension are those of the session. */
  @property({ attribute: false }) mode: 'full' | 'renew' = 'full';
  @property({ attribute: false }) renewing: { readonly agentId: string; readonly extension: string } | undefined;
  @property({ type: Boolean }) busy = false;
  /** What the page's address already says; the agent may change it. */
  @property({ attribute: false }) prefill: { readonly agentId: string; readonly extension: string } | undefined;
  /** A hint for the simulated cluster, where everybody may in. */
  @property({ attribute: false }) hint = '';
  @property({ attribute: false }) signIn: (request: SignInRequest) => Promise<void> = () => Promise.resolve();
  @state() private problems: Partial<Record<Field, string>> = {};
  @state() private failure = '';

  private get asked(): readonly Field[] {
    return this.mode === 'full' ? fields : ['password'];
  }

  private input(field: Field): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${field}`);
  }

  override render(): TemplateResult {
    const full = this.mode === 'full';
    return html`
      <form novalidate aria-labelledby="heading" aria-busy=${this.busy ? 'true' : 'false'} @submit=${this.submit}>
        ${
          full
            ? html`<div class="brand">${logo}<span>${texts.understudy}</span></div>
                <h1 id="heading">${texts.signIn}</h1>`
            : html`<h2 id="heading" class="visually-hidden">${texts.passwordAgain}</h2>`
        }
        ${this.asked.map((field) => this.renderField(field))}
        ${this.failure ? html`<p class="problem" role="alert">${this.failure}</p>` : nothing}
        <button class="primary" type="submit" data-testid="sign-in" aria-disabled=${this.busy ? 'true' : 'false'}>
          ${this.busy ? texts.signingIn : full ? texts.signIn : texts.goOn}
        </button>
        ${full && this.hint ? html`<p class="hint quiet-text">${this.hint}</p>` : nothing}
      </form>
    `;
  }

  private renderField(field: Field): TemplateResult {
    const { label, testId, autocomplete } = fieldTexts[field];
    const problem = this.problems[field];
    return html`<div class="field">
      <label for=${field}
        >${this.mode === 'full' ? label : fill(texts.ofAgent, { label, agent: this.renewing?.agentId ?? '' })}</label
      >
      <input
        id=${field}
        name=${field}
        data-testid=${testId}
        type=${field === 'password' ? 'password' : 'text'}
        autocomplete=${autocomplete}
        inputmode=${field === 'extension' ? 'numeric' : nothing}
        autocapitalize="off"
        spellcheck="false"
        required
        value=${(field === 'password' ? undefined : this.prefill?.[field]) ?? nothing}
        ?readonly=${this.busy}
        aria-invalid=${problem ? 'true' : 'false'}
        aria-describedby=${problem ? `${field}-problem` : nothing}
        @input=${() => this.clearProblem(field)}
      />
      ${problem ? html`<p class="problem" id="${field}-problem">${problem}</p>` : nothing}
    </div>`;
  }

  private clearProblem(field: Field): void {
    this.failure = '';
    if (this.problems[field] === undefined) return;
    this.problems = Object.fromEntries(Object.entries(this.problems).filter(([name]) => name !== field));
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const given = (field: Field): string => this.input(field)?.value ?? '';
    const agentId = this.renewing && this.mode === 'renew' ? this.renewing.agentId : given('agentId').trim();
    const extension = this.renewing && this.mode === 'renew' ? this.renewing.extension : given('extension').trim();
    const request: SignInRequest = { agentId, extension, password: given('password') };
    const missing = this.asked.filter((field) => request[field] === '');
    this.failure = '';
    this.problems = Object.fromEntries(missing.map((field) => [field, fieldTexts[field].missing]));
    if (missing[0]) {
      this.input(missing[0])?.focus();
      return;
    }
    try {
      await this.signIn(request);
    } catch (error) {
      // The core did not even take the wish (its worker died, or it is busy): nothing comes through the view.
      this.failure = fill(texts.notStarted, { why: error instanceof Error ? error.message : String(error) });
    }
  }

  static override styles = [
    shellStyles,
    css`
      form {
        display: grid;
        gap: var(--us-space-4);
        padding: var(--us-space-6) var(--us-space-5);
        background: var(--us-surface);
        border: 1px solid var(--us-border);
        border-radius: var(--us-radius-large);
        box-shadow: var(--us-shadow-raised);
      }
      .brand {
        display: flex;
        align-items: center;
        gap: var(--us-space-2);
        font-weight: var(--us-weight-strong);
        font-size: var(--us-font-large);
      }
      h1 {
        font-size: var(--us-font-huge);
        line-height: 1.2;
      }
      h2 {
        font-size: var(--us-font-normal);
      }
      .field {
        display: grid;
        gap: var(--us-space-1);
      }
      label {
        font-weight: var(--us-weight-strong);
        font-size: var(--us-font-small);
      }
      input {
        font: inherit;
        color: inherit;
        inline-size: 100%;
        min-block-size: 2.5rem;
        padding: 0 var(--us-space-3);
        border: 1px solid var(--us-border-strong);
        border-radius: var(--us-radius);
        background: var(--us-surface-sunken);
      }
      input[aria-invalid='true'] {
        border-color: var(--us-danger);
        border-width: 2px;
      }
      .problem {
        color: var(--us-danger);
        font-size: var(--us-font-small);
      }
      .hint {
        font-size: var(--us-font-small);
        text-align: center;
      }
      button {
        min-block-size: 2.75rem;
      }
      :host([compact]) form {
        grid-template-columns: minmax(10rem, 18rem) auto;
        align-items: end;
        justify-content: start;
        padding: var(--us-space-3) var(--us-space-4);
        border-width: 0 0 1px;
        border-radius: 0;
        box-shadow: none;
      }
      @media (max-width: 40rem) {
        :host([compact]) form {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];
}
