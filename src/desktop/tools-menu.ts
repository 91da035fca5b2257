/** The header's list of pages beside the work, and what can be set here. A plain list behind a button: no menu role, no trap. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Disclosure } from './disclosure.ts';
import { icons } from './icons.ts';
import { shellStyles } from './shell-styles.ts';
import { shellTexts as texts } from './texts.ts';
import type { ToolPage } from './tool-page.ts';

/** Something that the list does by itself. */
export interface ToolAction {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Of a switch; absent for what is done once. */
  readonly pressed?: boolean | undefined;
  /** Why it cannot be used at the moment. */
  readonly off?: string | undefined;
  readonly run: () => void;
}

@customElement('us-tools-menu')
export class ToolsMenu extends LitElement {
  @property({ attribute: false }) pages: readonly ToolPage[] = [];
  @property({ attribute: false }) actions: readonly ToolAction[] = [];
  readonly #list = new Disclosure(this, { button: () => this.renderRoot.querySelector('button') });

  override render(): TemplateResult | typeof nothing {
    if (this.pages.length === 0 && this.actions.length === 0) return nothing;
    return html`<div class="wrap" @keydown=${this.#list.onKey}>
      <button
        class="quiet"
        data-testid="tools"
        aria-expanded=${this.#list.open ? 'true' : 'false'}
        aria-controls="pages"
        @click=${this.#list.toggle}
      >
        ${icons.tools}<span class="wide-only">${texts.tools}</span
        ><span class="visually-hidden narrow-name">${texts.tools}</span>
      </button>
      <ul id="pages" ?hidden=${!this.#list.open}>
        ${this.pages.map(
          ({ id, title, summary }) =>
            html`<li>
              <a href="#/${id}" data-testid="page-${id}" @click=${this.#list.close}>
                <strong>${title}</strong><span class="quiet-text">${summary}</span>
              </a>
            </li>`,
        )}
        ${this.actions.map((action) => html`<li>${this.renderAction(action)}</li>`)}
      </ul>
    </div>`;
  }

  private renderAction({ id, title, summary, pressed, off, run }: ToolAction): TemplateResult {
    return html`<button
      class="quiet action"
      data-testid="action-${id}"
      aria-pressed=${pressed === undefined ? nothing : pressed ? 'true' : 'false'}
      aria-disabled=${off === undefined ? 'false' : 'true'}
      aria-describedby="summary-${id}"
      @click=${() => {
        if (off === undefined) run();
      }}
    >
      <strong>${title}</strong><span class="quiet-text" id="summary-${id}">${off ?? summary}</span>
    </button>`;
  }

  static override styles = [
    shellStyles,
    css`
      .wrap {
        position: relative;
      }
      @media (max-width: 48rem) {
        .wide-only {
          display: none;
        }
      }
      @media (min-width: 48.01rem) {
        .narrow-name {
          display: none;
        }
      }
      ul {
        position: absolute;
        inset-block-start: calc(100% + var(--us-space-1));
        inset-inline-end: 0;
        z-index: 20;
        inline-size: min(22rem, calc(100vw - 2 * var(--us-space-3)));
        margin: 0;
        padding: var(--us-space-2);
        list-style: none;
        background: var(--us-surface-raised);
        border: 1px solid var(--us-border);
        border-radius: var(--us-radius);
        box-shadow: var(--us-shadow-raised);
      }
      .action {
        inline-size: 100%;
        justify-content: start;
        justify-items: start;
        text-align: start;
      }
      .action[aria-pressed='true'] strong::after {
        content: ' ✓';
      }
      a,
      .action {
        display: grid;
        gap: var(--us-space-1);
        padding: var(--us-space-2) var(--us-space-3);
        border-radius: var(--us-radius);
        color: inherit;
        text-decoration: none;
      }
      a:hover,
      .action:hover {
        background: var(--us-surface-hover);
      }
      .quiet-text {
        font-size: var(--us-font-small);
      }
      @media (max-width: 40rem) {
        ul {
          position: fixed;
          inset-inline: var(--us-space-3);
          inset-block-start: auto;
          inline-size: auto;
        }
      }
    `,
  ];
}
