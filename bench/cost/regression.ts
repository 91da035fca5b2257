/**
 * What one more gadget costs: the slope of measured values over the number of gadgets. The median of the slopes between all
 * pairs (Theil and Sen), with Sen's confidence interval from Kendall's statistic: a few loads that the machine held up do
 * not move it. Knows no unit.
 */

export interface Point {
  /** How many gadgets. */
  readonly x: number;
  readonly y: number;
}

export interface Slope {
  readonly value: number;
  /** 95 % confidence, both within the slopes that were seen. */
  readonly low: number;
  readonly high: number;
  /** Of the line that goes through the median of what it leaves over. */
  readonly intercept: number;
  readonly points: number;
}

const z95 = 1.96;

/** `undefined` when fewer than two numbers of gadgets were measured. */
export function slopeOf(points: readonly Point[]): Slope | undefined {
  const slopes: number[] = [];
  for (const [index, one] of points.entries()) {
    for (const other of points.slice(index + 1)) {
      if (one.x !== other.x) slopes.push((other.y - one.y) / (other.x - one.x));
    }
  }
  if (slopes.length === 0) return undefined;
  slopes.sort((a, b) => a - b);
  const reach = z95 * Math.sqrt(kendallVariance(points));
  const at = (place: number): number => slopes[Math.min(slopes.length - 1, Math.max(0, place))] ?? 0;
  const value = median(slopes);
  return {
    value,
    low: at(Math.floor((slopes.length - reach) / 2)),
    high: at(Math.ceil((slopes.length + reach) / 2) - 1),
    intercept: median(points.map(({ x, y }) => y - value * x)),
    points: points.length,
  };
}

/** Of Kendall's S, with ties among the x: each number of gadgets is measured more than once. */
function kendallVariance(points: readonly Point[]): number {
  const n = points.length;
  const groups = new Map<number, number>();
  for (const { x } of points) groups.set(x, (groups.get(x) ?? 0) + 1);
  const term = (t: number): number => t * (t - 1) * (2 * t + 5);
  return (term(n) - [...groups.values()].reduce((sum, size) => sum + term(size), 0)) / 18;
}

/** Throws `RangeError` for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [below, above] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (below === undefined || above === undefined) throw new RangeError('Nothing was measured.');
  return (below + above) / 2;
}
