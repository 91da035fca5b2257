/** Wrap-up reasons: what a call was about, as the administrator has worded it. Codec: `wrap-up-reason-codec.ts`. */

export interface WrapUpReason {
  readonly uri: string;
  /** At most 39 bytes; unique. */
  readonly label: string;
  /** For all teams, or for those it was given to. */
  readonly forAll: boolean;
}
