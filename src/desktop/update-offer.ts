/** A newer build that waits in the service worker, as the shell needs it. Made by the page's root. */

export interface UpdateOffer {
  /** True once a newer build waits. */
  readonly offered: boolean;
  /** Called when one begins to wait. Returns the unsubscribe. */
  onOffered(listener: () => void): () => void;
  /** Takes the newer build; the page reloads. */
  accept(): unknown;
}
