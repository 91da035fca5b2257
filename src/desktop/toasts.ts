/**
 * Toasts: what happened beside the main story. A log region: new ones are read out, nothing takes the focus. What went
 * wrong stays until it is dismissed; the rest leaves by itself, unless the pointer or the focus is on it.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { NoticeLevel } from '../core/view.ts';
import { icons } from './icons.ts';
import { shellStyles } from './shell-styles.ts';
import { fill } from '../gadget/locale.ts';
import { toastsTexts as texts } from './screen-texts.ts';

export interface Toast {
  readonly id: string;
  readonly level: NoticeLevel;
  readonly text: string;
}

@customElement('us-toasts')
export class Toasts extends LitElement {
  @property({ attribute: false }) toasts: readonly Toast[] = [];
  @property({ attribute: false }) dismiss: (id: string) => void = () => undefined;
  /** Real ms: people read in real time whatever the simulated clock does. Long enough for two sentences. */
  @property({ attribute: false }) staysMs = 12_000;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('toasts')) return;
    const shown = new Set(this.toasts.map((toast) => toast.id));
    for (const [id, timer] of this.#timers) {
      if (shown.has(id)) continue;
      clearTimeout(timer);
      this.#timers.delete(id);
    }
    for (const toast of this.toasts) {
      if ((toast.level === 'info' || toast.level === 'success') && !this.#timers.has(toast.id)) this.#arm(toast.id);
    }
  }

  #arm(id: string): void {
    this.#timers.set(
      id,
      setTimeout(() => {
        const inUse = this.matches(':hover') || this.shadowRoot?.activeElement;
        if (inUse) this.#arm(id);
        else this.dismiss(id);
      }, this.staysMs),
    );
  }

  override render(): TemplateResult {
    return html`<div class="region" role="log" aria-label=${texts.messages} tabindex="-1" data-testid="toasts">
      ${repeat(
        this.toasts,
        (toast) => toast.id,
        (toast) =>
          html`<div class="toast ${toast.level}" data-level=${toast.level}>
            ${icons[toast.level]}
            <p>${toast.text}</p>
            <button
              class="quiet icon-only"
              aria-label=${fill(texts.dismiss, { text: toast.text })}
              @click=${(event: Event) => void this.#dismissByHand(toast.id, event)}
            >
              ${icons.close}
            </button>
          </div>`,
      )}
      ${this.toasts.length === 0 ? nothing : html`<span class="end"></span>`}
    </div>`;
  }

  /** The pressed button goes away with its toast: the focus stays in the region instead of falling to the page's top. */
  async #dismissByHand(id: string, event: Event): Promise<void> {
    const button = event.currentTarget as HTMLElement;
    const next = button.closest('.toast')?.nextElementSibling?.querySelector('button');
    const target = next ?? this.renderRoot.querySelector<HTMLElement>('.region');
    this.dismiss(id);
    await this.updateComplete;
    target?.focus();
  }

  static override styles = [
    shellStyles,
    css`
      .region {
        position: fixed;
        inset-block-end: var(--us-space-4);
        inset-inline-end: calc(var(--us-space-4) + var(--us-drawer-width, 0rem));
        z-index: 30;
        display: grid;
        gap: var(--us-space-2);
        inline-size: min(26rem, calc(100vw - 2 * var(--us-space-4)));
        max-block-size: 70vh;
        overflow-y: auto;
        pointer-events: none;
      }
      .end {
        display: none;
      }
      .toast {
        pointer-events: auto;
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: var(--us-space-3);
        align-items: start;
        padding: var(--us-space-2) var(--us-space-2) var(--us-space-2) var(--us-space-3);
        background: var(--us-surface-raised);
        border: 1px solid var(--us-border);
        border-inline-start: 4px solid var(--us-info);
        border-radius: var(--us-radius);
        box-shadow: var(--us-shadow-raised);
      }
      .toast p,
      .toast > .icon {
        margin-block: 0.4rem;
      }
      .toast p {
        overflow-wrap: anywhere;
      }
      .toast > .icon {
        color: var(--us-info);
      }
      .toast.success {
        border-inline-start-color: var(--us-positive);
      }
      .toast.success > .icon {
        color: var(--us-positive);
      }
      .toast.warning {
        border-inline-start-color: var(--us-warning);
      }
      .toast.warning > .icon {
        color: var(--us-warning);
      }
      .toast.error {
        border-inline-start-color: var(--us-danger);
      }
      .toast.error > .icon {
        color: var(--us-danger);
      }
    `,
  ];
}
