// A fleet's result in words and as JSON. Runs nothing.
import { environmentNow } from '../../bench/environment.ts';
import { shown } from '../../bench/table.ts';
import { parametersVersion } from '../../src/sim/fleet/parameters.ts';
import type { Deployment } from './options.ts';
import type { DeploymentResult } from './run.ts';

/** What is an input of the user's and was not calibrated on anything published. */
function inputsOf({ gadgetKind, vCpus, pgRelease, fault }: Deployment): string[] {
  return [
    ...(gadgetKind === 'jsp' ? ['JSP gadgets'] : []),
    ...(vCpus === 4 ? [] : [`${vCpus} vCPU`]),
    ...(fault === 'cti' ? [`PG ${pgRelease}`] : []),
  ];
}

export function whatText(deployment: Deployment): string {
  const { agents, gadgets, gadgetKind, roundTripMs, profile, move, spread, pacing, vCpus } = deployment;
  return (
    `${agents} agents × ${gadgets} ${gadgetKind} gadgets, ${roundTripMs} ms round trip, profile ${profile}, ${move}, ` +
    `spread ${spread}, pacing ${pacing}, ${vCpus} vCPU`
  );
}

export function resultText(deployment: Deployment, result: DeploymentResult): string {
  const inputs = inputsOf(deployment);
  return [
    whatText(deployment),
    ...(inputs.length > 0 ? [`not calibrated, an input: ${inputs.join(', ')}`] : []),
    `${result.clusters === 1 ? 'one pair' : `${result.clusters} pairs`} of nodes, ${result.movers} agents had to come back; ${result.not_restored} did not`,
    `back: half ${shown(result.p50_s)} s, 95 % ${shown(result.p95_s)} s, all ${shown(result.time_to_all_restored_s)} s`,
    `arrivals: at most ${result.peak_arrivals_per_s} a second at one node, LOGINs ${result.peak_logins_per_s}; paced rate ${shown(result.paced_rate_per_s)} a second`,
    `of each agent: ${result.requests_per_agent} requests, ${(result.bytes_per_agent / 1000).toFixed(1)} kB`,
    `line: at most ${shown(result.peak_mbit_per_s)} Mbit/s, in the mean ${shown(result.mean_mbit_per_s)} Mbit/s; longest queue ${result.longest_queue} requests`,
    `calls: ${result.calls}, of which ${result.ronas} rang without an answer`,
    `${result.events} events (${result.pings} pings) in ${result.virtual_s.toFixed(0)} virtual s: ${result.wall_s} s on ` +
      `${result.processes === 1 ? 'one process' : `${result.processes} processes`}, ${result.cpu_s} s of CPU; ${result.virtual_over_real}× real time`,
    `seed ${result.seed}, trace ${result.trace_sha256}`,
  ].join('\n');
}

/** What a second run of the same came to. */
export const againText = (first: DeploymentResult, again: DeploymentResult): string =>
  `again: ${again.wall_s} s, ${again.cpu_s} s of CPU; ${again.virtual_over_real}× real time; ` +
  (again.trace_sha256 === first.trace_sha256 ? 'the same trace' : `ANOTHER TRACE, ${again.trace_sha256}`);

export const againJson = ({ trace_sha256, virtual_over_real, wall_s, cpu_s }: DeploymentResult) => ({
  trace_sha256,
  virtual_over_real,
  wall_s,
  cpu_s,
});

export const resultJson = (deployment: Deployment, result: DeploymentResult) => ({
  ...result,
  inputs_not_calibrated: inputsOf(deployment),
  parameters_version: parametersVersion,
  options: deployment,
  environment: environmentNow(),
});
