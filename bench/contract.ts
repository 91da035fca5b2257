/** What a bench is to `bench/main.ts`, which finds it by name. */
import type { Environment } from './environment.ts';

export interface Bench {
  /** One line for the list of benches. */
  readonly about: string;
  readonly usage: string;
  /** Rejects with `BenchUsageError` for options that it does not take. `stop` is aborted by Ctrl-C and by SIGTERM. */
  run(args: readonly string[], tools: BenchTools): Promise<void>;
}

export interface BenchTools {
  readonly stop: AbortSignal;
  /** One line on stderr that changes on a terminal. */
  progress(text: string): void;
  print(text: string): void;
}

/** One bench's results as `--json` writes them; units stand in the names of the fields. */
export interface BenchReport<Parameters, Measures> {
  readonly bench: string;
  readonly environment: Environment;
  readonly runs: readonly { readonly parameters: Parameters; readonly measures: Measures }[];
}

/** Exit status 2, and the bench's usage. */
export class BenchUsageError extends Error {
  override readonly name = 'BenchUsageError';
  readonly code = 'usage';
}

/** Thrown instead of the stop's own reason by a bench that had something to keep; the message says what. */
export class BenchStopped extends Error {
  override readonly name = 'BenchStopped';
  readonly code = 'stopped';
}
