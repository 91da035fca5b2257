/** How the panels under the banner look: maintenance, and the end of a sign-in. */
import { css } from 'lit';

export const noticePanelStyles = css`
  :host {
    display: block;
  }
  .panel {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: var(--us-space-2) var(--us-space-3);
    padding: var(--us-space-2) var(--us-space-4);
    border-inline-start: 4px solid var(--us-warning);
    border-block-end: 1px solid var(--us-border);
    background: var(--us-warning-soft);
    color: var(--us-text);
  }
  .panel > .icon {
    margin-block-start: 0.2rem;
    color: var(--us-warning);
  }
  .panel.empty {
    padding: 0;
    border: 0;
  }
  .text {
    flex: 1 1 16rem;
    min-inline-size: 0;
  }
  .words {
    overflow-wrap: anywhere;
  }
  .side {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--us-space-3);
  }
  /* What is long scrolls; how long there is, and what can be done, stays in sight. */
  @media (max-width: 40rem) {
    .side {
      position: sticky;
      inset-block-end: 0;
      flex-basis: 100%;
      padding-block: var(--us-space-1);
      background: var(--us-warning-soft);
    }
  }
  .elapsed {
    font-weight: var(--us-weight-strong);
    font-size: var(--us-font-large);
    white-space: nowrap;
  }
`;
