/** The header's list of pages beside the work. A plain list of links behind a button: no menu role, no trap. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { icons } from './icons.ts';
import { shellStyles } from './shell-styles.ts';
import type { ToolPage } from './tool-page.ts';

@customElement('us-tools-menu')
export class ToolsMenu extends LitElement {
  @property({ attribute: false }) pages: readonly ToolPage[] = [];
  @state() private open = false;
  readonly #closeFromOutside = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.open = false;
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.#closeFromOutside);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#closeFromOutside);
  }

  override render(): TemplateResult | typeof nothing {
    if (this.pages.length === 0) return nothing;
    return html`<div class="wrap" @keydown=${this.onKey}>
      <button
        class="quiet"
        data-testid="tools"
        aria-expanded=${this.open ? 'true' : 'false'}
        aria-controls="pages"
        @click=${() => (this.open = !this.open)}
      >
        ${icons.tools}<span class="wide-only">Tools</span><span class="visually-hidden narrow-name">Tools</span>
      </button>
      <ul id="pages" ?hidden=${!this.open}>
        ${this.pages.map(
          ({ id, title, summary }) =>
            html`<li>
              <a href="#/${id}" data-testid="page-${id}" @click=${() => (this.open = false)}>
                <strong>${title}</strong><span class="quiet-text">${summary}</span>
              </a>
            </li>`,
        )}
      </ul>
    </div>`;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.open) return;
    event.preventDefault();
    this.open = false;
    this.renderRoot.querySelector('button')?.focus();
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
      a {
        display: grid;
        gap: var(--us-space-1);
        padding: var(--us-space-2) var(--us-space-3);
        border-radius: var(--us-radius);
        color: inherit;
        text-decoration: none;
      }
      a:hover {
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
