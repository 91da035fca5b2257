/** A notification's `Update` envelope. Codec: `update-codec.ts`. */
import type { WirePayload } from './http.ts';

/** Compared without regard to case on the wire (`PUT` and `put` are both seen). */
export type UpdateEvent = 'put' | 'post' | 'delete';

export interface Update {
  readonly event: UpdateEvent;
  /** REST path of the object that changed. */
  readonly source: string;
  /** Empty when no request is named; never relied on for success. */
  readonly requestId: string;
  readonly data: WirePayload;
}
