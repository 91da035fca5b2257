/**
 * A recording of one core: a snapshot and every input and wake-up since, with what the core was and what it showed, so that
 * it can be replayed elsewhere and compared. The browser's recorder and the simulation write the same form. Holds no
 * password, for no core input does.
 */
import type { CoreInput, CoreSnapshot } from '../../core/contract.ts';

export interface RecordedStep {
  readonly at: number;
  /** Absent: a wake-up. */
  readonly input?: CoreInput;
  /** Hash of the view after it (`viewHash`); absent for the last step while it is being worked off. */
  readonly view?: string;
}

export interface Recording {
  readonly version: 1;
  readonly build: string;
  /** Personal data has been replaced by pseudonyms, and the hashes are those of what is shown with them (`redact.ts`). */
  readonly redacted?: true;
  /** Core snapshot before the first input. */
  readonly start: CoreSnapshot;
  /** Oldest first. */
  readonly inputs: readonly RecordedStep[];
}
