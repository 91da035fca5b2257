/** What is the tasks gadget's own in looks. */
import { css } from '../../src/gadget/index.ts';

export const taskStyles = css`
  .body {
    grid-template-columns: minmax(0, 1fr);
  }
  @container (min-width: 46rem) {
    .body {
      grid-template-columns: minmax(0, 1fr) 20rem;
      align-items: start;
    }
    .domains {
      order: 1;
    }
  }
  .domains,
  .tasks,
  .domain,
  .task {
    display: grid;
    gap: var(--us-space-3);
    min-width: 0;
  }
  .task {
    border-inline-start: 4px solid var(--us-border-strong);
  }
  .task.OFFERED {
    border-inline-start-color: var(--us-warning);
  }
  .task.ACTIVE {
    border-inline-start-color: var(--us-positive);
  }
  .domain.WORK {
    border-color: var(--us-warning);
  }
  /* In a grid an empty row would still have its gap. */
  .domain > [role='status']:empty,
  .tasks > [role='alert']:empty {
    position: absolute;
  }
  .who {
    font-size: var(--us-font-large);
    font-weight: var(--us-weight-strong);
    overflow-wrap: anywhere;
  }
  .limit {
    width: 8rem;
  }
  form.row {
    align-items: end;
  }
  textarea {
    min-height: 4rem;
  }
  .choice {
    display: flex;
    align-items: start;
    gap: var(--us-space-2);
    margin: 0;
    font-weight: 400;
  }
  .choice input {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    margin: 0;
    accent-color: var(--us-accent);
  }
  .text {
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
`;
