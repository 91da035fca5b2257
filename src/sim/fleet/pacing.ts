/**
 * How many desktops a node plans to take in a second (DF-9): what it can do, divided by what one of them costs it. Costs
 * of requests and their number; how many agents there are does not enter.
 */
import { kindOf, workersOf, type RequestCost, type RequestKind } from '../../cluster/capacity-costs.ts';
import type { ApiRequest } from '../../wire/http.ts';
import { paths } from '../../wire/paths.ts';
import { reloadChain } from './chain.ts';
import type { FleetOptions } from './contract.ts';

type Deployment = Pick<FleetOptions, 'gadgets' | 'gadgetKind' | 'move' | 'vCpus' | 'mbitPerSecond'>;

const get = (path: string): ApiRequest => ({ method: 'GET', path });

/** What the core asks of the node it comes to: a look, LOGIN, the data. */
const coming: readonly ApiRequest[] = [
  get(paths.systemInfo),
  { method: 'PUT', path: paths.user('1'), body: { kind: 'UserLogin', extension: '1' } },
  get(paths.user('1')),
  get(paths.userDialogs('1')),
  get(paths.userQueues('1')),
];

/** All that one desktop asks of the node it comes to. */
export function requestsOfOne({ gadgets, gadgetKind, move }: Deployment): readonly ApiRequest[] {
  if (move !== 'redirect') return coming;
  const chain = reloadChain.flatMap((stage) =>
    Array.from({ length: stage.perDesktop + stage.perGadget * gadgets }, () => stage.request('1', gadgetKind)),
  );
  return [...coming, ...chain];
}

type Costs = Readonly<Record<RequestKind, RequestCost>>;

export function costOfOne(deployment: Deployment, costs: Costs): RequestCost {
  let [cpuMs, bytes] = [0, 0];
  for (const request of requestsOfOne(deployment)) {
    const cost = costs[kindOf(request)];
    cpuMs += cost.cpuMs;
    bytes += cost.bytes;
  }
  return { cpuMs, bytes };
}

/** Desktops in a second, by the processors or by the line, whichever is less. */
export function admissionRate(deployment: Deployment, costs: Costs, plannedShare: number): number {
  const { cpuMs, bytes } = costOfOne(deployment, costs);
  const byProcessors = (1000 * workersOf({ vCpus: deployment.vCpus })) / cpuMs;
  const byLine = (deployment.mbitPerSecond * 1e6) / (bytes * 8);
  return plannedShare * Math.min(byProcessors, byLine);
}
