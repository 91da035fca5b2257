// How a whole fleet of agents comes back after a failover, in virtual time: `npm run fleet`. Says how far it is, ends cleanly.
import { availableParallelism } from 'node:os';
import { fleetHtml } from './fleet/html.ts';
import { commandOf, FleetUsageError, usage, type Command } from './fleet/options.ts';
import { createRunner, type Runner } from './fleet/run.ts';
import { wordsBeside, writeOutput } from './output-file.ts';
import { usageLine } from './usage-line.mjs';
import { againJson, againText, resultJson, resultText } from './fleet/text.ts';

let toldAt = -Infinity;
function progress(done: number, of: number, virtualMs: number): void {
  const { isTTY } = process.stderr;
  if (performance.now() - toldAt < (isTTY ? 200 : 10_000)) return;
  toldAt = performance.now();
  const line = `${done} of ${of} clusters done${virtualMs > 0 ? `, the next at ${(virtualMs / 1000).toFixed(0)} virtual s` : ''}`;
  process.stderr.write(isTTY ? `\r\u001B[2K${line}` : `${line}\n`);
}
const clearLine = (): void => {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[2K');
};

async function runFleet({ deployment, times, json, html }: Command, runner: Runner): Promise<number> {
  const [result] = await runner.run([deployment], progress);
  if (!result) return 1;
  clearLine();
  const say = wordsBeside(json, html);
  say(resultText(deployment, result));
  const [again] = times === 'twice' ? await runner.run([deployment], progress) : [];
  clearLine();
  if (again) say(againText(result, again));
  const written = { ...resultJson(deployment, result), ...(again ? { again: againJson(again) } : {}) };
  writeOutput(json, () => `${JSON.stringify(written, undefined, 2)}\n`);
  writeOutput(html, () => fleetHtml(deployment, result));
  if (again && again.trace_sha256 !== result.trace_sha256) return 1;
  if (result.not_restored === 0) return 0;
  console.error(`${result.not_restored} agents did not come back.`);
  return 1;
}

async function main(args: readonly string[]): Promise<number> {
  const command = commandOf(args, availableParallelism());
  if (command.task === 'help') {
    console.log(usage);
    return 0;
  }
  const runner = createRunner(command.jobs);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      runner.stop();
      clearLine();
      console.error('Stopped; nothing was written.');
      process.exit(130);
    });
  }
  switch (command.task) {
    case 'run':
      return runFleet(command, runner);
    default:
      return (await import('./fleet/tasks.ts')).runTask(command, runner, progress);
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  clearLine();
  const isUsage = error instanceof FleetUsageError;
  console.error(
    isUsage ? usageLine(error, 'npm run fleet --') : error instanceof Error ? error.message : String(error),
  );
  process.exitCode = isUsage ? 2 : 1;
}
