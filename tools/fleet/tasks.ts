// The longer tasks of `npm run fleet`: all tables, calibrating again, searching for a policy.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { layOut } from '../../bench/deliver.ts';
import { environmentNow } from '../../bench/environment.ts';
import { shown } from '../../bench/table.ts';
import { publishedRows } from '../../src/planner/published.ts';
import { wordsBeside, writeOutput } from '../output-file.ts';
import { between } from './marks.ts';
import type { Command, Deployment } from './options.ts';
import type { DeploymentResult, Runner } from './run.ts';
import { bounds, candidates, ranked, searchText, trialsOf, weigh } from './search.ts';
import { growthTable, hourTable } from './growth.ts';
import { tablesOf, tableText } from './tables.ts';

export type Progress = (done: number, of: number, virtualMs: number) => void;

const performancePage = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

async function report({ deployment, task, json }: Command, runner: Runner, progress: Progress): Promise<number> {
  const say = wordsBeside(json);
  const environment = environmentNow();
  const texts: string[] = [
    `Measured ${environment.date.slice(0, 16).replace('T', ' ')} UTC on ${environment.cpu_cores} cores (${environment.cpu_model}), ` +
      `Node ${environment.node_version}; load average ${shown(environment.load_average_1min_before)} before anything was started. ` +
      `Seed ${deployment.seed}; times of the model are virtual and do not depend on the machine.`,
  ];
  const all: { readonly title: string; readonly rows: readonly (DeploymentResult & { readonly name: string })[] }[] =
    [];
  for (const table of task === 'growth' ? [hourTable(deployment), growthTable(deployment)] : tablesOf(deployment)) {
    const deployments = table.rows.map((row) => row.deployment);
    const results: DeploymentResult[] = [];
    for (const group of table.timed ? deployments.map((each) => [each]) : [deployments]) {
      results.push(...(await runner.run(group, progress)));
    }
    texts.push(tableText(table, results));
    all.push({
      title: table.title,
      rows: results.map((result, index) => ({ ...result, name: table.rows[index]?.name ?? '' })),
    });
    process.stderr.write(process.stderr.isTTY ? '\r\u001B[2K' : '');
    say(`${texts.at(-1) ?? ''}\n`);
  }
  writeOutput(json, () => `${JSON.stringify({ environment, tables: all }, undefined, 2)}\n`);
  if (task !== 'report') {
    const marked = task === 'growth' ? 'fleet growth' : 'fleet';
    writeFileSync(performancePage, between(readFileSync(performancePage, 'utf8'), marked, texts.join('\n\n')));
    layOut(performancePage);
  }
  return 0;
}

/** Least agents and most of the two rows that may be looked at. */
const targets = publishedRows
  .filter((row) => row.use === 'calibration')
  .map((row) => ({ ...row, s: (row.fromS + row.toS) / 2 }));

async function calibrate({ deployment }: Command, runner: Runner, progress: Progress): Promise<number> {
  let found = { cpuScale: deployment.cpuScale, browserMsPerResponse: deployment.browserMsPerResponse };
  for (let round = 1; round <= 4; round += 1) {
    const at = (agents: number): Deployment => ({ ...deployment, ...found, agents, perCluster: agents });
    const results = await runner.run(
      targets.map((row) => at(row.agents)),
      progress,
    );
    const [few, many] = results.map((result) => result.time_to_all_restored_s ?? Number.NaN);
    const [first, second] = targets;
    if (few === undefined || many === undefined || !first || !second) return 1;
    console.log(
      `cpuScale ${found.cpuScale}, browserMsPerResponse ${found.browserMsPerResponse}: ${shown(few)} s, ${shown(many)} s`,
    );
    const slope = (second.s - first.s) / (many - few);
    const cpuScale = Number((found.cpuScale * slope).toFixed(3));
    // What is left after the slope is right is the time of one browser.
    const offset = first.s - (few + (many - few) * (slope - 1) * (first.agents / (second.agents - first.agents)));
    const responses = 50;
    const browserMsPerResponse = Math.round(found.browserMsPerResponse + (offset * 1000) / responses);
    if (cpuScale === found.cpuScale && browserMsPerResponse === found.browserMsPerResponse) break;
    found = { cpuScale, browserMsPerResponse };
  }
  console.log(`found: cpuScale ${found.cpuScale}, browserMsPerResponse ${found.browserMsPerResponse}`);
  return 0;
}

async function search({ deployment, json }: Command, runner: Runner, progress: Progress): Promise<number> {
  const list = candidates();
  const trials = list.map((candidate) => trialsOf(deployment, candidate));
  const results = await runner.run(trials.flat(), progress);
  const tried = list.map((candidate, index) => {
    const first = trials.slice(0, index).flat().length;
    return weigh(candidate, results.slice(first, first + (trials[index]?.length ?? 0)));
  });
  const best = ranked(tried)[0];
  const say = wordsBeside(json);
  say(searchText(tried));
  writeOutput(json, () => `${JSON.stringify({ seed: deployment.seed, bounds, tried }, undefined, 2)}\n`);
  if (best?.allowed !== 'yes') {
    console.error('No policy stays within the bounds.');
    return 1;
  }
  say(`\nbest, seed ${deployment.seed}, ${deployment.agents} agents: ${best.candidate.name}`);
  return 0;
}

export async function runTask(command: Command, runner: Runner, progress: Progress): Promise<number> {
  switch (command.task) {
    case 'report':
    case 'write':
    case 'growth':
      return report(command, runner, progress);
    case 'calibrate':
      return calibrate(command, runner, progress);
    case 'search':
      return search(command, runner, progress);
    default:
      throw new Error(`There is no task ${command.task}.`);
  }
}
