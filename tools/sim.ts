// The deterministic simulation: `npm run sim`. Each seed is a world of its own: production cores, one cluster, random
// agents, faults; first anything may break and nothing wrong may happen, then everybody must recover in bounded time.
import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { RunResult } from '../src/sim/vopr/contract.ts';
import { runSeed } from '../src/sim/vopr/run.ts';
import { swarmWords } from '../src/sim/vopr/swarm.ts';
import type { Recorder } from '../src/worker/pure/recorder.ts';
import { outputFault, standardOutput, wordsBeside, writeOutput } from './output-file.ts';
import { bundlePart } from './sim-bundle.ts';
import { firstSeedOfCommit } from './sim-commit.ts';
import { failureWords, simReport } from './sim-report.ts';
import { usageLine } from './usage-line.mjs';

const usage = `Usage: npm run sim -- [--seeds N] [--from N | --from-commit] [--seed N] [--json FILE] [--trace FILE] [--jobs N]
Runs the deterministic simulation. Exits 0 only when no seed fails.
  --seeds N     so many seeds (100 unless told)
  --from N      the first of them (1 unless told)
  --from-commit the first of them follows from the commit that is checked out; prints which
  --seed N      this seed alone; prints what it drew and the hash of its trace
  --trace FILE  with --seed: everything that happened, one line each
  --recording FILE  with --seed: what the first desktop's longest-lived core heard, as the browser records it
  --json FILE   the report; - for the standard output
  --jobs N      processes (one per processor unless told)`;

/** Seeds that one process gets at a time. */
const chunk = 4;
/**
 * There is a process for each processor: helpers that translate and collect beside it would only take from the others, so each
 * does it itself. MB for what lives shortly, which is nearly everything. Neither changes what comes out.
 */
const aloneWithRoom = ['--single-threaded', '--max-semi-space-size=32', '--min-semi-space-size=32'];
/** A failing change fails often: the first stories are enough. */
const mostStories = 5;

const number = (text: string | undefined, name: string, otherwise: number): number => {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} must be a whole number, not "${text}"`);
  return Number(text);
};

/** What is for people; beside the report, when that has the standard output for itself. */
let say = wordsBeside();

function options() {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      seeds: text,
      from: text,
      'from-commit': { type: 'boolean' },
      seed: text,
      json: text,
      trace: text,
      recording: text,
      jobs: text,
      help: { type: 'boolean' },
    },
  });
  for (const name of ['trace', 'recording'] as const)
    if (values[name] === standardOutput) throw new Error(`--${name} wants a file`);
    else if (values[name] !== undefined && values.seed === undefined) throw new Error(`--${name} needs --seed`);
  for (const name of ['json', 'trace', 'recording'] as const) {
    const fault = outputFault(name, values[name]);
    if (fault !== undefined) throw new Error(fault);
  }
  const only = values.seed === undefined ? undefined : number(values.seed, 'seed', 1);
  const count = only === undefined ? number(values.seeds, 'seeds', 100) : 1;
  if (count === 0) throw new Error('--seeds must be at least 1: no run proves nothing');
  return {
    help: values.help === true,
    first: only ?? (values['from-commit'] === true ? firstSeedOfCommit() : number(values.from, 'from', 1)),
    count,
    isSingle: only !== undefined,
    jobs: Math.max(1, number(values.jobs, 'jobs', availableParallelism())),
    json: values.json,
    trace: values.trace,
    recording: values.recording,
  };
}

type Options = ReturnType<typeof options>;

function runSingle({ first, trace, recording }: Options): RunResult[] {
  const file = trace === undefined ? undefined : openSync(trace, 'w');
  const recorders: Recorder[] = [];
  const result = runSeed(first, {
    ...(file === undefined ? {} : { sink: (line) => void writeSync(file, `${line}\n`) }),
    ...(recording === undefined ? {} : { record: { desk: 'd0', started: (recorder) => recorders.push(recorder) } }),
  });
  if (recording !== undefined) {
    const all = recorders.map((recorder) => recorder.recording());
    const longest = all.toSorted((left, right) => right.inputs.length - left.inputs.length)[0];
    writeFileSync(recording, JSON.stringify(longest));
  }
  if (file !== undefined) closeSync(file);
  say(swarmWords(result.swarm));
  say(`trace hash ${result.hash}, ${(result.virtualMs / 60_000).toFixed(1)} virtual minutes`);
  return [result];
}

/** Resolves with what was run, in order of the seeds; sooner when interrupted. */
function runMany({ first, count, jobs }: Options, part: string, startedAt: number): Promise<RunResult[]> {
  const results: RunResult[] = [];
  let next = first;
  const end = first + count;
  let toldAt = startedAt;
  const progress = (): void => {
    const isLast = results.length === count;
    const every = process.stderr.isTTY ? 200 : 10_000;
    if (!isLast && performance.now() - toldAt < every) return;
    toldAt = performance.now();
    const failed = results.filter(({ failure }) => failure).length;
    const seconds = ((toldAt - startedAt) / 1000).toFixed(0);
    const line = `${results.length} of ${count} seeds, ${failed} failed, ${seconds} s`;
    process.stderr.write(process.stderr.isTTY ? `\r${line}${isLast ? '\n' : ''}` : `${line}\n`);
  };
  return new Promise((resolve, reject) => {
    const children: ChildProcess[] = [];
    const stop = (): void => {
      for (const child of children) child.kill('SIGKILL');
    };
    const finish = (): void => {
      stop();
      resolve(results.sort((left, right) => left.seed - right.seed));
    };
    process.once('SIGINT', () => {
      process.exitCode = 130;
      process.stderr.write(`${process.stderr.isTTY ? '\n' : ''}Stopped after ${results.length} of ${count} seeds.\n`);
      finish();
    });
    for (let job = 0; job < Math.min(jobs, Math.ceil(count / chunk)); job += 1) {
      const child = fork(part, { execArgv: aloneWithRoom });
      children.push(child);
      child.on('message', (message: RunResult | 'next') => {
        if (message === 'next') {
          if (next >= end) return;
          const seeds = Array.from({ length: Math.min(chunk, end - next) }, (_, index) => next + index);
          next += seeds.length;
          child.send(seeds);
          return;
        }
        results.push(message);
        if (message.failure && results.filter(({ failure }) => failure).length <= mostStories) {
          say(failureWords(message));
        }
        progress();
        if (results.length === count) finish();
      });
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        if (signal === 'SIGKILL') return;
        stop();
        reject(new Error(`a process of the simulation died (${code ?? signal ?? '?'})`));
      });
    }
    if (count === 0) finish();
  });
}

async function runAll(chosen: Options, startedAt: number): Promise<RunResult[]> {
  const { first, count } = chosen;
  if (count > 0) say(`seeds ${first} to ${first + count - 1}`);
  const part = await bundlePart('sim');
  try {
    return await runMany(chosen, part, startedAt);
  } finally {
    rmSync(part, { force: true });
  }
}

/** `undefined` when all is said. */
function optionsOrHelp(): Options | undefined {
  try {
    const chosen = options();
    if (!chosen.help) return chosen;
    console.log(usage);
  } catch (error) {
    console.error(usageLine(error, 'npm run sim --'));
    process.exitCode = 2;
  }
  return undefined;
}

async function main(): Promise<void> {
  const chosen = optionsOrHelp();
  if (!chosen) return;
  say = wordsBeside(chosen.json);
  const startedAt = performance.now();
  const results = chosen.isSingle ? runSingle(chosen) : await runAll(chosen, startedAt);
  if (chosen.isSingle) for (const result of results) if (result.failure) say(failureWords(result));
  // Stopped before the first was done: nothing is known.
  if (results.length === 0) return;
  const report = simReport(results, performance.now() - startedAt);
  writeOutput(chosen.json, () => `${JSON.stringify(report, undefined, 2)}\n`);
  const { failed, virtual_hours, faults, moves, commands, wall_s, trace_hash } = report;
  const seeds = failed.map(({ seed }) => seed);
  if (seeds.length > 0) say(`\nfailed seeds: ${seeds.join(', ')}`);
  say(
    `${report.seeds} seeds, ${failed.length} failed; ${virtual_hours} virtual hours, ${faults} faults, ${moves} moves, ` +
      `${commands} commands in ${wall_s} s; hash of all traces ${trace_hash}`,
  );
  if (failed.length > 0 || report.seeds === 0) process.exitCode ??= 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
