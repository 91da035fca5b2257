/** What all elements of the shell share: box model, buttons, fields, icons. Tokens come from `public/styles/base.css`. */
import { css } from 'lit';

export const shellStyles = css`
  :host {
    color: var(--us-text);
    font-family: var(--us-font);
    font-size: var(--us-font-normal);
    line-height: var(--us-line-height);
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p {
    margin: 0;
  }
  :focus-visible {
    outline: var(--us-focus-ring);
    outline-offset: var(--us-focus-offset);
  }
  .icon {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    vertical-align: -0.25em;
  }
  .icon .line {
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .logo {
    inline-size: 1.9rem;
    block-size: 1.9rem;
    flex: none;
  }
  button {
    font: inherit;
    color: inherit;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--us-space-2);
    min-block-size: var(--us-control-height);
    padding: 0 var(--us-space-3);
    border: 1px solid var(--us-border-strong);
    border-radius: var(--us-radius);
    background: var(--us-surface);
    cursor: pointer;
  }
  button:hover:not([aria-disabled='true']) {
    background: var(--us-surface-hover);
  }
  button[aria-disabled='true'] {
    cursor: not-allowed;
    color: var(--us-text-quiet);
    background: var(--us-surface-sunken);
    border-style: dashed;
  }
  button.primary {
    background: var(--us-accent);
    border-color: var(--us-accent);
    color: var(--us-on-accent);
    font-weight: var(--us-weight-strong);
  }
  button.primary:hover:not([aria-disabled='true']) {
    background: var(--us-accent-hover);
  }
  button.primary[aria-disabled='true'] {
    background: var(--us-surface-sunken);
    border-color: var(--us-border-strong);
    color: var(--us-text-quiet);
  }
  /* Said outright: what a browser makes of our own colours there is not always a readable pair. */
  @media (forced-colors: active) {
    button.primary,
    button.primary:hover:not([aria-disabled='true']) {
      background: ButtonFace;
      border-color: ButtonText;
      color: ButtonText;
    }
    button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
    /* Without colours of its own, what is chosen has a stronger edge. */
    button[aria-pressed='true'] {
      border: 2px solid Highlight;
    }
  }
  button.quiet {
    border-color: transparent;
    background: none;
  }
  button.icon-only {
    padding: 0;
    inline-size: var(--us-control-height);
    flex: none;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    border: 0;
  }
  .tabular {
    font-variant-numeric: tabular-nums;
  }
  .quiet-text {
    color: var(--us-text-quiet);
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`;
