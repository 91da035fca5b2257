/** How the planner's page looks: form and plan side by side, one under the other where it is narrow. */
import { css } from 'lit';

export const plannerStyles = css`
  :host {
    display: grid;
    gap: var(--us-space-4);
  }
  .both {
    display: grid;
    grid-template-columns: minmax(min(16rem, 100%), 20rem) minmax(0, 1fr);
    gap: var(--us-space-5, 2rem);
    align-items: start;
  }
  form,
  .plan {
    display: grid;
    gap: var(--us-space-3);
  }
  form {
    padding: var(--us-space-3) var(--us-space-4);
    border: 1px solid var(--us-border);
    border-radius: var(--us-radius);
    background: var(--us-surface);
  }
  label {
    display: grid;
    gap: var(--us-space-1);
  }
  input,
  select {
    inline-size: 100%;
    min-block-size: 2.25rem;
    box-sizing: border-box;
    padding: var(--us-space-1) var(--us-space-2);
    font: inherit;
    color: inherit;
    background: var(--us-surface-raised);
    border: 1px solid var(--us-border-strong);
    border-radius: var(--us-radius);
  }
  [aria-invalid='true'] {
    border-color: var(--us-danger);
  }
  .headline {
    font-size: 1.2rem;
  }
  .headline strong {
    font-size: 1.6rem;
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
    gap: var(--us-space-2) var(--us-space-4);
    margin: 0;
  }
  dl div {
    display: grid;
    gap: var(--us-space-1);
    padding-block-end: var(--us-space-2);
    border-block-end: 1px solid var(--us-border);
  }
  dt {
    font-size: var(--us-font-small);
  }
  dd {
    margin: 0;
    font-weight: var(--us-weight-strong);
  }
  h3 {
    font-size: 1.05rem;
  }
  .bars {
    display: grid;
    gap: var(--us-space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .bars li {
    display: grid;
    grid-template-columns: 14rem minmax(0, 1fr) 4rem;
    gap: var(--us-space-3);
    align-items: center;
  }
  .bars svg {
    inline-size: 100%;
    block-size: 0.9rem;
    border-radius: 2px;
    background: var(--us-surface-hover);
  }
  .bars rect {
    fill: var(--us-accent);
  }
  .value {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .saves {
    display: flex;
    flex-wrap: wrap;
    gap: var(--us-space-3);
  }
  @media (max-width: 48rem) {
    .both {
      grid-template-columns: minmax(0, 1fr);
    }
    .bars li {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .bars svg {
      grid-row: 2;
      grid-column: 1 / -1;
    }
  }
`;
