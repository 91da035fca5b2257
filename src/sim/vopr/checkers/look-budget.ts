/**
 * Looking for a node is paid from the desktop's one budget: beyond the first looks of a search, never more than a bucket of
 * that size and refill would give. Keeps a bucket of its own by the true numbers of the profile; profiles without a budget
 * are left to `request-rate`.
 */
import { paths } from '../../../wire/paths.ts';
import type { Ms } from '../../../wire/names.ts';
import type { Checker, DeskFacts, Report } from '../contract.ts';

interface Bucket {
  left: number;
  at: Ms;
  /** First looks of this search that are not used yet. */
  free: number;
}

/** Twice at each node while nothing is known, the last look, and one after a sleep. */
const freeLooks = 6;

const isLooking = (phase: string): boolean => phase === 'suspect' || phase === 'searching';

export function lookBudget(report: Report): Checker {
  const buckets = new Map<string, Bucket>();
  const refilled = ({ id, now, policy }: DeskFacts): Bucket => {
    const bucket = buckets.get(id) ?? { left: policy.budgetBurst, at: now, free: freeLooks };
    buckets.set(id, bucket);
    const gained = (Math.max(0, now - bucket.at) / 1000) * policy.budgetPerSecond;
    bucket.left = Math.min(policy.budgetBurst, bucket.left + gained);
    bucket.at = now;
    return bucket;
  };
  return {
    life(desk, event) {
      // A new core begins with a full one.
      if (event === 'starts') buckets.delete(desk.id);
    },
    handled(desk, _input, before, after) {
      if (before.phase !== after.phase && isLooking(after.phase)) refilled(desk).free = freeLooks;
    },
    effect(desk, effect) {
      if (desk.policy.budgetBurst === 0 || effect.type !== 'request' || effect.request.path !== paths.systemInfo)
        return;
      if (!isLooking(desk.view?.phase ?? '')) return;
      const bucket = refilled(desk);
      if (bucket.free > 0) bucket.free -= 1;
      else bucket.left -= 1;
      if (bucket.left < -1) report(desk, 'looks at nodes more often than its budget allows');
    },
  };
}
