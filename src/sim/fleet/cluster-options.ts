/** What a fleet's cluster is made with. Plain data from plain data. */
import type { ClusterOptions } from '../../cluster/contract.ts';
import type { FleetOptions } from './contract.ts';
import { costsWith } from './parameters.ts';

export const hosts = { publisher: 'fin-pub.cluster.invalid', subscriber: 'fin-sub.cluster.invalid' } as const;

/** `admissionPerSecond`: what a node plans to take. */
export function clusterOptions(
  options: FleetOptions,
  admissionPerSecond: number,
  mutations: readonly string[] | undefined,
): ClusterOptions {
  return {
    seed: options.seed,
    hosts,
    release: options.profile === '11.x' ? '11.x' : '12.6',
    load: 0,
    // Who has not answered a call.
    logOf: ['telephony'],
    pgRelease: options.pgRelease,
    ctiLoad: { gadgetsPerUser: options.gadgets },
    extraAgents: options.agents,
    capacity: {
      vCpus: options.vCpus,
      bandwidthMbitPerSecond: options.mbitPerSecond,
      costs: costsWith(options.cpuScale),
    },
    ...(options.pacing === 'paced' ? { admission: 'paced', admissionPerSecond } : {}),
    ...(mutations ? { mutations } : {}),
  };
}
