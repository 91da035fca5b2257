/** From single measurements to the few numbers that are reported. Knows no unit. */

export interface Summary {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * The nearest-rank percentile: a value that was really measured, never one in between. Throws `RangeError` for an empty
 * list and for a `percent` that is not above 0 and at most 100.
 */
export function percentile(sorted: readonly number[], percent: number): number {
  if (!(percent > 0 && percent <= 100)) throw new RangeError(`There is no percentile ${percent}.`);
  const value = sorted[Math.ceil((percent / 100) * sorted.length) - 1];
  if (value === undefined) throw new RangeError('Nothing was measured.');
  return value;
}

/** `undefined` when nothing was measured. */
export function summaryOf(values: readonly number[]): Summary | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (percent: number): number => percentile(sorted, percent);
  return { count: sorted.length, p50: at(50), p95: at(95), p99: at(99), max: at(100) };
}
