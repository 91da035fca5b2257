/**
 * Each gadget by itself: when it was loaded, restored, rendered and ready, what its module weighs, and how much of the main
 * thread's time its chunk had by a CPU profile. Then the same for gadgets with planted costs, which must be found again.
 */
import { openChromium, type Tab } from './chromium.ts';
import { loadPage, type GadgetTimes, type PageLoad } from './page-load.ts';
import { planted, type Planted } from './gadgets.ts';
import { attribute, type CpuProfile } from './profile.ts';
import { median } from './regression.ts';
import { serveSite, type HeadersOf } from './site-server.ts';
import type { AttributedSite } from './sites.ts';
import { until } from './visit.ts';

export interface GadgetCostRow {
  readonly id: string;
  /** Medians of precached loads under the profiler, all gadgets at once: each waits for the others. */
  readonly evaluate_ms: number;
  readonly restore_ms: number;
  readonly first_render_ms: number;
  /** Since the navigation. */
  readonly ready_ms: number;
  /** CPU profile samples with its chunk on the stack. */
  readonly main_thread_ms: number;
  /** Of a first visit without a service worker: its module's, and of its own to the node. */
  readonly requests: number;
  readonly reads: number;
  readonly bytes: number;
  readonly bytes_decoded: number;
  readonly loads: number;
}

export interface PlantedCheck extends Planted {
  readonly found_ms: number;
  readonly found_bytes: number;
  /** Of what was planted; 0 is exact. */
  readonly error: number;
}

/** Microseconds between samples. */
const samplingInterval = 200;

export async function attributeGadgets(
  { dir, gadgets }: AttributedSite,
  options: { readonly reloads: number; readonly headers: HeadersOf; readonly stop: AbortSignal },
): Promise<readonly GadgetCostRow[]> {
  const { reloads, headers, stop } = options;
  const server = await serveSite(dir, headers);
  const { tab, close } = await openChromium();
  const load = (go: () => Promise<unknown>): Promise<PageLoad> => {
    stop.throwIfAborted();
    return loadPage({ tab, server, count: gadgets.length }, go);
  };
  const settled = (condition: string): Promise<void> => until(tab, condition);
  try {
    await tab.send('Page.enable');
    await tab.send('Performance.enable');
    const open = (query: string) => () => tab.send('Page.navigate', { url: `${server.url}?agent=1001&signin${query}` });
    const cold = await load(open('&no-sw'));
    await settled(`document.documentElement.dataset.phase === 'connected'`);
    await load(open(''));
    await settled(`navigator.serviceWorker.controller?.state === 'activated'`);
    const profiled: { readonly gadgets: readonly GadgetTimes[]; readonly ms: Readonly<Record<string, number>> }[] = [];
    for (let at = 0; at < reloads; at += 1) {
      await settled(`document.documentElement.dataset.phase === 'connected'`);
      const { result, profile } = await underProfiler(tab, () => load(() => tab.send('Page.reload')));
      const modules = Object.fromEntries(result.gadgets.map(({ id, moduleUrl = '' }) => [id, moduleUrl]));
      profiled.push({ gadgets: result.gadgets, ms: attribute(profile, modules).gadgets });
    }
    return gadgets.map((id) => {
      const of = (read: (times: GadgetTimes) => number | undefined): number =>
        median(profiled.map((each) => read(timesOf(each.gadgets, id)) ?? Number.NaN));
      const first = timesOf(cold.gadgets, id);
      return {
        id,
        evaluate_ms: of((times) => between(times.loadingAt, times.restoringAt)),
        restore_ms: of((times) => between(times.restoringAt, times.renderingAt)),
        first_render_ms: of((times) => between(times.renderingAt, times.readyAt)),
        ready_ms: of(({ readyAt }) => readyAt),
        main_thread_ms: median(profiled.map(({ ms }) => ms[id] ?? 0)),
        requests: first.moduleBytes === undefined ? 0 : 1,
        reads: first.reads,
        bytes: first.moduleBytes ?? 0,
        bytes_decoded: first.moduleDecodedBytes ?? 0,
        loads: profiled.length,
      };
    });
  } finally {
    await close();
    await server.die();
  }
}

const between = (from: number | undefined, to: number | undefined): number | undefined =>
  from === undefined || to === undefined ? undefined : to - from;

function timesOf(gadgets: readonly GadgetTimes[], id: string): GadgetTimes {
  const found = gadgets.find((each) => each.id === id);
  if (!found) throw new Error(`The desktop left no marks of ${id}.`);
  return found;
}

async function underProfiler<Result>(
  tab: Tab,
  run: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly profile: CpuProfile }> {
  await tab.send('Profiler.enable');
  await tab.send('Profiler.setSamplingInterval', { interval: samplingInterval });
  await tab.send('Profiler.start');
  const result = await run();
  const { profile } = await tab.send<{ readonly profile: CpuProfile }>('Profiler.stop');
  await tab.send('Profiler.disable');
  return { result, profile };
}

/** What was planted against what was found, less what a gadget without anything planted costs. */
export function checkPlanted(rows: readonly GadgetCostRow[]): readonly PlantedCheck[] {
  const baseline = rows.find(({ id }) => id === 'planted-nothing');
  return planted
    .filter(({ ms, bytes }) => ms > 0 || bytes > 0)
    .flatMap((plant) => {
      const row = rows.find(({ id }) => id === plant.name);
      if (!row || !baseline) return [];
      const found_ms = row.main_thread_ms - baseline.main_thread_ms;
      const found_bytes = row.bytes_decoded - baseline.bytes_decoded;
      const error = plant.ms > 0 ? found_ms / plant.ms - 1 : found_bytes / plant.bytes - 1;
      return { ...plant, found_ms, found_bytes, error };
    });
}
