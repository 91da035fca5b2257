/** Builds what is weighed: for each workload and count the desktop with that layout, and the same gadgets in frames. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSites } from '../../tools/build.mjs';
import { gadgetNames } from '../../rollup.config.mjs';
import { buildFrames, bundleLibrary } from './frames.ts';
import { layoutOf, writeGadgets, writePlanted, type GadgetSource, type Workload } from './gadgets.ts';

export const containers = ['desktop', 'iframe'] as const;
export type Container = (typeof containers)[number];

export interface BuiltSites {
  dirOf(container: Container, workload: Workload, count: number): string;
  /** The desktop with this repository's gadgets, each once; and with the gadgets that have planted costs. */
  readonly shipped: AttributedSite;
  readonly planted: AttributedSite;
}

export interface AttributedSite {
  readonly dir: string;
  readonly gadgets: readonly string[];
}

/** `folder` keeps what was built: a second run with the same folder builds nothing. */
export async function buildAll(
  folder: string,
  {
    workloads,
    counts,
    log,
    stop,
  }: {
    readonly workloads: readonly Workload[];
    readonly counts: readonly number[];
    readonly log: (line: string) => void;
    readonly stop?: AbortSignal;
  },
): Promise<BuiltSites> {
  const dirOf = (container: Container, workload: Workload, count: number): string =>
    join(folder, `${container}-${workload}-${count}`);
  const plantedSources = writePlanted(join(folder, 'gadgets'));
  const shipped = { dir: join(folder, 'shipped'), gadgets: gadgetNames() };
  const planted = { dir: join(folder, 'planted'), gadgets: plantedSources.map(({ name }) => name) };
  const wanted = workloads.flatMap((workload) => counts.map((count) => ({ workload, count })));
  const last = wanted.map(({ workload, count }) => dirOf('iframe', workload, count));
  if ([shipped.dir, planted.dir, ...last].every((dir) => existsSync(dir))) return { dirOf, shipped, planted };
  const most = Math.max(...counts);
  const sources = new Map(workloads.map((each) => [each, writeGadgets(join(folder, 'gadgets'), each, most)]));
  const first = (workload: Workload, count: number): readonly GadgetSource[] =>
    (sources.get(workload) ?? []).slice(0, count);
  const desktop = (outDir: string, names: readonly string[]) => {
    mkdirSync(folder, { recursive: true });
    const layout = `${outDir}.layout.xml`;
    writeFileSync(layout, layoutOf(names));
    return { outDir, layout, gadgets: names };
  };
  const all = [...plantedSources, ...[...sources.values()].flat()];
  await buildSites(
    [
      ...wanted.map(({ workload, count }) =>
        desktop(
          dirOf('desktop', workload, count),
          first(workload, count).map(({ name }) => name),
        ),
      ),
      desktop(shipped.dir, shipped.gadgets),
      desktop(planted.dir, planted.gadgets),
    ],
    {
      moreGadgets: Object.fromEntries(all.map(({ name, entry }) => [name, entry])),
      log: (step) => log(`desktop: ${step}`),
      ...(stop ? { stop } : {}),
    },
  );
  const library = await bundleLibrary();
  for (const { workload, count } of wanted) {
    stop?.throwIfAborted();
    log(`frames: ${workload}, ${count}`);
    await buildFrames(dirOf('iframe', workload, count), { library, gadgets: first(workload, count) });
  }
  return { dirOf, shipped, planted };
}
