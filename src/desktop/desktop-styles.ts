/** How the screens stand on the page. */
import { css } from 'lit';

export const desktopStyles = css`
  :host {
    display: block;
  }
  .screen {
    min-block-size: 100vh;
    min-block-size: 100dvh;
    display: flex;
    flex-direction: column;
    background: var(--us-canvas);
  }
  us-header {
    position: relative;
    z-index: 10;
  }
  main {
    flex: 1;
    display: block;
  }
  main:focus {
    outline: none;
  }
  /* Whoever has scrolled down a long form must see at once that the connection is lost. */
  .desktop .told,
  .resuming .told {
    position: sticky;
    inset-block-start: 0;
    z-index: 5;
    max-block-size: 50vh;
    overflow-y: auto;
  }
  .advice {
    margin: 0;
    padding: var(--us-space-2) var(--us-space-4);
    background: var(--us-surface);
    color: var(--us-text-quiet);
  }
  us-workspace {
    max-inline-size: 110rem;
    margin-inline: auto;
    padding: var(--us-space-4);
  }
  .sign-in main,
  .connecting main {
    display: grid;
    gap: var(--us-space-4);
    align-content: center;
    justify-content: center;
    grid-template-columns: minmax(0, 24rem);
    padding: var(--us-space-4);
  }
  /* Only there to be hidden while a page lies over the work. */
  .work {
    display: contents;
  }
  .connecting .skeleton {
    padding: 0;
  }
  .connecting .skeleton i:last-child {
    display: none;
  }
  @media (max-width: 30rem) {
    us-workspace {
      padding: var(--us-space-3);
    }
  }
`;
