/**
 * `npm run bench -- lab`: one lab server in its own process, many agents on real sockets from this one. How long does
 * everybody's sign-in take, how late are events, what does an agent cost?
 */
import { loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { extraLoginIds } from '../src/cluster/extra-people.ts';
import type { Bench, BenchTools } from './contract.ts';
import { writeJson, writeSection } from './deliver.ts';
import { environmentNow } from './environment.ts';
import type { Notes } from './lab/agent.ts';
import { measured, storm, work } from './lab/load.ts';
import { parseOptions, usage } from './lab/options.ts';
import type { RunParameters } from './lab/options.ts';
import { startLabProcess } from './lab/process.ts';
import type { LabProcess } from './lab/process.ts';
import { reportText, summaryOf } from './lab/report.ts';
import type { LabMeasures, LabReport } from './lab/report.ts';
import { createRest } from './lab/rest.ts';

export const lab: Bench = {
  about: 'Signs agents in to a lab server over real sockets and lets them work: latencies, memory, CPU time.',
  usage,
  async run(args, tools) {
    const options = parseOptions(args);
    const environment = environmentNow();
    const runs: LabReport['runs'][number][] = [];
    for (const parameters of options.runs) {
      tools.progress(`lab, ${parameters.agents} agents: starting`);
      const process = await startLabProcess({
        extraAgents: parameters.agents,
        processes: parameters.node_processes,
        ...(options.profileDir === undefined ? {} : { profileDir: options.profileDir }),
      });
      try {
        const measures = await Promise.race([oneRun(process, parameters, tools), process.ended]);
        runs.push({ parameters, measures });
      } finally {
        await process.stop();
      }
    }
    const report: LabReport = { bench: 'lab', environment, runs };
    tools.print(reportText(report));
    writeJson(options, report);
    const failed = runs.reduce((sum, { measures }) => sum + measures.failures, 0);
    if (failed > 0) throw new Error(`${failed} sign-ins or changes failed; see above.`);
    if (options.write) writeSection('lab', reportText(report));
  },
};

const mib = (bytes: number | undefined): number | undefined => (bytes === undefined ? undefined : bytes / 2 ** 20);
const minus = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a - b;

async function oneRun(process: LabProcess, parameters: RunParameters, tools: BenchTools): Promise<LabMeasures> {
  const title = `lab, ${parameters.agents} agents`;
  const { stop } = tools;
  const rest = createRest(process.url, parameters.http_connections);
  const inStorm = measured();
  const atWork = measured();
  let notes: Notes = inStorm.notes;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  // What starting took is not what agents cost.
  await sleep(1500, undefined, { signal: stop });
  const before = { node: process.nodeUsage(), total: process.totalUsage() };
  delay.enable();

  const stormed = await storm(
    extraLoginIds(parameters.agents),
    parameters.arrivals_per_second,
    { url: process.url, rest, notes: () => notes },
    inStorm.failures,
    { stop, progress: (signedIn) => tools.progress(`${title}: ${signedIn} signed in`) },
  );
  const afterStorm = { node: process.nodeUsage(), total: process.totalUsage() };
  notes = atWork.notes;
  const worked = await work(
    stormed.agents,
    {
      seconds: parameters.work_s,
      changesPerSecond: parameters.changes_per_second,
      callsPerSecond: parameters.calls_per_second,
      ring: (loginId) => ring(process.controlUrl, loginId),
    },
    atWork.failures,
    { stop, progress: (left) => tools.progress(`${title}: at work, ${left.toFixed(0)} s left`) },
  );
  delay.disable();
  const afterWork = { node: process.nodeUsage(), total: process.totalUsage() };
  for (const agent of stormed.agents) agent.close();
  rest.close();
  for (const failure of new Set([...inStorm.failures, ...atWork.failures].slice(0, 10)))
    tools.print(`failed: ${failure}`);

  const cpuWork = minus(afterWork.total?.cpuSeconds, afterStorm.total?.cpuSeconds);
  const growth = minus(afterStorm.node?.rssBytes, before.node?.rssBytes);
  return {
    signed_in: stormed.agents.length,
    failures: inStorm.failures.length + atWork.failures.length,
    storm_s: stormed.durationMs / 1000,
    sign_in_ms: summaryOf(stormed.signInsMs),
    storm_request_ms: summaryOf(inStorm.requests),
    work_request_ms: summaryOf(atWork.requests),
    work_event_after_202_ms: summaryOf(atWork.events),
    work_change_ms: summaryOf(atWork.changes),
    changes_begun: worked.begun,
    changes_not_begun: worked.notBegun,
    node_rss_before_mib: mib(before.node?.rssBytes),
    node_rss_after_storm_mib: mib(afterStorm.node?.rssBytes),
    node_rss_after_work_mib: mib(afterWork.node?.rssBytes),
    node_rss_per_agent_kib: growth === undefined ? undefined : growth / 1024 / parameters.agents,
    lab_cpu_storm_s: minus(afterStorm.total?.cpuSeconds, before.total?.cpuSeconds),
    lab_cpu_work_s: cpuWork,
    lab_cpu_work_percent:
      cpuWork === undefined || parameters.work_s === 0 ? undefined : (cpuWork / parameters.work_s) * 100,
    driver_delay_p99_ms: delay.percentile(99) / 1e6,
    load_average_1min_after: loadavg()[0] ?? 0,
  };
}

/** A customer calls, by the operator's hand: as in the field, nobody at a desktop can make that happen. */
async function ring(controlUrl: string, loginId: string): Promise<void> {
  const response = await fetch(`${controlUrl}do`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ action: 'ring', args: { agent: loginId, from: '5550100' } }),
  });
  if (!response.ok) throw new Error(`No call for ${loginId}: ${await response.text()}`);
}
