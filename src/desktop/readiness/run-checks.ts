/** Runs the checks one beside the other and tells each finding as it comes. A check that throws is a finding too. */
import { addressCheck, firefoxCheck, httpCacheCheck, loadCheck, storageCheck } from './browser-checks.ts';
import type { Check, Finding, Surroundings, Verdict } from './contract.ts';
import { gadgetCheck, hostsCheck, secondaryCheck, spreadCheck } from './deployment-checks.ts';
import { alternateCheck, roundTripCheck } from './node-checks.ts';
import { said, plural } from '../locale.ts';

export const checks: readonly Check[] = [
  addressCheck,
  storageCheck,
  roundTripCheck,
  alternateCheck,
  firefoxCheck,
  httpCacheCheck,
  spreadCheck,
  gadgetCheck,
  secondaryCheck,
  loadCheck,
  hostsCheck,
];

export async function runCheck(check: Check, surroundings: Surroundings): Promise<Finding> {
  try {
    return await check.run(surroundings);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { verdict: 'not-known', words: `This could not be looked at: ${why}` };
  }
}

const order: readonly Verdict[] = ['problem', 'costs-time', 'not-known', 'good'];

/** The worst verdict that something can be done about; what cannot be known does not spoil the whole. */
export function wholeVerdict(findings: readonly Finding[]): Verdict {
  const found = new Set(findings.map(({ verdict }) => verdict));
  return order.filter((verdict) => verdict !== 'not-known').find((verdict) => found.has(verdict)) ?? 'not-known';
}

/** Plain sentences for the top of the page. */
export const wholeWords = said('readiness.whole', (findings: readonly Finding[]): string => {
  const problems = findings.filter(({ verdict }) => verdict === 'problem').length;
  const costs = findings.filter(({ verdict }) => verdict === 'costs-time').length;
  if (problems > 0) {
    return `${counted(problems, 'thing', 'things')} can make a failover fail or lose something.${costs > 0 ? ` ${counted(costs, 'more costs', 'more cost')} time.` : ''}`;
  }
  if (costs > 0) return `A failover works here. ${counted(costs, 'thing costs', 'things cost')} time in it.`;
  return 'Nothing found here that would cost time in a failover.';
});

function counted(count: number, one: string, many: string): string {
  return `${count} ${plural(count, { one, other: many })}`;
}
