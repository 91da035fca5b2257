/** What the command and the pages of the mock REST bench say to each other. Plain data. */

/**
 * `msw`: Mock Service Worker. `understudy`: the way that a page's `fetch` takes here, with the same handler at its end.
 * `cluster`: that way with the whole simulated cluster at its end, its time a thousand times as fast.
 */
export const restKinds = ['understudy', 'msw', 'cluster'] as const;
export type RestKind = (typeof restKinds)[number];
export const restMethods = ['GET', 'PUT'] as const;
export type RestMethod = (typeof restMethods)[number];

export interface RestRequest {
  readonly method: RestMethod;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}
export interface RestReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

declare global {
  interface Window {
    /** Resolves with ms from `fetch` to the last byte of the body, one request after the other. */
    restBench: (method: RestMethod, count: number) => Promise<readonly number[]>;
  }
}
