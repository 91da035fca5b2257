/**
 * How long the gadget's code held the page's thread, from the browser's own sampling: only what ran in, or below, a function
 * of its module counts, so that neither the desktop's work nor a busy machine's is laid to its charge.
 */
import type { CDPSession } from 'playwright-core';
import type { Stage } from './stage.ts';

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples?: readonly number[];
  /** Microseconds from the sample before. */
  readonly timeDeltas?: readonly number[];
}

export interface Held {
  /** Real ms of the longest piece. */
  readonly longestMs: number;
  readonly totalMs: number;
  /** Of all the time looked at, 0 to 1. */
  readonly share: number;
  /** The gadget's function in which most of the longest piece was spent. */
  readonly where: string;
}

const everyMicroseconds = 2_000;
/** Between two samples of one piece of work there may be as much of other code, such as a collection of garbage. */
const bridgedMs = 8;

/** An agent feels a click that is answered later than this; a busy machine makes ten times as much of what is harmless. */
export const blockLimitMs = 500;
/** Work in small pieces, but without end. */
const shareLimit = { share: 0.4, leastMs: 1_500 } as const;

/** From a V8 profile; `module` is a part of the URL of the gadget's module. Pure. */
export function heldIn(profile: Profile, module: string): Held {
  const { nodes, samples = [], timeDeltas = [] } = profile;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  /** Node → the gadget's function nearest to the top of the stack. */
  const mine = new Map<number, string>();
  const walk = (id: number, above: string | undefined): void => {
    const node = byId.get(id);
    if (!node) return;
    const { url, functionName } = node.callFrame;
    const name = url.includes(module) ? functionName || 'a function without a name' : above;
    if (name !== undefined) mine.set(id, name);
    for (const child of node.children ?? []) walk(child, name);
  };
  const children = new Set(nodes.flatMap((node) => node.children ?? []));
  for (const { id } of nodes) if (!children.has(id)) walk(id, undefined);

  let [run, between, total, all, longestMs, where] = [0, 0, 0, 0, 0, ''];
  let inRun = new Map<string, number>();
  for (const [at, id] of samples.entries()) {
    // A sample stands for the time until the next one.
    const ms = Math.max(0, timeDeltas[at + 1] ?? 0) / 1000;
    all += ms;
    const name = mine.get(id);
    if (name === undefined) {
      between += ms;
      if (between > bridgedMs) {
        run = 0;
        inRun = new Map();
      }
      continue;
    }
    between = 0;
    run += ms;
    total += ms;
    inRun.set(name, (inRun.get(name) ?? 0) + ms);
    if (run <= longestMs) continue;
    longestMs = run;
    where = [...inRun].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '';
  }
  return { longestMs, totalMs: total, share: all === 0 ? 0 : total / all, where };
}

/** Looks at what `work` does on the page's thread, and notes what held it too long. */
export async function whileSampling(stage: Stage, work: () => Promise<void>): Promise<void> {
  const session: CDPSession = await stage.context.newCDPSession(stage.page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: everyMicroseconds });
  await session.send('Profiler.start');
  try {
    await work();
  } finally {
    const { profile } = (await session.send('Profiler.stop')) as { profile: Profile };
    await session.detach();
    judge(stage, heldIn(profile, `/gadget-${stage.gadget.name}-`));
  }
}

function judge({ measures, found }: Stage, { longestMs, totalMs, share, where }: Held): void {
  measures.longestBlockMs = Math.max(measures.longestBlockMs, longestMs);
  if (longestMs > blockLimitMs)
    found.wrong.push(`held the page up for ${Math.round(longestMs)} ms in one piece (${where})`);
  else if (share > shareLimit.share && totalMs > shareLimit.leastMs)
    found.wrong.push(`keeps the page busy: ${Math.round(share * 100)} % of the time is its own (${where})`);
}
