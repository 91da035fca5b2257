/** How the drawing looks. A broken part differs by line, hatching and mark too; forced colours keep the lines. */
import { css } from 'lit';

export const topologyStyles = css`
  :host {
    display: grid;
    gap: var(--us-space-2);
  }
  svg[role='group'] {
    inline-size: 100%;
    max-inline-size: 34rem;
    block-size: auto;
    margin-inline: auto;
    overflow: visible;
    font-family: var(--us-font);
  }
  text {
    text-anchor: middle;
    fill: currentcolor;
    font-size: 12px;
    pointer-events: none;
  }
  .name {
    font-weight: var(--us-weight-strong);
  }
  .state {
    font-size: 11px;
  }
  .aside {
    font-size: 11px;
  }
  .aside.right {
    text-anchor: start;
  }
  .aside.left {
    text-anchor: end;
  }
  .part {
    color: var(--us-text);
  }
  .part[role='button'] {
    cursor: pointer;
  }
  .shape {
    fill: var(--us-surface);
    stroke: var(--us-positive);
    stroke-width: 1.5;
  }
  line.shape {
    stroke-width: 2.5;
  }
  .part:hover rect.shape {
    fill: var(--us-surface-hover);
  }
  .fixed {
    stroke: var(--us-border-strong);
    stroke-width: 2;
  }
  .reach {
    stroke: transparent;
    stroke-width: 16;
  }
  .knob {
    fill: var(--us-surface);
    stroke: currentcolor;
    stroke-width: 1;
  }
  .mark {
    font-size: 12px;
  }
  .state,
  .mark {
    fill: var(--us-positive);
  }
  .idle .shape {
    stroke: var(--us-border-strong);
    stroke-width: 1.25;
  }
  .idle .state,
  .idle .mark {
    fill: var(--us-text-quiet);
  }
  .slow .shape,
  .out .shape {
    stroke: var(--us-warning);
    stroke-dasharray: 7 4;
  }
  .slow .state,
  .slow .mark,
  .out .state,
  .out .mark {
    fill: var(--us-warning);
  }
  .down .shape {
    stroke: var(--us-danger);
    stroke-width: 2;
    stroke-dasharray: 2 4;
  }
  .down .state,
  .down .mark {
    fill: var(--us-danger);
    font-weight: var(--us-weight-strong);
  }
  .hatch {
    fill: var(--us-danger-soft);
  }
  .hatched {
    pointer-events: none;
  }
  .part:focus {
    outline: none;
  }
  .part:focus-visible .knob,
  .part:focus-visible rect.shape,
  .part[aria-expanded='true'] .knob,
  .part[aria-expanded='true'] rect.shape {
    stroke: var(--us-focus);
    stroke-width: 3;
    stroke-dasharray: none;
  }
  .picked {
    display: grid;
    gap: var(--us-space-2);
    padding: var(--us-space-2) var(--us-space-3);
    border: 1px solid var(--us-border);
    border-radius: var(--us-radius);
    background: var(--us-surface-sunken);
    font-size: var(--us-font-small);
  }
  .deeds {
    display: flex;
    flex-wrap: wrap;
    gap: var(--us-space-2);
  }
  .deeds button {
    min-block-size: 2rem;
  }
  .deeds .break {
    color: var(--us-danger);
  }
  .deeds .slow {
    color: var(--us-warning);
  }
  .deeds .heal {
    color: var(--us-positive);
  }
  .hint {
    color: var(--us-text-quiet);
    font-size: var(--us-font-small);
  }
  .words.up {
    color: var(--us-positive);
  }
  .words.slow,
  .words.out {
    color: var(--us-warning);
  }
  .words.down {
    color: var(--us-danger);
  }
`;
