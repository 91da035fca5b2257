/**
 * Maintenance of the PG (MM-1): the peripheral takes the nodes from the active CTI side to the other without dropping a
 * connection; when it cannot, the nodes drop all and look for an active side as after any loss. Both ends of it stand
 * here: what the peripheral does, and what a node makes of its words.
 */
import { ctiSides, nodeNames } from '../wire/names.ts';
import type { CtiSide, NodeName } from '../wire/names.ts';
import type { CtiMaintenancePhase } from '../wire/system-info.ts';
import { pgMaintenanceTiming } from './maintenance-rules.ts';
import { isMutated } from './mutations.ts';
import { linkLost } from './node-cti.ts';
import { publishSystemInfo } from './node-publish.ts';
import type { NodeContext, PgContext } from './part.ts';
import type { NodeState, PgState } from './state.ts';

/** Why it cannot begin, or `undefined` when it has begun. `outcome`: what will come of it. */
export function beginPgMaintenance(state: PgState, outcome: 'well' | 'error', context: PgContext): string | undefined {
  const from = state.activeSide;
  const to = ctiSides.find((side) => side !== from);
  if (state.maintenance) return 'it is under way already';
  if (context.options.ctiDuplex === false) return 'there is no CTI side B';
  if (from === null || to === undefined || state.sides[to] === 'down') return 'both CTI sides must be up';
  state.maintenance = { from, to, phase: 'INITIATING', outcome };
  context.log(`PG maintenance: from side ${from} to side ${to}`);
  tellNodes(state, 'INITIATING', to, context);
  context.timer('maintenance', pgMaintenanceTiming.initiating, { kind: 'maintenance-step' });
  return undefined;
}

export function pgMaintenanceStep(state: PgState, context: PgContext): void {
  const run = state.maintenance;
  if (!run) return;
  // The side that was to be left has failed meanwhile: the nodes are looking for the other as after any loss.
  if (state.activeSide !== run.from) {
    delete state.maintenance;
    return;
  }
  if (state.sides[run.to] === 'down') failed(state, `side ${run.to} is down`, context);
  else if (run.phase === 'INITIATING') {
    run.phase = 'IN_PROGRESS';
    tellNodes(state, 'IN_PROGRESS', run.to, context);
    context.timer('maintenance', pgMaintenanceTiming.inProgress, { kind: 'maintenance-step' });
  } else if (run.outcome === 'error' || isMutated(context.options, 'mm-1-drops-connections')) {
    activate(state, run.to, context);
    failed(state, 'the connections could not be taken over', context);
  } else moveOver(state, run.to, context);
}

function activate(state: PgState, side: CtiSide, context: PgContext): void {
  state.activeSide = side;
  state.activeSince = context.now;
  for (const name of nodeNames) turnAway(state, name, side, context);
}

/** A node that was only about to connect to the side that is left would stay on it for ever: it has to knock again. */
function turnAway(state: PgState, name: NodeName, active: CtiSide, context: PgContext): void {
  const link = state.links[name];
  if (link?.phase !== 'synchronising' || link.side === active) return;
  state.links = withoutLink(state, name);
  context.cancel(`synchronised:${name}`);
  if (!state.cut[name][link.side]) context.toNode(name, { kind: 'cti-refused', side: link.side });
}

/** A node whose link to either side is cut cannot be taken along, and learns it by its heartbeats. */
function moveOver(state: PgState, to: CtiSide, context: PgContext): void {
  activate(state, to, context);
  for (const name of nodeNames) {
    const link = state.links[name];
    if (link?.phase !== 'connected') continue;
    if (state.cut[name][link.side]) state.links = withoutLink(state, name);
    else if (state.cut[name][to]) context.toNode(name, { kind: 'cti-maintenance', phase: 'FAILED', side: to });
    else {
      link.side = to;
      context.toNode(name, { kind: 'cti-maintenance', phase: 'COMPLETED', side: to });
    }
  }
  delete state.maintenance;
  context.log(`PG maintenance is over: side ${to} is active`);
}

const withoutLink = (state: PgState, name: NodeName): PgState['links'] =>
  Object.fromEntries(Object.entries(state.links).filter(([other]) => other !== name));

function failed(state: PgState, why: string, context: PgContext): void {
  const to = state.maintenance?.to ?? 'B';
  delete state.maintenance;
  context.log(`PG maintenance has failed: ${why}`);
  tellNodes(state, 'FAILED', to, context);
}

function tellNodes(state: PgState, phase: CtiMaintenancePhase | 'FAILED', side: CtiSide, context: PgContext): void {
  for (const name of nodeNames) {
    const link = state.links[name];
    if (link?.phase !== 'connected' || state.cut[name][link.side]) continue;
    context.toNode(name, { kind: 'cti-maintenance', phase, side });
  }
}

/** What a node hears of it. */
export function ctiMaintenanceTold(
  node: NodeState,
  phase: CtiMaintenancePhase | 'COMPLETED' | 'FAILED',
  side: CtiSide,
  context: NodeContext,
): void {
  if (node.cti.phase !== 'connected') return;
  switch (phase) {
    case 'INITIATING':
    case 'IN_PROGRESS':
      node.ctiMaintenance = { phase, beganAt: node.ctiMaintenance?.beganAt ?? context.now };
      context.log(`PG maintenance ${phase}: to CTI side ${side}`);
      break;
    case 'COMPLETED':
      delete node.ctiMaintenance;
      node.cti = { ...node.cti, side };
      context.log(`PG maintenance is over: on CTI side ${side}, no connection was dropped`);
      break;
    case 'FAILED':
      delete node.ctiMaintenance;
      if (isMutated(context.options, 'mm-1-error-unnoticed')) return;
      linkLost(node, 'PG maintenance failed', context);
      return;
  }
  publishSystemInfo(node, context);
}
