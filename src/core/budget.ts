/**
 * One budget for what a desktop asks beyond the first time: the core's further looks and whatever gadgets read draw from the
 * same bucket, so that a storm has one ceiling per desktop. Gadgets cannot take the last of it: finding a node goes first.
 */
import type { Ms } from '../wire/names.ts';
import type { Step } from './state.ts';

/** Thousandths of a token, so that all is whole numbers: a token in `perSecond` per second is `perSecond` of these per ms. */
const token = 1000;

function refill({ state, now, policy }: Step): number {
  const { budgetBurst, budgetPerSecond } = policy;
  const known = state.budget ?? { left: budgetBurst * token, at: now };
  const left = Math.min(budgetBurst * token, known.left + Math.max(0, now - known.at) * budgetPerSecond);
  state.budget = { left, at: now };
  return left;
}

/** Takes one token; `false` when there is none for this purpose. A profile without a budget always has one. */
export function spend(step: Step, who: 'core' | 'gadget'): boolean {
  const { state, now, policy } = step;
  if (policy.budgetBurst === 0) return true;
  const left = refill(step);
  const kept = who === 'gadget' ? policy.budgetReserve * token : 0;
  if (left - token < kept) return false;
  state.budget = { left: left - token, at: now };
  return true;
}

/** How long until there is a token for this purpose again. */
export function nextTokenIn(step: Step, who: 'core' | 'gadget'): Ms {
  const kept = who === 'gadget' ? step.policy.budgetReserve * token : 0;
  const missing = kept + token - refill(step);
  return Math.max(1, Math.ceil(missing / Math.max(1, step.policy.budgetPerSecond)));
}
