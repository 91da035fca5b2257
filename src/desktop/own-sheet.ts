/**
 * Sizes that come from data (a layout, an agent's choice) as a style sheet of an element's own: no style attribute stands
 * anywhere, as the page's policy wants it.
 */
import type { LitElement, ReactiveController } from 'lit';

export class OwnSheet implements ReactiveController {
  readonly #host: LitElement;
  readonly #sheet = new CSSStyleSheet();
  #shown = '';

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    const root = this.#host.shadowRoot;
    if (root && !root.adoptedStyleSheets.includes(this.#sheet)) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#sheet];
    }
  }

  show(rules: string): void {
    if (rules === this.#shown) return;
    this.#shown = rules;
    this.#sheet.replaceSync(rules);
  }
}
