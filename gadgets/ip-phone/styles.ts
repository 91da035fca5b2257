/** The drawn phone: a case, a display, keys. Colours of the page alone, so that it is right in light and dark. */
import { css } from '../../src/gadget/index.ts';

export const phoneStyles = css`
  .phone {
    display: grid;
    gap: var(--us-space-3);
    max-width: 26rem;
    padding: var(--us-space-4);
    border: 1px solid var(--us-border-strong);
    border-radius: 1.25rem;
    background: var(--us-surface-sunken);
  }
  .display {
    display: grid;
    align-content: start;
    gap: var(--us-space-2);
    min-height: 9rem;
    padding: var(--us-space-3);
    border: 2px solid var(--us-border-strong);
    border-radius: var(--us-radius);
    background: var(--us-surface);
  }
  .status {
    padding-bottom: var(--us-space-2);
    border-bottom: 1px solid var(--us-border);
    font-weight: var(--us-weight-strong);
  }
  .status::first-letter {
    text-transform: uppercase;
  }
  .good {
    color: var(--us-positive);
  }
  .doubtful {
    color: var(--us-warning);
  }
  .bad {
    color: var(--us-danger);
  }
  .state {
    font-size: var(--us-font-large);
  }
  form {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: var(--us-space-2);
  }
  .keys {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(6.5rem, 1fr));
    gap: var(--us-space-2);
  }
`;
