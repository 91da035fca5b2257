/**
 * A node's capacity: requests wait for a free vCPU and cost its time, answers wait for the line. It reckons when an answer
 * is ready at the moment the request comes, so that a storm of any size costs the simulation one step for each request.
 */
import type { ApiReply, ApiRequest } from '../wire/http.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import { kindOf, usualCosts, workersOf } from './capacity-costs.ts';
import type { ClusterOptions, LoadView } from './contract.ts';
import { without } from './record.ts';
import type { ClusterState } from './state.ts';
import { timing } from './timing.ts';

export interface NodeLoad {
  /** When each vCPU will have nothing left to do. */
  freeAt: Ms[];
  /** When the line will have sent everything. */
  lineFreeAt: Ms;
  /** Requests that have come and are not answered. */
  present: number;
  answered: number;
  bytes: number;
}

/** When the answer to a request that comes now is ready. First come, first served. */
export function readyAt(
  state: Pick<ClusterState, 'capacity'>,
  node: NodeName,
  request: ApiRequest,
  { capacity }: Pick<ClusterOptions, 'capacity'>,
  now: Ms,
): Ms {
  if (capacity === undefined || capacity === 'off') return now + timing.restHandling;
  state.capacity ??= {};
  const load = (state.capacity[node] ??= {
    freeAt: Array.from({ length: workersOf(capacity) }, () => now),
    lineFreeAt: now,
    present: 0,
    answered: 0,
    bytes: 0,
  });
  const kind = kindOf(request);
  const { cpuMs, bytes } = capacity.costs?.[kind] ?? usualCosts[kind];
  let first = 0;
  for (let other = 1; other < load.freeAt.length; other += 1) {
    if ((load.freeAt[other] ?? now) < (load.freeAt[first] ?? now)) first = other;
  }
  const done = Math.max(now, load.freeAt[first] ?? now) + cpuMs;
  load.freeAt[first] = done;
  load.present += 1;
  load.bytes += bytes;
  if (capacity.bandwidthMbitPerSecond === undefined) return done;
  const sending = (bytes * 8) / (capacity.bandwidthMbitPerSecond * 1000);
  load.lineFreeAt = Math.max(done, load.lineFreeAt) + sending;
  return Math.ceil(load.lineFreeAt);
}

/** A request has had its answer. */
export function answered(state: Pick<ClusterState, 'capacity'>, node: NodeName): void {
  const load = state.capacity?.[node];
  if (!load) return;
  load.present = Math.max(0, load.present - 1);
  load.answered += 1;
}

/** The node has stopped: nobody waits any more. */
export function forgetLoad(state: Pick<ClusterState, 'capacity'>, node: NodeName): void {
  if (state.capacity) state.capacity = without(state.capacity, node);
}

export function loadView(
  state: Pick<ClusterState, 'capacity'>,
  node: NodeName,
  capacity: ClusterOptions['capacity'],
): { readonly load?: LoadView } {
  if (capacity === undefined || capacity === 'off') return {};
  const load = state.capacity?.[node];
  const present = load?.present ?? 0;
  const inService = Math.min(present, workersOf(capacity));
  const [done, bytes] = [load?.answered ?? 0, load?.bytes ?? 0];
  return { load: { waiting: present - inService, inService, answered: done, bytes } };
}

/**
 * Pages and gadgets, which a node with a capacity serves as well, to anybody; what is in them is not simulated.
 * `undefined` for anything else.
 */
export function pageReply(request: ApiRequest, { capacity }: Pick<ClusterOptions, 'capacity'>): ApiReply | undefined {
  const isPage = request.method === 'GET' && request.path.startsWith('/desktop/');
  if (!isPage || capacity === undefined || capacity === 'off') return undefined;
  return { status: 200, headers: {}, payload: { kind: 'Empty' } };
}
