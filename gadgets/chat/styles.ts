/** What is the chat gadget's own in looks. */
import { css } from '../../src/gadget/index.ts';

export const chatStyles = css`
  .body {
    grid-template-columns: minmax(0, 1fr);
  }
  @container (min-width: 40rem) {
    .body {
      grid-template-columns: 17rem minmax(0, 1fr);
      align-items: start;
    }
  }
  .side,
  .panel,
  .compose {
    display: grid;
    gap: var(--us-space-3);
    min-width: 0;
  }
  .compose[hidden] {
    display: none;
  }
  .person {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--us-space-2);
    width: 100%;
    padding-block: var(--us-space-1);
    font-weight: 400;
    text-align: start;
  }
  .person[aria-pressed='true'] {
    border-color: var(--us-accent);
    background: var(--us-accent-soft);
    color: var(--us-accent);
  }
  .entries {
    max-height: 20rem;
    overflow-y: auto;
  }
  .entry {
    justify-self: start;
    max-width: 85%;
    padding: var(--us-space-2) var(--us-space-3);
    border: 1px solid var(--us-border);
    border-radius: var(--us-radius);
    background: var(--us-surface-sunken);
  }
  .entry.mine {
    justify-self: end;
    border-color: transparent;
    background: var(--us-accent-soft);
  }
  .mark {
    padding: var(--us-space-2) var(--us-space-3);
    border-inline-start: 4px solid var(--us-border-strong);
    font-size: var(--us-font-small);
  }
  .mark.lost {
    border-inline-start-color: var(--us-warning);
    background: var(--us-warning-soft);
  }
  .text {
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .compose label {
    margin-bottom: calc(-1 * var(--us-space-2));
  }
  textarea {
    min-height: 4rem;
  }
  .panel > [role='alert']:empty,
  .side > [role='status']:empty {
    position: absolute;
  }
`;
