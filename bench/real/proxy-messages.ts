/** What the bench and its proxy process say to each other. Plain data. */
import type { RoadShape } from './road.ts';

export interface RoadCounts {
  /** From the browser to the node, and back: everything on its connections, as it would be on the wire above TCP. */
  readonly bytesThere: number;
  readonly bytesBack: number;
  readonly connections: number;
  /** HTTP requests by method; a WebSocket's handshake is a GET. */
  readonly requests: Readonly<Record<string, number>>;
}

export type ToProxy =
  | { readonly type: 'shape'; readonly shape: RoadShape }
  | { readonly type: 'count'; readonly id: number; readonly road: number }
  | { readonly type: 'count-anew' }
  /**
   * The next answer of the node at the end of `road` that begins with these characters goes on to the browser; in the same
   * breath the process is killed, and nothing that it said after them arrives.
   */
  | { readonly type: 'kill-at'; readonly road: number; readonly beginning: string; readonly pid: number }
  | { readonly type: 'disarm' };

export type FromProxy =
  | { readonly type: 'listening'; readonly ports: readonly number[] }
  | { readonly type: 'counts'; readonly id: number; readonly counts: RoadCounts }
  /** Wall clock, ms since 1970. */
  | { readonly type: 'killed'; readonly at: number };
