/**
 * Which ways to move are open from where the desktop stands, as pages have tried out. Only data; how it is tried is the
 * page's business (`src/page/redirect/`). In place is always open: the link reaches both nodes or no probe would succeed.
 */
import type { NodeName } from '../wire/names.ts';

export interface WaysToMove {
  /** A reload comes from the service worker, or needs the server that may be the dead one. */
  readonly reload: 'unknown' | 'without-server' | 'needs-server';
  readonly redirect: RedirectWay;
}

export type RedirectWay =
  | { readonly kind: 'unknown' }
  /** `simulated`: the simulated nodes have no address. `other-host`: this page comes from neither node of the pair. */
  | { readonly kind: 'none'; readonly because: 'simulated' | 'other-host' | 'no-service-worker' | 'switched-off' }
  /** `to` at `address` (an origin) gave no answer, or its certificate is not trusted: a page cannot tell which. Moves are made in place. */
  | { readonly kind: 'unreachable'; readonly to: NodeName; readonly address: string }
  /** The browser keeps one storage for both: everything is prepared there before it is needed, and kept up to date. */
  | { readonly kind: 'same-site'; readonly to: NodeName }
  /** The same, but it is not being kept up to date: this desktop does not move by redirect. */
  | { readonly kind: 'same-site-idle'; readonly to: NodeName }
  /** Storage is kept apart; the other address was visited and knows this one: work goes along with the page. */
  | { readonly kind: 'primed'; readonly to: NodeName }
  /** Storage is kept apart and the other address was never visited: the agent must sign in there. */
  | { readonly kind: 'unprimed'; readonly to: NodeName };

export const unknownWays: WaysToMove = { reload: 'unknown', redirect: { kind: 'unknown' } };
