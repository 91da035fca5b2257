/**
 * What gadgets look like, in one place: page tokens only (`--us-*`, public/styles/base.css), so that light, dark and
 * forced colours come by themselves. Gadgets add what is theirs and repeat nothing of this.
 */
import { css } from 'lit';

/** Base looks of rows, cards, badges, buttons, fields and tables; a gadget that sets `styles` names these first. */
export const gadgetStyles = css`
  :host {
    display: flow-root;
    color: var(--us-text);
    font-family: var(--us-font);
    font-size: var(--us-font-normal, 0.9375rem);
    line-height: var(--us-line-height, 1.45);
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .body {
    display: grid;
    gap: var(--us-space-3);
    padding: var(--us-space-4);
    min-width: 0;
  }
  h3 {
    margin: 0;
    font-size: var(--us-font-normal);
    font-weight: var(--us-weight-strong, 600);
  }
  p {
    margin: 0;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--us-space-2);
  }
  .spread {
    justify-content: space-between;
  }
  .quiet {
    color: var(--us-text-quiet);
  }
  .small {
    font-size: var(--us-font-small);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .grow {
    flex: 1 1 auto;
    min-width: 0;
  }
  /* A field would take the whole row otherwise, and its button go below. */
  .row > input.grow,
  .row > select.grow {
    flex-basis: 10rem;
    width: auto;
  }
  .empty {
    padding: var(--us-space-4);
    border: 1px dashed var(--us-border);
    border-radius: var(--us-radius);
    color: var(--us-text-quiet);
    text-align: center;
  }
  /* Live regions stand there empty so that they are heard when they speak; they take no room until then. */
  [role='alert']:empty,
  [role='status']:empty {
    margin-top: calc(-1 * var(--us-space-3));
  }
  .sr-only {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  button {
    min-height: var(--us-control-height, 2.25rem);
    padding: 0 var(--us-space-3);
    border: 1px solid var(--us-border-strong);
    border-radius: var(--us-radius-small, 0.25rem);
    background: var(--us-surface);
    color: var(--us-text);
    font: inherit;
    font-size: var(--us-font-small);
    font-weight: var(--us-weight-strong, 600);
    cursor: pointer;
  }
  button:hover:not([aria-disabled='true'], :disabled) {
    background: var(--us-surface-hover);
  }
  button.primary {
    border-color: var(--us-accent);
    background: var(--us-accent);
    color: var(--us-on-accent);
  }
  button.primary:hover:not([aria-disabled='true'], :disabled) {
    background: var(--us-accent-hover);
  }
  /* Said outright: what a browser makes of our own colours there is not always a readable pair. */
  @media (forced-colors: active) {
    button.primary,
    button.primary:hover:not([aria-disabled='true'], :disabled) {
      border-color: ButtonText;
      background: ButtonFace;
      color: ButtonText;
    }
    /* Without colours of its own, what is chosen has a stronger edge. */
    button[aria-pressed='true'] {
      border: 2px solid Highlight;
    }
  }
  button.danger {
    border-color: var(--us-danger);
    color: var(--us-danger);
  }
  button:disabled,
  button[aria-disabled='true'] {
    border-color: var(--us-border);
    background: var(--us-surface-sunken);
    color: var(--us-text-quiet);
    cursor: not-allowed;
  }
  @media (forced-colors: active) {
    button:disabled,
    button[aria-disabled='true'] {
      border: 1px dashed GrayText;
      color: GrayText;
    }
  }

  label,
  .label {
    display: block;
    margin-bottom: var(--us-space-1);
    font-size: var(--us-font-small);
    font-weight: var(--us-weight-strong, 600);
  }
  input:not([type='checkbox'], [type='radio']),
  select,
  textarea {
    width: 100%;
    min-height: var(--us-control-height, 2.25rem);
    padding: var(--us-space-1) var(--us-space-2);
    border: 1px solid var(--us-border-strong);
    border-radius: var(--us-radius-small, 0.25rem);
    background: var(--us-surface-sunken);
    color: var(--us-text);
    font: inherit;
  }
  textarea {
    min-height: 6rem;
    resize: vertical;
  }
  input::placeholder,
  textarea::placeholder {
    color: var(--us-text-quiet);
    opacity: 1;
  }
  :focus-visible {
    outline: var(--us-focus-ring, 2px solid);
    outline-offset: var(--us-focus-offset, 2px);
  }

  .badge {
    display: inline-flex;
    align-items: center;
    gap: var(--us-space-1);
    padding: 0 var(--us-space-2);
    border-radius: var(--us-radius-pill, 999px);
    background: var(--us-surface-sunken);
    color: var(--us-text-quiet);
    font-size: var(--us-font-tiny, 0.75rem);
    font-weight: var(--us-weight-strong, 600);
    line-height: 1.6;
    white-space: nowrap;
  }
  .badge.positive {
    background: var(--us-positive-soft);
    color: var(--us-positive);
  }
  .badge.warning {
    background: var(--us-warning-soft);
    color: var(--us-warning);
  }
  .badge.danger {
    background: var(--us-danger-soft);
    color: var(--us-danger);
  }
  .badge.info {
    background: var(--us-info-soft);
    color: var(--us-info);
  }

  .scroll {
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--us-font-small);
  }
  th,
  td {
    padding: var(--us-space-2);
    border-bottom: 1px solid var(--us-border);
    text-align: start;
    vertical-align: middle;
  }
  thead th {
    color: var(--us-text-quiet);
    font-size: var(--us-font-tiny, 0.75rem);
    font-weight: var(--us-weight-strong, 600);
  }
  tbody th {
    font-weight: var(--us-weight-strong, 600);
  }
  tbody tr:last-child > * {
    border-bottom: 0;
  }
  th.number,
  td.number {
    text-align: end;
  }

  ul.plain,
  ol.plain {
    display: grid;
    gap: var(--us-space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  /* People or things one below the other, each with what may be done to it at its end. */
  ul.lined {
    gap: 0;
  }
  ul.lined > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: var(--us-space-2);
    padding: var(--us-space-2) 0;
    border-bottom: 1px solid var(--us-border);
  }
  ul.lined > li:last-child {
    border-bottom: 0;
  }
  .name {
    font-weight: var(--us-weight-strong);
    overflow-wrap: anywhere;
  }
  .trouble {
    color: var(--us-danger);
  }
  .card {
    padding: var(--us-space-3);
    border: 1px solid var(--us-border);
    border-radius: var(--us-radius);
    background: var(--us-surface);
  }
`;
