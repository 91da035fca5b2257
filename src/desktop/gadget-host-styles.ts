/** How a gadget's card looks: a quiet title bar, so that the gadget's content comes first. */
import { css } from 'lit';

export const gadgetHostStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  section {
    background: var(--us-surface);
    border: 1px solid var(--us-border);
    border-radius: var(--us-radius);
    box-shadow: var(--us-shadow);
    overflow: clip;
  }
  section.stale {
    border-style: dashed;
    border-color: var(--us-border-strong);
  }
  section.quarantined {
    border-color: var(--us-danger);
  }
  .head {
    display: flex;
    align-items: center;
    gap: var(--us-space-1);
    min-block-size: 2.5rem;
    padding-inline: var(--us-space-4) var(--us-space-1);
    border-block-end: 1px solid var(--us-border);
  }
  h2 {
    flex: 1;
    min-inline-size: 0;
    font-size: var(--us-font-normal);
    font-weight: var(--us-weight-strong);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .mark {
    display: inline-flex;
    align-items: center;
    gap: var(--us-space-1);
    color: var(--us-text-quiet);
    font-size: var(--us-font-tiny);
    white-space: nowrap;
  }
  .mark::before {
    content: '';
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border: 2px solid currentcolor;
    border-radius: 50%;
  }
  .mark.ready {
    color: var(--us-positive);
  }
  .mark.ready::before {
    background: currentcolor;
  }
  .mark.gap {
    margin-inline-end: var(--us-space-2);
    color: var(--us-warning);
  }
  /* A line of its own, so that the name is not cut. */
  @media (max-width: 40rem) {
    .head {
      flex-wrap: wrap;
    }
    .mark.gap {
      order: 1;
      flex-basis: 100%;
      padding-block-end: var(--us-space-1);
    }
  }
  .mark.stale {
    color: var(--us-warning);
    font-weight: var(--us-weight-strong);
  }
  .mark.quarantined {
    color: var(--us-danger);
    font-weight: var(--us-weight-strong);
  }
  .mark.stale::before,
  .mark.quarantined::before {
    border-radius: 1px;
  }
  .small {
    min-block-size: 2rem;
    inline-size: 2rem;
    color: var(--us-text-quiet);
  }
  /* Within the bar: the card cuts off what is outside of it. */
  .head :focus-visible {
    outline-offset: -2px;
  }
  .small[aria-pressed='true'],
  .arrange[aria-expanded='true'] {
    color: var(--us-accent);
    background: var(--us-accent-soft);
  }
  .grip {
    display: inline-flex;
    margin-inline-start: calc(-1 * var(--us-space-3));
    padding: var(--us-space-1) 0;
    color: var(--us-text-quiet);
    cursor: grab;
    touch-action: none;
  }
  .grip:active {
    cursor: grabbing;
  }
  .strip {
    display: flex;
    flex-wrap: wrap;
    gap: var(--us-space-1);
    padding: var(--us-space-2) var(--us-space-4);
    border-block-end: 1px solid var(--us-border);
    background: var(--us-surface-sunken);
  }
  .strip button {
    min-block-size: 2rem;
    padding-inline: var(--us-space-2);
    font-size: var(--us-font-small);
  }
  :host([sized]) #content {
    block-size: var(--us-gadget-height);
    overflow: auto;
  }
  :host([enlarged]) #content {
    min-block-size: min(60vh, 60rem);
  }
  section {
    position: relative;
  }
  .lower-edge {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    block-size: 0.4rem;
    cursor: row-resize;
    touch-action: none;
  }
  .lower-edge:hover,
  .lower-edge:active {
    background: var(--us-border-strong);
  }
  .collapse[aria-expanded='true'] .icon {
    transform: rotate(180deg);
  }
  .place {
    min-block-size: 3rem;
  }
  .fault {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: var(--us-space-3);
    padding: var(--us-space-4);
    background: var(--us-danger-soft);
  }
  .fault > .icon {
    color: var(--us-danger);
    margin-block-start: 0.15em;
  }
  .what {
    flex: 1;
    min-inline-size: 12rem;
    display: grid;
    gap: var(--us-space-1);
  }
  .message {
    font-family: var(--us-font-mono);
    font-size: var(--us-font-small);
    overflow-wrap: anywhere;
  }
`;
