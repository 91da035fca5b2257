/**
 * The operator of a simulated world: begins faults, alone or swizzled, and heals each after a while, in another order. A
 * thing that was healed is left in peace for a while: what flaps faster than anybody could recover proves nothing.
 */
import type { WorldFault } from '../contract.ts';
import { awdbSides } from '../../cluster/awdb.ts';
import { ctiSides, nodeNames, type Ms, type NodeName } from '../../wire/names.ts';
import type { Desk } from './desk.ts';
import type { Dice } from './dice.ts';
import { makeDeskFault } from './desk-faults.ts';
import type { FaultKind } from './fault-kinds.ts';
import type { Pages } from './pages.ts';
import type { Swarm } from './swarm.ts';
import type { DeskWorker } from './worker.ts';

export interface FaultTools {
  readonly dice: Dice;
  readonly swarm: Swarm;
  readonly desks: readonly Desk[];
  /** Of each desk, by its index. */
  readonly pages: readonly Pages[];
  readonly workers: readonly DeskWorker[];
  readonly now: () => Ms;
  readonly later: (delay: Ms, run: () => void) => void;
  readonly fault: (fault: WorldFault) => void;
  readonly isRunning: (node: NodeName) => boolean;
  readonly note: (text: string, desk?: string) => void;
}

export interface FaultPlan {
  begin(): void;
  /** No fault begins from now on; what is broken stays so until it is healed on purpose. */
  stop(): void;
  readonly begun: number;
}

/** A fault to be begun: what it breaks, and how both are done. */
export interface Fault {
  readonly target: string;
  readonly start: () => void;
  readonly heal: () => void;
  /** Some faults need a time of their own. */
  readonly lastsMs?: Ms;
}

/** So long a thing is left in peace after it was healed. */
const peaceMs: Ms = 15_000;

export function createFaultPlan(tools: FaultTools): FaultPlan {
  const { dice, swarm, now, later } = tools;
  const freeAt = new Map<string, Ms>();
  const kinds = Object.entries(swarm.faults).flatMap(([kind, weight]) =>
    Array.from({ length: weight }, () => kind as FaultKind),
  );
  let begun = 0;
  let isOver = false;

  function one(kind: FaultKind): Fault | undefined {
    const fault = makeFault(tools, kind);
    if (!fault || (freeAt.get(fault.target) ?? 0) > now()) return undefined;
    freeAt.set(fault.target, Infinity);
    begun += 1;
    tools.note(`# ${kind}: ${fault.target}`);
    fault.start();
    return fault;
  }

  function heal(fault: Fault): void {
    if (isOver) return;
    tools.note(`# healed: ${fault.target}`);
    fault.heal();
    freeAt.set(fault.target, now() + peaceMs);
  }

  const drawKind = (): FaultKind => {
    const [first = 'node', ...rest] = kinds;
    return dice.pick([first, ...rest]);
  };

  function alone(): void {
    const fault = one(drawKind());
    if (fault) later(fault.lastsMs ?? dice.wait(swarm.healAfterMs), () => heal(fault));
  }

  /** Several one by one; healed in another order. */
  function swizzled(): void {
    const faults: Fault[] = [];
    const count = dice.between(2, 5);
    const gap = dice.pick([200, 1_500, 5_000]);
    let delay = 0;
    for (let index = 0; index < count; index += 1) {
      later(delay, () => {
        if (isOver) return;
        const fault = one(drawKind());
        if (fault) faults.push(fault);
      });
      delay += dice.wait(gap);
    }
    later(delay + dice.wait(swarm.healAfterMs), () => {
      let healing = 0;
      while (faults.length > 0) {
        const [fault] = faults.splice(dice.between(0, faults.length - 1), 1);
        if (fault) later(healing, () => heal(fault));
        healing += dice.wait(gap);
      }
    });
  }

  function next(): void {
    if (isOver) return;
    if (dice.chance(swarm.swizzle)) swizzled();
    else alone();
    later(dice.wait(swarm.faultEveryMs), next);
  }

  return {
    begin: () => later(dice.between(8_000, 40_000), next),
    stop() {
      isOver = true;
    },
    get begun() {
      return begun;
    },
  };
}

function makeFault(tools: FaultTools, kind: FaultKind): Fault | undefined {
  const { dice, swarm, fault } = tools;
  const node = dice.pick(nodeNames);
  switch (kind) {
    case 'node':
      return pair(tools, node, { action: 'stop-node', node }, { action: 'start-node', node });
    case 'notification': {
      const on = `notification of ${node}`;
      return pair(tools, on, { action: 'stop-notification', node }, { action: 'start-notification', node });
    }
    case 'presence': {
      const on = `presence of ${node}`;
      return pair(tools, on, { action: 'hide-finesse-presence', node }, { action: 'show-finesse-presence', node });
    }
    case 'cti-side': {
      const side = dice.pick([...ctiSides, 'both'] as const);
      return pair(tools, `CTI ${side}`, { action: 'cut-cti', side }, { action: 'restore-cti', side });
    }
    case 'cti-link': {
      const side = dice.pick([...ctiSides, 'both'] as const);
      const on = `CTI ${side} of ${node}`;
      return pair(tools, on, { action: 'cut-cti', side, node }, { action: 'restore-cti', side, node });
    }
    case 'network': {
      const both = dice.chance(0.25);
      const where = both ? {} : { node };
      const on = both ? 'network' : `network to ${node}`;
      return pair(tools, on, { action: 'cut-network', ...where }, { action: 'restore-network', ...where });
    }
    case 'latency': {
      const ms = dice.pick([100, 400, 1_000, 3_000]);
      return {
        target: `latency to ${node}`,
        start: () => fault({ action: 'set-latency', node, ms }),
        heal: () => fault({ action: 'set-latency', node, ms: swarm.latencyMs[node] }),
      };
    }
    case 'awdb': {
      const side = dice.pick([...awdbSides, 'both'] as const);
      return pair(tools, `AWDB ${side}`, { action: 'cut-awdb', side }, { action: 'restore-awdb', side });
    }
    case 'maintenance':
      // A node that was emptied has shut itself down: it is started again, or was never stopped.
      return {
        target: 'maintenance',
        start: () => fault({ action: 'start-maintenance', node }),
        heal: () => endMaintenance(tools, node),
        lastsMs: dice.pick([30_000, 90_000, 150_000, 300_000]),
      };
    case 'pg-maintenance': {
      const outcome = dice.pick(['well', 'error'] as const);
      return {
        target: 'PG',
        start: () => fault({ action: 'start-pg-maintenance', outcome }),
        heal: () => undefined,
        lastsMs: 20_000,
      };
    }
    case 'chat':
      return { target: 'chat', start: () => fault({ action: 'fail-imp' }), heal: () => undefined };
    default:
      return makeDeskFault(tools, kind);
  }
}

function pair({ fault }: FaultTools, target: string, start: WorldFault, heal: WorldFault): Fault {
  return { target, start: () => fault(start), heal: () => fault(heal) };
}

/** What is under way is cut short by a restart; whoever is still there fails over as from any dead node. */
function endMaintenance({ fault, isRunning }: FaultTools, node: NodeName): void {
  if (isRunning(node)) return;
  fault({ action: 'start-node', node });
}
