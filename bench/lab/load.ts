/** The load on one lab: everybody signs in, then everybody works. Starts no process, writes no report. */
import { setTimeout as sleep } from 'node:timers/promises';
import { signIn } from './agent.ts';
import type { AgentTools, BenchAgent, Notes } from './agent.ts';

/** Of one part of a run; all in ms. */
export interface Measured {
  readonly requests: number[];
  readonly events: number[];
  readonly changes: number[];
  /** What went wrong, in its own words. */
  readonly failures: string[];
}

export function measured(): Measured & { readonly notes: Notes } {
  const all: Measured = { requests: [], events: [], changes: [], failures: [] };
  const notes: Notes = {
    request: (ms) => all.requests.push(ms),
    event: (ms) => all.events.push(ms),
    change: (ms) => all.changes.push(ms),
  };
  return { ...all, notes };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export interface Storm {
  readonly agents: readonly BenchAgent[];
  /** From the first arrival to the last signed-in agent. */
  readonly durationMs: number;
  readonly signInsMs: readonly number[];
}

/** All arrive at their pace, whether those before them are through or not. Rejects only when `stop` is aborted. */
export async function storm(
  loginIds: readonly string[],
  perSecond: number,
  tools: AgentTools,
  failures: string[],
  hooks: { readonly stop: AbortSignal; readonly progress: (signedIn: number) => void },
): Promise<Storm> {
  const agents: BenchAgent[] = [];
  const signInsMs: number[] = [];
  const startedAt = performance.now();
  let lastAt = startedAt;
  const one = async (loginId: string): Promise<void> => {
    const begunAt = performance.now();
    try {
      agents.push(await signIn(loginId, tools));
      lastAt = performance.now();
      signInsMs.push(lastAt - begunAt);
      hooks.progress(agents.length);
    } catch (error) {
      failures.push(wordsOf(error));
    }
  };
  const underWay: Promise<void>[] = [];
  for (const [index, loginId] of loginIds.entries()) {
    const wait = startedAt + (index / perSecond) * 1000 - performance.now();
    if (wait > 1) await sleep(wait, undefined, { signal: hooks.stop });
    underWay.push(one(loginId));
  }
  await Promise.all(underWay);
  return { agents, durationMs: lastAt - startedAt, signInsMs };
}

export interface Work {
  readonly seconds: number;
  readonly changesPerSecond: number;
  readonly callsPerSecond: number;
  ring(loginId: string): Promise<void>;
}

/** Whoever has been free for longest does the next thing, at a pace that does not wait for answers (an open loop). */
export async function work(
  agents: readonly BenchAgent[],
  plan: Work,
  failures: string[],
  hooks: { readonly stop: AbortSignal; readonly progress: (secondsLeft: number) => void },
): Promise<{ readonly begun: number; readonly notBegun: number }> {
  const free = [...agents];
  const underWay = new Set<Promise<void>>();
  const startedAt = performance.now();
  let begun = 0;
  let notBegun = 0;
  const begin = (doIt: (agent: BenchAgent) => Promise<void>): void => {
    const agent = free.shift();
    if (!agent) {
      notBegun += 1;
      return;
    }
    begun += 1;
    const done: Promise<void> = doIt(agent)
      .catch((error: unknown) => void failures.push(wordsOf(error)))
      .then(() => {
        free.push(agent);
        underWay.delete(done);
      });
    underWay.add(done);
  };
  let changes = 0;
  let calls = 0;
  for (;;) {
    const elapsed = (performance.now() - startedAt) / 1000;
    if (elapsed >= plan.seconds) break;
    for (; changes < elapsed * plan.changesPerSecond; changes += 1) begin((agent) => agent.toggleState());
    for (; calls < elapsed * plan.callsPerSecond; calls += 1) {
      begin((agent) => agent.takeCall(() => plan.ring(agent.loginId)));
    }
    hooks.progress(plan.seconds - elapsed);
    await sleep(5, undefined, { signal: hooks.stop });
  }
  await Promise.all(underWay);
  return { begun, notBegun };
}
