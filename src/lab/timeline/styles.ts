/** How the timeline looks. Kinds of marks differ by shape, phases by a pattern of light and dark as well as by colour. */
import { css } from 'lit';

export const timelineStyles = css`
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
    align-items: end;
    gap: var(--us-space-2);
  }
  label {
    color: var(--us-text-quiet);
  }
  select {
    font: inherit;
    color: var(--us-text);
    min-block-size: 2rem;
    border: 1px solid var(--us-border-strong);
    border-radius: var(--us-radius-small);
    background: var(--us-surface-sunken);
  }
  .small {
    min-block-size: 2rem;
    padding-inline: var(--us-space-2);
  }
  .box {
    position: relative;
    border: 1px solid var(--us-border);
    border-radius: var(--us-radius);
    overflow: hidden;
    background: var(--us-surface-sunken);
  }
  svg {
    display: block;
    inline-size: 100%;
    block-size: 9.5rem;
  }
  .lanes {
    position: absolute;
    inset: 0 auto 0 0;
    block-size: 9.5rem;
    margin: 0;
    padding: 0 0 1.12rem var(--us-space-1);
    list-style: none;
    display: grid;
    grid-auto-rows: 1fr;
    font-size: var(--us-font-tiny);
    color: var(--us-text-quiet);
    pointer-events: none;
  }
  .axis {
    display: flex;
    justify-content: space-between;
    padding: 0 var(--us-space-1) var(--us-space-1);
    margin-block-start: -1.1rem;
    font-size: var(--us-font-tiny);
    color: var(--us-text-quiet);
    pointer-events: none;
  }
  .lane {
    fill: var(--us-surface);
  }
  .lane.odd {
    fill: var(--us-surface-sunken);
  }
  .event {
    stroke: var(--us-text-quiet);
    stroke-width: 1.2;
    opacity: 0.6;
  }
  .mark {
    fill: var(--us-accent);
  }
  .fault {
    fill: var(--us-danger);
  }
  .pointer {
    stroke: var(--us-focus);
    stroke-width: 1.5;
  }
  .span {
    fill: var(--us-border-strong);
    stroke: var(--us-surface);
    stroke-width: 1;
  }
  .swatch {
    display: inline-block;
    inline-size: 0.7em;
    block-size: 0.7em;
    margin-inline-end: 0.25em;
    border: 1px solid var(--us-border-strong);
    background: var(--us-border-strong);
  }
  .span.connected {
    fill: var(--us-positive);
  }
  .span.suspect {
    fill: var(--us-warning);
  }
  .span.searching {
    fill: var(--us-danger);
  }
  .span.switching {
    fill: var(--us-accent);
  }
  .span.restoring {
    fill: var(--us-info);
  }
  /* Readable over the bands of the phases. */
  .lanes li {
    inline-size: fit-content;
    block-size: fit-content;
    padding-inline: 2px;
    border-radius: 2px;
    background: var(--us-surface);
  }
  @media (forced-colors: active) {
    .swatch {
      forced-color-adjust: none;
    }
  }
  .swatch.suspect {
    background: var(--us-warning);
  }
  .swatch.searching {
    background: var(--us-danger);
  }
  .swatch.switching {
    background: var(--us-accent);
  }
  .swatch.restoring {
    background: var(--us-info);
  }
  .pointed {
    min-block-size: 1.4em;
    overflow-wrap: anywhere;
  }
  h3 {
    font-size: var(--us-font-small);
  }
  .phase {
    display: inline-block;
    margin-inline-end: var(--us-space-2);
    white-space: nowrap;
  }
  details,
  .moves {
    overflow-x: auto;
  }
  summary {
    cursor: pointer;
    color: var(--us-text-quiet);
  }
  table {
    border-collapse: collapse;
    inline-size: 100%;
  }
  th,
  td {
    text-align: start;
    vertical-align: top;
    padding: var(--us-space-1) var(--us-space-2) var(--us-space-1) 0;
    border-block-end: 1px solid var(--us-border);
    overflow-wrap: anywhere;
  }
  .measured td:first-child,
  .measured th:first-child {
    overflow-wrap: normal;
  }
  .took {
    white-space: nowrap;
  }
  tr.fault td {
    color: var(--us-danger);
  }
`;
