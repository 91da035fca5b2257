// What `npm run sim` says of its runs: to people and as JSON. Field names carry their units.
import { cpus, totalmem } from 'node:os';
import { readFileSync } from 'node:fs';
import { profileNames } from '../src/core/contract.ts';
import type { RunResult } from '../src/sim/vopr/contract.ts';
import { createTextHash } from '../src/sim/vopr/fnv.ts';
import { swarmWords } from '../src/sim/vopr/swarm.ts';

const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const hours = (ms: number): number => Math.round(ms / 36_000) / 100;

/** `results` in order of their seeds. */
export function simReport(results: readonly RunResult[], wallMs: number) {
  const hash = createTextHash();
  for (const result of results) hash.add(result.hash);
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const recovery = profileNames.flatMap((profile) => {
    const times = results.filter(({ swarm }) => swarm.profile === profile).map(({ recoveryMs }) => recoveryMs);
    return times.length === 0
      ? []
      : [[profile, { median_ms: quantile(times, 0.5), p95_ms: quantile(times, 0.95), max_ms: quantile(times, 1) }]];
  });
  return {
    seeds: results.length,
    first_seed: results[0]?.seed,
    last_seed: results.at(-1)?.seed,
    failed: results.flatMap(({ seed, swarm, failure }) =>
      failure
        ? [
            {
              seed,
              checker: failure.checker,
              desk: failure.desk,
              at_ms: failure.atMs,
              text: failure.text,
              swarm: swarmWords(swarm),
              story: failure.story,
            },
          ]
        : [],
    ),
    virtual_hours: hours(sum(results.map(({ virtualMs }) => virtualMs))),
    faults: sum(results.map(({ faults }) => faults)),
    commands: sum(results.map(({ commands }) => commands)),
    moves: sum(results.map(({ moves }) => moves)),
    reconnections: sum(results.map(({ reconnections }) => reconnections)),
    median_virtual_minutes:
      Math.round(
        quantile(
          results.map(({ virtualMs }) => virtualMs),
          0.5,
        ) / 6_000,
      ) / 10,
    median_faults: quantile(
      results.map(({ faults }) => faults),
      0.5,
    ),
    median_desktops: quantile(
      results.map(({ swarm }) => swarm.desktops),
      0.5,
    ),
    recovery: Object.fromEntries(recovery) as Record<string, { median_ms: number; p95_ms: number; max_ms: number }>,
    trace_hash: hash.digest(),
    wall_s: Math.round(wallMs / 100) / 10,
    machine: { cpus: cpus().length, cpu: cpus()[0]?.model ?? '', memory_bytes: totalmem() },
    versions: { understudy: version, node: process.version },
  };
}

/** A failing seed for people: what it drew, what went wrong, what came before, and how to see it again. */
export function failureWords({ seed, swarm, failure }: RunResult): string {
  if (!failure) return '';
  return [
    '',
    swarmWords(swarm),
    ...failure.story.map((line) => `  ${line}`),
    `FAILED seed ${seed} at ${(failure.atMs / 1000).toFixed(3)} s, ${failure.desk ?? 'the world'}: ${failure.checker}`,
    `  ${failure.text}`,
    `  again: npm run sim -- --seed ${seed} --trace FILE`,
  ].join('\n');
}
