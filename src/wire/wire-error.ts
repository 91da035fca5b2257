/**
 * The one error of this folder: something on the wire was not what it should be. Plain data inside, so that it can
 * cross threads and stand in a journal; `WireFault` is the throwable around it.
 */

export type WireErrorCode =
  /** Not XML at all, or broken off. */
  | 'not-xml'
  /** A DOCTYPE, an entity beyond the five, or a processing instruction. */
  | 'forbidden-markup'
  | 'too-large'
  | 'too-deep'
  /** The root, or a child that must be an element, has another name. */
  | 'wrong-root'
  | 'missing-field'
  /** A field is there but its text is no number, no time, no boolean … */
  | 'bad-value'
  /** A closed list of the documentation does not hold this text. */
  | 'unknown-enum';

export interface WireError {
  readonly code: WireErrorCode;
  /** Where, as element names from the root: `User/state`. */
  readonly path: string;
  /** One sentence for a person. */
  readonly message: string;
}

export class WireFault extends Error {
  override readonly name = 'WireFault';
  readonly error: WireError;
  constructor(error: WireError) {
    super(`${error.code} at ${error.path || '(document)'}: ${error.message}`);
    this.error = error;
  }
}
