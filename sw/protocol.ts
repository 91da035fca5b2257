/**
 * What pages and the service worker say to each other about files and builds. (Page `fetch` in mock mode has its own
 * messages: `cluster-forward.ts`.) Types only, so that the page may import it.
 */

/** One file of the site, as the build lists it. */
export interface PrecacheEntry {
  /** Relative to the scope. */
  readonly url: string;
  /** Hash of the content; `null` when the name itself holds one. */
  readonly revision: string | null;
  /** Subresource integrity, `sha256-…`: what a file must be, wherever it came from. */
  readonly integrity: string;
  /** 0 shell and core, 1 the layout's gadgets, 2 the rest. */
  readonly tier: 0 | 1 | 2;
  readonly bytes: number;
}

export type PageToServiceWorker =
  /** "I run this build": sent at start, and in answer to `say-hello`. */
  | { readonly type: 'hello'; readonly build: string }
  /** The page is idle: fetch what is not needed yet. Answered on the port with `SecondaryReport`. */
  | { readonly type: 'preload-secondary' }
  /** An uncontrolled page (Shift-reload) asks to be controlled. */
  | { readonly type: 'claim' }
  /** Ends the waiting of this, the newer, worker. Only sent after a page decided so. */
  | { readonly type: 'SKIP_WAITING' }
  /** Answered on the port with `StatusReport`. */
  | { readonly type: 'status' }
  /** Answer to `are-you-well`. */
  | { readonly type: 'well' };

export type ServiceWorkerToPage =
  | { readonly type: 'say-hello' }
  /** The kill switch was thrown. A page that answers `well` is left alone, others are loaded anew. */
  | { readonly type: 'are-you-well' };

export interface SecondaryReport {
  readonly stored: number;
  /** URLs that are still not there: no network, no room. */
  readonly missing: readonly string[];
  readonly because?: 'quota' | 'network';
}

export interface StatusReport {
  readonly build: string;
  /** URLs of each tier that are not in a cache. */
  readonly missing: { readonly 0: readonly string[]; readonly 1: readonly string[]; readonly 2: readonly string[] };
}
