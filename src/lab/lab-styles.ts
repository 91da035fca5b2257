/** How the drawer looks. Its width is known to the page by `--us-drawer-width` (mount.ts), so that nothing is covered. */
import { css } from 'lit';

export const labStyles = css`
  :host {
    font-size: var(--us-font-small);
  }
  aside {
    position: fixed;
    inset-block: 0;
    inset-inline-end: 0;
    z-index: 25;
    inline-size: min(24rem, 100vw);
    display: flex;
    flex-direction: column;
    gap: var(--us-space-3);
    padding: var(--us-space-3) var(--us-space-4) var(--us-space-4);
    overflow-y: auto;
    background: var(--us-surface);
    border-inline-start: 1px solid var(--us-border);
    box-shadow: var(--us-shadow-raised);
    font-size: var(--us-font-small);
  }
  aside.wide {
    inline-size: min(44rem, 100vw);
  }
  .head {
    display: flex;
    align-items: center;
    gap: var(--us-space-2);
  }
  .head h2 {
    flex: 1;
  }
  [aria-pressed='true'] {
    background: var(--us-accent-soft);
    color: var(--us-accent);
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    border-block-end: 1px solid var(--us-border);
  }
  .tab {
    min-block-size: 2rem;
    padding-inline: 0.2rem;
    border-color: transparent;
    border-end-start-radius: 0;
    border-end-end-radius: 0;
    background: none;
    border-block-end: 3px solid transparent;
    flex-direction: column;
    gap: 0;
  }
  /* As wide as its title when chosen, so that no tab moves when another is. */
  .tab::after {
    content: attr(data-title);
    block-size: 0;
    overflow: hidden;
    visibility: hidden;
    font-weight: var(--us-weight-strong);
  }
  @media (forced-colors: active) {
    .tab,
    .tab:hover {
      border-color: Canvas;
    }
    .tab[aria-selected='true'] {
      border-block-end-color: Highlight;
    }
  }
  /* All in one row at 360 px. */
  @media (max-width: 24rem) {
    .tabs {
      gap: 0;
    }
    .tab {
      padding-inline: 0.15rem;
      font-size: var(--us-font-small);
    }
    /* It is as wide as the page already. */
    .head [aria-pressed] {
      display: none;
    }
  }
  .tab[aria-selected='true'] {
    border-block-end-color: var(--us-accent);
    color: var(--us-accent);
    font-weight: var(--us-weight-strong);
  }
  .sheet {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: var(--us-space-3);
    min-inline-size: 0;
  }
  us-lab-cluster {
    display: flex;
    flex-direction: column;
    gap: var(--us-space-3);
  }
  summary {
    cursor: pointer;
    color: var(--us-text-quiet);
  }
  h2 {
    font-size: var(--us-font-large);
  }
  h2:focus {
    outline: none;
  }
  h3 {
    font-size: var(--us-font-small);
  }
  .problem {
    color: var(--us-danger);
  }
  .problem:empty {
    display: none;
  }
  table {
    border-collapse: collapse;
    inline-size: 100%;
  }
  th,
  td {
    text-align: start;
    padding: var(--us-space-1) var(--us-space-2) var(--us-space-1) 0;
    border-block-end: 1px solid var(--us-border);
    font-weight: 400;
    vertical-align: middle;
  }
  thead th {
    font-weight: var(--us-weight-strong);
  }
  tbody td > .quiet-text {
    display: block;
    font-size: var(--us-font-tiny);
  }
  .state {
    font-weight: var(--us-weight-strong);
  }
  .state.up {
    color: var(--us-positive);
  }
  .state.out {
    color: var(--us-warning);
  }
  .state.down {
    color: var(--us-danger);
  }
  .switch {
    min-block-size: 1.75rem;
    padding: 0 var(--us-space-1);
    border-color: transparent;
    background: none;
    gap: var(--us-space-2);
  }
  .track {
    inline-size: 2.1rem;
    block-size: 1.2rem;
    padding: 1px;
    border: 1px solid var(--us-border-strong);
    border-radius: var(--us-radius-pill);
    background: var(--us-surface-sunken);
    display: flex;
  }
  .thumb {
    inline-size: 0.95rem;
    block-size: 100%;
    border-radius: var(--us-radius-pill);
    background: var(--us-border-strong);
    border: 1px solid transparent;
  }
  [aria-checked='true'] .track {
    justify-content: end;
    background: var(--us-positive-soft);
    border-color: var(--us-positive);
  }
  [aria-checked='true'] .thumb {
    background: var(--us-positive);
  }
  .deeds,
  .sides,
  .settings,
  .ring {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--us-space-2) var(--us-space-4);
  }
  .side {
    display: flex;
    align-items: center;
    gap: var(--us-space-1);
  }
  label {
    display: grid;
    gap: var(--us-space-1);
    color: var(--us-text-quiet);
  }
  input,
  select {
    font: inherit;
    color: var(--us-text);
    min-block-size: 2rem;
    padding: 0 var(--us-space-2);
    border: 1px solid var(--us-border-strong);
    border-radius: var(--us-radius-small);
    background: var(--us-surface-sunken);
  }
  input {
    inline-size: 8rem;
  }
  .ring button,
  .small {
    min-block-size: 2rem;
  }
  .facts {
    margin: 0;
    padding: 0;
    list-style: none;
    display: grid;
    gap: var(--us-space-1);
  }
  .facts li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--us-space-2);
  }
  us-live-log {
    flex: 1 0 12rem;
    min-block-size: 12rem;
  }
`;
