/**
 * The choice when another desktop of the same agent has taken the connection: go on here, or leave it to the other one. Why
 * stands in the banner above; what is typed in the gadgets below stays either way. Decides nothing by itself.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shellStyles } from './shell-styles.ts';
import { displacedTexts as texts } from './screen-texts.ts';

@customElement('us-displaced')
export class Displaced extends LitElement {
  @property({ attribute: false }) takeBack: () => void = () => undefined;
  @property({ attribute: false }) leave: () => void = () => undefined;

  override render(): TemplateResult {
    return html`<section aria-labelledby="heading">
      <h2 id="heading">${texts.whereToWork}</h2>
      <p class="quiet-text">${texts.whatHappens}</p>
      <div class="choices">
        <button class="primary" data-testid="take-back" @click=${() => this.takeBack()}>${texts.goOnHere}</button>
        <button data-testid="leave-to-other" @click=${() => this.leave()}>${texts.signOutHere}</button>
      </div>
    </section>`;
  }

  static override styles = [
    shellStyles,
    css`
      :host {
        display: block;
        padding: var(--us-space-4);
      }
      section {
        display: grid;
        gap: var(--us-space-3);
        max-inline-size: 40rem;
        padding: var(--us-space-4);
        border: 1px solid var(--us-border);
        border-radius: var(--us-radius);
        background: var(--us-surface);
      }
      h2 {
        margin: 0;
        font-size: var(--us-font-large);
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: var(--us-space-3);
      }
    `,
  ];
}
