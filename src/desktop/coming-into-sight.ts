/**
 * Cards and their gadgets come into sight together: the browser would style, lay out and paint fifty empty cards, and a
 * moment later all of it again, for an agent who has seen a flash. Whoever stays away keeps nobody waiting: after a bound
 * the cards are there with what they say of their gadgets. Until then the workspace shows that something comes; its tabs are
 * there to be used. Knows no gadget.
 */
import { css, html } from 'lit';
import { longestMs } from './together.ts';

const attribute = 'coming';

export class ComingIntoSight {
  readonly #element: HTMLElement;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** `later`: real time. */
  begin(later: (call: () => void, ms: number) => void = (call, ms) => void setTimeout(call, ms)): void {
    this.#element.toggleAttribute(attribute, true);
    later(this.show, longestMs);
  }

  /** Before the first gadget enters the page, so that none begins where nothing has a size. */
  readonly show = (): void => this.#element.removeAttribute(attribute);
}

/** What stands where the work will be. */
export const skeleton = html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i></div>`;

export const skeletonStyles = css`
  .skeleton {
    display: grid;
    gap: var(--us-space-4);
    padding: var(--us-space-4);
  }
  .skeleton i {
    block-size: 3rem;
    border-radius: var(--us-radius);
    background: var(--us-surface-hover);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .skeleton i:nth-child(2) {
    block-size: 9rem;
  }
  .skeleton i:nth-child(3) {
    block-size: 14rem;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
`;

export const comingStyles = css`
  :host([coming]) > :is(.page, .panel, .background),
  :host(:not([coming])) > .skeleton {
    display: none;
  }
  :host > .skeleton {
    padding: var(--us-space-4) 0 0;
  }
`;
