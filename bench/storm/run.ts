/** One storm: so many agents signed in to one node, that node killed with -9, and when each of them is back on the other. */
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts, startLabServer } from '../../e2e/lab-server.ts';
import { extraLoginIds } from '../../src/cluster/extra-people.ts';
import { usageOf } from '../process-usage.ts';
import { startDrivers } from './drivers.ts';

export interface Storm {
  readonly agents: number;
  /** From the kill to `connected` on the other node, ascending; shorter than `agents` when somebody did not come back. */
  readonly backAfterMs: readonly number[];
  /** CPU time of the surviving node's process, from the kill to the last return. */
  readonly nodeCpuSeconds: number | undefined;
  /** The same of each process with agents in it. */
  readonly driverCpuSeconds: readonly number[];
  /** The same of what else there is: the process with what the nodes share, and the bench itself. */
  readonly otherCpuSeconds: number | undefined;
  /** Of the driver whose loop was late the most. */
  readonly longestDelayMs: number;
  /** From the kill to the last return, as the CPU times are. */
  readonly countedSeconds: number;
}

export interface StormOrder {
  readonly agents: number;
  readonly arrivalsPerSecond: number;
  /** Processes in which the agents are. */
  readonly drivers: number;
  /**
   * Further agents, who have gone through the same several times before and stay on the surviving node: a program that does
   * something for the first time takes half as long again for it, and so neither is a node in service nor a desktop at work.
   */
  readonly warm: number;
}

export interface StormTools {
  readonly stop: AbortSignal;
  progress(text: string): void;
}

const home = 'publisher';
const away = 'subscriber';
/** Who dies for the rehearsals, one after the other. In the end everybody is on the node that will survive. */
const rehearsals = [home, away, home] as const;
const signInPatienceMs = 240_000;
const returnPatienceMs = 240_000;
const wallNow = (): number => performance.timeOrigin + performance.now();

export async function runStorm(order: StormOrder, { stop, progress }: StormTools): Promise<Storm> {
  const { agents, arrivalsPerSecond, warm } = order;
  const [publisher, subscriber] = await freePorts();
  const title = `storm, ${agents} agents`;
  progress(`${title}: starting two nodes`);
  const lab = await startLabServer(
    { dir: 'bench/storm/no-site', ports: { publisher, subscriber } },
    { args: ['--extra-agents', String(agents + warm)], detached: true },
  );
  const nodes = { publisher: `http://127.0.0.1:${publisher}`, subscriber: `http://127.0.0.1:${subscriber}` };
  const everybody = extraLoginIds(agents + warm).map((loginId, index) => ({ loginId, seed: index + 1 }));
  let drivers: ReturnType<typeof startDrivers> | undefined;
  // By agent, when: one that is connected there a second time, after another loss, was there before.
  const connected = { publisher: new Map<string, number>(), subscriber: new Map<string, number>() };
  const untilAll = async (what: string, count: () => number, patienceMs: number, all = agents): Promise<void> => {
    const deadline = performance.now() + patienceMs;
    while (count() < all && performance.now() < deadline) {
      progress(`${title}: ${count()} ${what}`);
      const next = pause(100, undefined, { signal: stop });
      await Promise.race([next, ...(drivers ? [drivers.ended] : [])]);
    }
  };
  try {
    stop.throwIfAborted();
    let expected = new Set(everybody.slice(agents).map(({ loginId }) => loginId));
    drivers = startDrivers({
      processes: order.drivers,
      onConnected({ loginId, node, at }) {
        if (expected.has(loginId) && !connected[node].has(loginId)) connected[node].set(loginId, at);
      },
    });
    const patienceFor = (count: number): number => (count / arrivalsPerSecond) * 1000 + signInPatienceMs;
    const signedIn = (): number => connected[home].size;
    if (warm > 0) {
      drivers.signIn({ agents: everybody.slice(agents), nodes, home, arrivalsPerSecond });
      await untilAll('signed in to rehearse', signedIn, patienceFor(warm), warm);
      for (const dying of rehearsals) {
        const there = connected[dying === home ? away : home];
        there.clear();
        await lab.kill(dying);
        await untilAll('have rehearsed', () => there.size, returnPatienceMs, warm);
        await lab.do('start', { node: dying });
        await lab.until('both nodes in service', (now) => now.nodes[home].inService && now.nodes[away].inService);
      }
    }
    const movers = everybody.slice(0, agents);
    expected = new Set(movers.map(({ loginId }) => loginId));
    connected[home].clear();
    drivers.signIn({ agents: movers, nodes, home, arrivalsPerSecond });
    await untilAll('signed in', signedIn, patienceFor(agents));
    if (signedIn() < agents) throw new Error(`Only ${signedIn()} of ${agents} agents signed in.`);
    // The looks that follow a sign-in are over.
    await pause(3000, undefined, { signal: stop });
    const { nodes: status } = await lab.status();
    const [victim, survivor] = [status[home].pid ?? 0, status[away].pid ?? 0];
    drivers.count();
    const before = usageOf(survivor);
    const othersBefore = usageOf(lab.pid);
    const ownBefore = process.cpuUsage();
    connected[away].clear();
    const killedAt = wallNow();
    process.kill(victim, 'SIGKILL');
    await untilAll('back', () => connected[away].size, returnPatienceMs);
    const countedSeconds = (wallNow() - killedAt) / 1000;
    const uses = await drivers.uses();
    const after = usageOf(survivor);
    const othersAfter = usageOf(lab.pid);
    const { user, system } = process.cpuUsage(ownBefore);
    return {
      agents,
      backAfterMs: [...connected[away].values()].map((at) => at - killedAt).sort((left, right) => left - right),
      nodeCpuSeconds: after && before && after.cpuSeconds - before.cpuSeconds,
      driverCpuSeconds: uses.map(({ cpuSeconds }) => cpuSeconds),
      otherCpuSeconds:
        othersAfter && othersBefore && othersAfter.cpuSeconds - othersBefore.cpuSeconds + (user + system) / 1e6,
      longestDelayMs: Math.max(...uses.map(({ longestDelayMs }) => longestDelayMs)),
      countedSeconds,
    };
  } finally {
    await drivers?.stop();
    await lab.stop();
  }
}
