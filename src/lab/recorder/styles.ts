/** How the recorder's sheet looks. */
import { css } from 'lit';

export const recorderStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: var(--us-space-3);
    font-size: var(--us-font-small);
    min-inline-size: 0;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--us-space-2);
  }
  .controls button {
    min-block-size: 2rem;
  }
  .file {
    display: grid;
    color: var(--us-text-quiet);
  }
  input {
    font: inherit;
    max-inline-size: 100%;
    inline-size: 100%;
    color: var(--us-text);
  }
  p:empty {
    display: none;
  }
  .problem,
  .verdict.bad {
    color: var(--us-danger);
  }
  .verdict.good {
    color: var(--us-positive);
  }
  h3 {
    font-size: var(--us-font-small);
  }
  table {
    border-collapse: collapse;
    inline-size: 100%;
  }
  th,
  td {
    text-align: start;
    vertical-align: top;
    font-weight: 400;
    padding: var(--us-space-1) var(--us-space-2) var(--us-space-1) 0;
    border-block-end: 1px solid var(--us-border);
    overflow-wrap: anywhere;
  }
  th {
    color: var(--us-text-quiet);
    inline-size: 9rem;
  }
  .new td {
    font-weight: var(--us-weight-strong);
  }
  .tag {
    color: var(--us-accent);
    font-size: var(--us-font-tiny);
  }
  pre {
    overflow: auto;
    max-block-size: 16rem;
    padding: var(--us-space-2);
    background: var(--us-surface-sunken);
    font-size: var(--us-font-tiny);
  }
  summary {
    cursor: pointer;
    color: var(--us-text-quiet);
  }
`;
