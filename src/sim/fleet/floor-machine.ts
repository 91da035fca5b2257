/**
 * A floor whose nodes and agents share one machine (`machine.ts`), as those of a bench do: what a node is asked takes its
 * process's time, and what an agent sends or hears first takes that of the process in which it lives, beside others who live
 * there. Knows what things cost; decides nothing that a core or the cluster decides.
 */
import { kindOf, type RequestCost, type RequestKind } from '../../cluster/capacity-costs.ts';
import { nodeNames, type Ms } from '../../wire/names.ts';
import type { FleetEvent } from './floor-events.ts';
import { createMachine } from './machine.ts';

export interface SharedMachine {
  readonly cores: number;
  /** Processes that the agents live in, dealt out in turn. */
  readonly drivers: number;
  /** CPU ms of such a process for each request, stanza and answer of an agent. */
  readonly messageMs: Ms;
  /** CPU ms of what else runs on the machine, for each LOGIN. */
  readonly othersMs: Ms;
}

/** From the fault to the last return. */
export interface MachineUse {
  /** Requests, stanzas and answers of all agents. */
  readonly messages: number;
  /** What the node that is left has worked for them. */
  readonly nodeCpuMs: Ms;
  readonly logins: number;
  /** Of each process with agents: between two turns of a timer of 5 ms, which waits until what came before it is done. */
  readonly loopMs: readonly (readonly Ms[])[];
}

export interface FloorMachine {
  next(): Ms;
  /** Done at `next()`: it now happens. */
  take(): FleetEvent;
  /** It has come to whoever it is for, and waits until its process has done it. `false`: it happens at once. */
  receive(event: FleetEvent, at: Ms): boolean;
  /** From the fault on its use is counted. */
  begin(at: Ms): void;
  end(): void;
  readonly use: MachineUse;
}

export interface FloorMachineTools {
  readonly costs: Readonly<Record<RequestKind, RequestCost>>;
  readonly isUp: (node: (typeof nodeNames)[number]) => boolean;
  script(at: Ms, run: (at: Ms) => void): void;
}

const timerMs: Ms = 5;

export function createFloorMachine(shared: SharedMachine, tools: FloorMachineTools): FloorMachine {
  const { cores, drivers, messageMs, othersMs } = shared;
  const firstDriver = nodeNames.length;
  const others = firstDriver + drivers;
  const machine = createMachine<FleetEvent>(others + 1, cores);
  const loopMs: Ms[][] = Array.from({ length: drivers }, () => []);
  const use = { messages: 0, nodeCpuMs: 0, logins: 0, loopMs };
  let isCounting = false;

  const atDriver = (event: FleetEvent, index: number, work: Ms, at: Ms, turn?: 'next'): true => {
    if (isCounting && work > 0) use.messages += 1;
    machine.add(firstDriver + (index % drivers), work, event, at, turn);
    return true;
  };

  function atNode(event: FleetEvent & { to: 'node' }, at: Ms): boolean {
    const { what } = event;
    // A connection that is refused costs nobody anything.
    if (!tools.isUp(what.node)) return false;
    const work = what.type === 'rest' ? tools.costs[kindOf(what.request)].cpuMs : 0;
    if (isCounting) use.nodeCpuMs += work;
    machine.add(nodeNames.indexOf(what.node), work, event, at);
    if (what.type !== 'rest' || what.request.body?.kind !== 'UserLogin') return true;
    if (isCounting) use.logins += 1;
    machine.add(others, othersMs, { to: 'script', desk: undefined, what: () => undefined }, at);
    return true;
  }

  const timer = (driver: number, armedAt: Ms): void => {
    const rings = (at: Ms): void => {
      if (!isCounting) return;
      loopMs[driver]?.push(at - armedAt);
      timer(driver, at);
    };
    tools.script(armedAt + timerMs, (at) => {
      machine.add(firstDriver + driver, 0, { to: 'script', desk: undefined, what: rings }, at);
    });
  };

  return {
    next: () => machine.next(),
    take: () => machine.take(),
    receive(event, at) {
      switch (event.to) {
        case 'node':
          return atNode(event, at);
        case 'desk-from-node':
          return atDriver(event, event.desk.index, messageMs, at);
        // An agent sends while it does what makes it send.
        case 'road':
          return atDriver(event, event.desk.index, messageMs, at, 'next');
        case 'wake':
          return atDriver(event, event.what, 0, at);
        case 'desk':
          return atDriver(event, event.desk.index, 0, at);
        case 'script':
          return false;
      }
    },
    begin(at) {
      isCounting = true;
      for (let driver = 0; driver < drivers; driver += 1) timer(driver, at);
    },
    end() {
      isCounting = false;
    },
    use,
  };
}
