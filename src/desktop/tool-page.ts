/**
 * A page of the desktop beside the work: the readiness check, the planner. It opens over the workspace, which stays
 * alive behind it, and is loaded when it is first wanted. Knows of a page only its name and its door.
 */
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { icons } from './icons.ts';
import { shellStyles } from './shell-styles.ts';
import { toolTexts as texts } from './screen-texts.ts';

export interface ToolPage {
  /** Stands in the address after `#/`, so that a page can be linked to and Back closes it. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what one finds there. */
  readonly summary: string;
  /** Puts the page's element into `place`. Rejects when it cannot be loaded. */
  readonly open: (place: HTMLElement) => Promise<{ dispose(): void }>;
}

/** The page that the address names; `undefined` when it names none of these. */
export function pageOfHash(hash: string, pages: readonly ToolPage[]): ToolPage | undefined {
  return pages.find(({ id }) => hash === `#/${id}`);
}

type Loading = 'loading' | 'open' | 'failed';

@customElement('us-tool-page')
export class ToolPageFrame extends LitElement {
  @property({ attribute: false }) page: ToolPage | undefined;
  @property({ attribute: false }) close: () => void = () => undefined;
  @state() private loading: Loading = 'loading';
  #shown: { dispose(): void } | undefined;

  override firstUpdated(): void {
    // Opened by the reader's own act: the reading goes on at the page's heading.
    this.renderRoot.querySelector('h2')?.focus();
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('page')) void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#shown?.dispose();
    this.#shown = undefined;
  }

  private async load(): Promise<void> {
    const page = this.page;
    const place = this.renderRoot.querySelector<HTMLElement>('.place');
    if (!page || !place) return;
    this.loading = 'loading';
    this.#shown?.dispose();
    this.#shown = undefined;
    try {
      const shown = await page.open(place);
      if (this.page !== page || !this.isConnected) shown.dispose();
      else {
        this.#shown = shown;
        this.loading = 'open';
      }
    } catch (error) {
      console.warn(`Understudy: the page "${page.id}" could not be loaded.`, error);
      if (this.page === page) this.loading = 'failed';
    }
  }

  override render(): TemplateResult {
    return html`<section aria-labelledby="heading" @keydown=${this.onKey}>
      <h1 class="visually-hidden">${texts.understudy}</h1>
      <div class="top">
        <h2 id="heading" tabindex="-1" data-testid="page-heading">${this.page?.title}</h2>
        <button data-testid="close-page" @click=${() => this.close()}>${icons.close} ${texts.close}</button>
      </div>
      ${this.loading === 'loading' ? html`<p role="status">${texts.loading}</p>` : ''}
      ${
        this.loading === 'failed'
          ? html`<p role="alert">
              ${texts.failed}
              <button data-testid="load-again" @click=${() => void this.load()}>
                ${icons.restart} ${texts.tryAgain}
              </button>
            </p>`
          : ''
      }
      <div class="place"></div>
    </section>`;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.defaultPrevented) this.close();
  }

  static override styles = [
    shellStyles,
    css`
      :host {
        display: block;
        max-inline-size: 70rem;
        margin-inline: auto;
        padding: var(--us-space-4);
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--us-space-3);
        margin-block-end: var(--us-space-4);
      }
      h2 {
        font-size: 1.4rem;
        outline-offset: var(--us-focus-offset);
      }
    `,
  ];
}
