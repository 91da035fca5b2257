/**
 * `npm run bench -- install`: from a first visit to everything precached, by the pack, by workbox file by file and by
 * `cache.addAll`: the same files, in turn in one run, over a road of some length.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSite } from '../tools/build.mjs';
import type { Bench } from './contract.ts';
import { deliver } from './deliver.ts';
import { environmentNow } from './environment.ts';
import type { InstallSample } from './install/contract.ts';
import { parseOptions, usage } from './install/options.ts';
import { installRows, installText } from './install/report.ts';
import { installOnce } from './install/round.ts';
import { serveSite } from './install/site.ts';
import { measuredText } from './real/measured-text.ts';
import { startProxy } from './real/proxy.ts';

export const install: Bench = {
  about: 'Times the precaching of the built desktop by its pack, by workbox file by file and by cache.addAll.',
  usage,
  async run(args, tools) {
    const options = parseOptions(args);
    const { rounds, ways, roads } = options;
    const environment = environmentNow();
    const dir = mkdtempSync(join(tmpdir(), 'understudy-bench-'));
    const open: (() => Promise<void> | void)[] = [() => rmSync(dir, { recursive: true, force: true })];
    const samples: InstallSample[] = [];
    let chromium_version = '';
    try {
      tools.progress('install: building the desktop');
      await buildSite({ outDir: join(dir, 'site'), stop: tools.stop });
      tools.stop.throwIfAborted();
      const site = await serveSite(join(dir, 'site'));
      open.push(() => site.close());
      const proxy = await startProxy([site.port]);
      open.push(() => proxy.stop());
      for (let round = 1; round <= rounds; round += 1) {
        for (const road of roads) {
          for (const way of ways) {
            tools.stop.throwIfAborted();
            tools.progress(`install, round ${round} of ${rounds}: ${way}, ${road}`);
            const done = await installOnce(site, proxy, { way, road }, tools.stop);
            samples.push(done.sample);
            ({ chromium_version } = done);
          }
        }
      }
      const rows = installRows(samples);
      const files = { count: site.files.length, bytes: site.files.reduce((sum, { bytes }) => sum + bytes, 0) };
      const text = `${measuredText(environment, chromium_version)}\n\n${installText(rows, files)}`;
      const runs = [{ parameters: { rounds, ways, roads, files, chromium_version }, measures: rows }];
      deliver(tools, options, { section: 'install', text, report: { bench: 'install', environment, runs } });
    } finally {
      for (const end of open.reverse()) await end();
    }
  },
};
