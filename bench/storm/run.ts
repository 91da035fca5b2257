/** One storm: so many agents signed in to one node, that node killed with -9, and when each of them is back on the other. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import { freePorts, startLabServer } from '../../e2e/lab-server.ts';
import { extraLoginIds } from '../../src/cluster/extra-people.ts';
import { usageOf } from '../process-usage.ts';
import { startCoreAgent, type CoreAgent } from './core-agent.ts';

export interface Storm {
  readonly agents: number;
  /** From the kill to `connected` on the other node, ascending; shorter than `agents` when somebody did not come back. */
  readonly backAfterMs: readonly number[];
  /** CPU time of the surviving node's process, and of the one in which the agents are, from the kill to the last return. */
  readonly nodeCpuSeconds: number | undefined;
  readonly agentsCpuSeconds: number;
  readonly driverDelayP99Ms: number;
}

export interface StormTools {
  readonly stop: AbortSignal;
  progress(text: string): void;
}

const home = 'publisher';
const away = 'subscriber';
const signInPatienceMs = 240_000;
const returnPatienceMs = 240_000;

export async function runStorm(
  agents: number,
  arrivalsPerSecond: number,
  { stop, progress }: StormTools,
): Promise<Storm> {
  // Node 20 has none of its own; browsers' links look for it there.
  globalThis.WebSocket = WebSocket as unknown as typeof globalThis.WebSocket;
  const [publisher, subscriber] = await freePorts();
  const title = `storm, ${agents} agents`;
  progress(`${title}: starting two nodes`);
  const lab = await startLabServer(
    { dir: 'bench/storm/no-site', ports: { publisher, subscriber } },
    { args: ['--extra-agents', String(agents)], detached: true },
  );
  const nodes = { publisher: `http://127.0.0.1:${publisher}`, subscriber: `http://127.0.0.1:${subscriber}` };
  const all: CoreAgent[] = [];
  const back: number[] = [];
  let [signedIn, killedAt] = [0, Infinity];
  const untilAll = async (what: string, count: () => number, patienceMs: number): Promise<void> => {
    const deadline = performance.now() + patienceMs;
    while (count() < agents && performance.now() < deadline) {
      progress(`${title}: ${count()} ${what}`);
      await pause(100, undefined, { signal: stop });
    }
  };
  try {
    for (const [index, loginId] of extraLoginIds(agents).entries()) {
      const agent = startCoreAgent({
        loginId,
        seed: index + 1,
        nodes,
        home,
        onPhase(view) {
          if (view.phase !== 'connected') return;
          if (killedAt === Infinity) signedIn += 1;
          else if (view.node === away) back.push(performance.now() - killedAt);
        },
      });
      all.push(agent);
      await pause(1000 / arrivalsPerSecond, undefined, { signal: stop });
      if (index % 20 === 0) progress(`${title}: ${signedIn} signed in`);
    }
    await untilAll('signed in', () => signedIn, signInPatienceMs);
    if (signedIn < agents) throw new Error(`Only ${signedIn} of ${agents} agents signed in.`);
    // The looks that follow a sign-in are over.
    await pause(3000, undefined, { signal: stop });
    const { nodes: status } = await lab.status();
    const [victim, survivor] = [status[home].pid ?? 0, status[away].pid ?? 0];
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const before = { node: usageOf(survivor), own: process.cpuUsage() };
    killedAt = performance.now();
    process.kill(victim, 'SIGKILL');
    await untilAll('back', () => back.length, returnPatienceMs);
    delay.disable();
    const own = process.cpuUsage(before.own);
    const after = usageOf(survivor);
    return {
      agents,
      backAfterMs: [...back].sort((left, right) => left - right),
      nodeCpuSeconds: after && before.node && after.cpuSeconds - before.node.cpuSeconds,
      agentsCpuSeconds: (own.user + own.system) / 1e6,
      driverDelayP99Ms: delay.percentile(99) / 1e6,
    };
  } finally {
    for (const agent of all) agent.stop();
    await lab.stop();
  }
}
