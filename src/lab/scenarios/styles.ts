/** How the sheet of scenarios looks. */
import { css } from 'lit';

export const scenarioStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: var(--us-space-3);
    font-size: var(--us-font-small);
    min-inline-size: 0;
  }
  section {
    display: grid;
    gap: var(--us-space-3);
    min-inline-size: 0;
    padding: var(--us-space-3);
    border: 1px solid var(--us-border);
    border-radius: var(--us-radius);
  }
  h3 {
    font-size: var(--us-font-small);
  }
  p:empty {
    display: none;
  }
  p {
    overflow-wrap: anywhere;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--us-space-2);
  }
  .controls button,
  input,
  select {
    font: inherit;
    color: var(--us-text);
    min-block-size: 2rem;
  }
  input,
  select {
    padding: 0 var(--us-space-2);
    border: 1px solid var(--us-border-strong);
    border-radius: var(--us-radius-small);
    background: var(--us-surface-sunken);
  }
  label {
    color: var(--us-text-quiet);
  }
  ul,
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
    display: grid;
    gap: var(--us-space-1);
  }
  .item {
    inline-size: 100%;
    justify-content: start;
    text-align: start;
    padding-block: var(--us-space-1);
    border-color: var(--us-border);
  }
  .item[aria-pressed='true'] {
    border-color: var(--us-accent);
    background: var(--us-accent-soft);
    color: var(--us-accent);
  }
  .lines li {
    display: grid;
    grid-template-columns: 1rem 1fr;
    overflow-wrap: anywhere;
  }
  .lines .waiting {
    color: var(--us-text-quiet);
  }
  .lines .held {
    color: var(--us-positive);
  }
  .lines .failed {
    color: var(--us-danger);
  }
  .log {
    overflow: auto;
    max-block-size: 16rem;
    padding: var(--us-space-2);
    background: var(--us-surface-sunken);
    border: 1px solid var(--us-border);
    border-radius: var(--us-radius);
  }
  pre {
    margin: 0;
    font-family: var(--us-font-mono);
    font-size: var(--us-font-tiny);
  }
`;
