/** How tabs and columns look. Columns give way to one column by the workspace's own width, not the window's. */
import { css } from 'lit';

export const workspaceStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .page,
  .column {
    display: grid;
    /* Said, so that no browser asks every gadget how wide it would like to be. */
    grid-template-columns: minmax(0, 1fr);
    gap: var(--us-space-4);
    align-content: start;
    min-inline-size: 0;
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: var(--us-space-1);
    margin-block: var(--us-space-4) 0;
    border-block-end: 1px solid var(--us-border);
  }
  .tab {
    border: 0;
    border-block-end: 3px solid transparent;
    border-radius: var(--us-radius-small) var(--us-radius-small) 0 0;
    background: none;
    padding-inline: var(--us-space-4);
    color: var(--us-text-quiet);
    font-weight: var(--us-weight-strong);
  }
  .tab[aria-selected='true'] {
    color: var(--us-accent);
    border-block-end-color: var(--us-accent);
  }
  .tab:focus-visible {
    outline-offset: -3px;
  }
  /* There every border is drawn: only the chosen tab may have one. */
  @media (forced-colors: active) {
    .tab {
      border-block-end-color: Canvas;
    }
    .tab[aria-selected='true'] {
      border-block-end-color: Highlight;
    }
  }
  .panel {
    padding-block-start: var(--us-space-4);
  }
  .columns {
    display: grid;
    gap: var(--us-space-4);
    align-items: start;
    grid-template-columns: minmax(0, 1fr);
  }
  .empty {
    padding: var(--us-space-6);
    text-align: center;
    color: var(--us-text-quiet);
  }
  .frame {
    position: relative;
    min-inline-size: 0;
  }
  .column {
    min-block-size: var(--us-space-4);
  }
  .columns.enlarged {
    grid-template-columns: minmax(0, 1fr) !important;
  }
  .columns.enlarged .frame:not(.with-enlarged),
  .columns.enlarged .edge,
  .background:empty {
    display: none;
  }
  .background {
    display: grid;
    gap: var(--us-space-4);
  }
  us-gadget-host[data-dragged] {
    opacity: 0.55;
  }
  us-gadget-host[data-drop='before'] {
    border-block-start: 4px solid var(--us-accent);
  }
  us-gadget-host[data-drop='after'],
  .column[data-drop='after'] {
    border-block-end: 4px solid var(--us-accent);
  }
  /* Between two columns that stand side by side. */
  .edge {
    display: none;
    position: absolute;
    inset-block: 0;
    inset-inline-end: calc(-1 * var(--us-space-4));
    inline-size: var(--us-space-4);
    cursor: col-resize;
    touch-action: none;
  }
  .edge:hover,
  .edge:active {
    background: linear-gradient(var(--us-border-strong)) center / 2px 100% no-repeat;
  }
  @container (min-width: 46rem) {
    .columns[data-columns='2'] .edge,
    .columns[data-columns='3'] .edge {
      display: block;
    }
    .columns[data-columns='2'],
    .columns[data-columns='4'] {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .columns[data-columns='3'] {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  @container (min-width: 90rem) {
    .edge {
      display: block !important;
    }
    .columns[data-columns='4'] {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
  }
`;
