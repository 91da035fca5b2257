/**
 * Faults that can be planted in the cluster, by name: each breaks one requirement row, and a scenario of that row must
 * notice (`src/sim/mutants.test.ts`). Off everywhere else: no host passes `mutations`.
 */
import type { ClusterOptions } from './contract.ts';

export interface Mutation {
  readonly name: string;
  /** ID of the row that it breaks. */
  readonly row: string;
  /** What is wrong with it on, in a sentence. */
  readonly what: string;
}

export const mutations = [
  { name: 'cti-4-answers-while-out', row: 'CTI-4', what: 'a node answers requests while it is out of service' },
] as const satisfies readonly Mutation[];

export type MutationName = (typeof mutations)[number]['name'];

export const isMutated = (options: Pick<ClusterOptions, 'mutations'>, name: MutationName): boolean =>
  options.mutations?.includes(name) === true;
