/** How the state button and its menu look. */
import { css } from 'lit';

export const stateMenuStyles = css`
  .wrap {
    position: relative;
    display: grid;
    justify-items: start;
  }
  .state {
    /* Fixed, so that the header does not move when the state changes. */
    inline-size: 15rem;
    max-inline-size: 100%;
    min-block-size: 2.75rem;
    justify-content: start;
    gap: var(--us-space-2);
    border-color: var(--us-border-strong);
  }
  .words {
    display: grid;
    min-inline-size: 0;
    flex: 1;
    text-align: start;
    line-height: 1.25;
  }
  .first {
    display: flex;
    justify-content: space-between;
    gap: var(--us-space-2);
  }
  .name {
    font-weight: var(--us-weight-strong);
    white-space: nowrap;
  }
  .second {
    color: var(--us-text-quiet);
    font-size: var(--us-font-small);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @media (max-width: 30rem) {
    .state {
      inline-size: 100%;
    }
  }
  .timer {
    color: var(--us-text-quiet);
  }
  /* A filled circle, a hollow one, a square …: the shape says it without the colour. */
  .mark {
    flex: none;
    inline-size: 0.75rem;
    block-size: 0.75rem;
    border: 3px solid var(--us-text-quiet);
    border-radius: 50%;
  }
  .ready .mark,
  .mark.ready {
    border-color: var(--us-positive);
    background: var(--us-positive);
  }
  .not-ready .mark,
  .mark.not_ready {
    border-color: var(--us-warning);
  }
  .busy .mark {
    border-color: var(--us-accent);
    border-radius: 2px;
    background: var(--us-accent);
  }
  .wrap-up .mark {
    border-color: var(--us-warning);
    border-radius: 2px;
  }
  .mark.logout {
    border-radius: 2px;
  }
  /* A background of no system colour is taken away there, and the shapes with it. */
  @media (forced-colors: active) {
    .ready .mark,
    .mark.ready,
    .busy .mark {
      background: CanvasText;
    }
  }
  .menu {
    position: absolute;
    inset-block-start: calc(100% + var(--us-space-1));
    inset-inline-start: 0;
    z-index: 20;
    display: grid;
    min-inline-size: 100%;
    max-block-size: 70vh;
    overflow-y: auto;
    padding: var(--us-space-1);
    background: var(--us-surface-raised);
    border: 1px solid var(--us-border);
    border-radius: var(--us-radius);
    box-shadow: var(--us-shadow-raised);
  }
  .group {
    display: grid;
  }
  .group + .group {
    margin-block-start: var(--us-space-1);
    padding-block-start: var(--us-space-1);
    border-block-start: 1px solid var(--us-border);
  }
  .heading {
    padding: var(--us-space-1) var(--us-space-2);
    font-size: var(--us-font-tiny);
    font-weight: var(--us-weight-strong);
    color: var(--us-text-quiet);
  }
  .choice {
    justify-content: start;
    padding-inline: var(--us-space-2);
    border: 0;
    border-radius: var(--us-radius-small);
    background: none;
  }
  .choice[aria-disabled='true'] {
    background: none;
  }
  .choice[aria-checked='true'] {
    background: var(--us-accent-soft);
    font-weight: var(--us-weight-strong);
  }
  .choice:focus-visible {
    outline-offset: -2px;
  }
`;
