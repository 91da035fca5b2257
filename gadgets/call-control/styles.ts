/** What is the call control's own in looks. */
import { css } from '../../src/gadget/index.ts';

export const callStyles = css`
  .body {
    grid-template-columns: minmax(0, 1fr);
  }
  @container (min-width: 46rem) {
    .body {
      grid-template-columns: minmax(0, 1fr) 17rem;
      align-items: start;
    }
  }
  .calls {
    display: grid;
    gap: var(--us-space-3);
    min-width: 0;
  }
  .call {
    display: grid;
    gap: var(--us-space-3);
    border-inline-start: 4px solid var(--us-border-strong);
  }
  .doubt {
    padding: var(--us-space-2);
    border-radius: var(--us-radius);
    background: var(--us-warning-soft);
    overflow-wrap: anywhere;
  }
  .failed {
    color: var(--us-danger);
    overflow-wrap: anywhere;
  }
  .call.ALERTING {
    border-inline-start-color: var(--us-warning);
  }
  .call.ACTIVE {
    border-inline-start-color: var(--us-positive);
  }
  .who {
    font-size: var(--us-font-large);
    font-weight: var(--us-weight-strong);
    overflow-wrap: anywhere;
  }
  .time {
    font-size: var(--us-font-large);
  }
  .data {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
    gap: var(--us-space-2) var(--us-space-4);
    margin: 0;
    padding-top: var(--us-space-3);
    border-top: 1px solid var(--us-border);
  }
  dt {
    color: var(--us-text-quiet);
    font-size: var(--us-font-tiny);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .wrap-up {
    flex: 1 1 12rem;
    max-width: 18rem;
  }
  .actions {
    align-items: end;
  }
  .other {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--us-space-2);
  }
  .other button {
    min-height: 1.75rem;
    padding-block: 0;
  }
  .actions button[aria-expanded='true'] {
    background: var(--us-accent-soft);
  }
  .panel {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--us-space-2) var(--us-space-3);
    padding: var(--us-space-3);
    border-radius: var(--us-radius);
    background: var(--us-surface-sunken);
  }
  .panel .grow {
    flex: 1 1 10rem;
  }
  .panel .wide {
    flex: 1 1 100%;
    margin: 0;
  }
  .panel .keys {
    flex: 0 1 14rem;
    margin: 0;
  }
  .dial {
    display: grid;
    gap: var(--us-space-2);
  }
  .dial .row {
    flex-wrap: nowrap;
    align-items: end;
  }
  summary {
    width: max-content;
    color: var(--us-accent);
    font-size: var(--us-font-small);
    cursor: pointer;
  }
  .keys {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: var(--us-space-1);
    margin-top: var(--us-space-2);
  }
  .keys button {
    font-size: var(--us-font-normal);
  }
`;
