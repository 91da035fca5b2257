/** `npm run bench -- NAME`: finds the bench, shows how far it is, ends cleanly. Measures nothing itself. */
import { standardOutput, wordsBeside } from '../tools/output-file.ts';
import { usageLine } from '../tools/usage-line.mjs';
import { benches } from './benches.ts';
import { BenchStopped, BenchUsageError } from './contract.ts';
import type { BenchTools } from './contract.ts';

const usage = `Usage: npm run bench -- NAME [OPTIONS]
       npm run bench -- NAME --help

Benches: ${Object.keys(benches).join(', ')}`;

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help') {
    console.log(usage);
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!load) {
    console.error(
      usageLine(`There is no bench "${name}", only ${Object.keys(benches).join(', ')}`, 'npm run bench --'),
    );
    return 2;
  }
  const bench = await load();
  if (args.includes('--help')) {
    console.log(`${bench.about}\n\n${bench.usage}`);
    return 0;
  }
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
  try {
    await bench.run(args, toolsOf(stopping.signal, wordsBeside(outputAmong(args))));
    return 0;
  } catch (error) {
    clearLine();
    if (stopping.signal.aborted) {
      console.error(`Stopped; ${error instanceof BenchStopped ? error.message : 'nothing was written.'}`);
      return 130;
    }
    const usageError = error instanceof BenchUsageError;
    const words = error instanceof Error ? error.message : String(error);
    console.error(usageError ? usageLine(error, `npm run bench -- ${name}`) : words);
    return usageError ? 2 : 1;
  }
}

const clearLine = (): void => {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K');
};

/** The bench reads its own command line; that its result has the standard output for itself must be known before. */
const outputAmong = (args: readonly string[]): string | undefined =>
  args.some((arg, at) => arg === `--json=${standardOutput}` || (arg === standardOutput && args[at - 1] === '--json'))
    ? standardOutput
    : undefined;

function toolsOf(stop: AbortSignal, say: (text: string) => void): BenchTools {
  let saidAt = -Infinity;
  return {
    stop,
    progress(text) {
      const { isTTY } = process.stderr;
      // Into a file or a pipe not more than a line every few seconds.
      if (!isTTY && performance.now() - saidAt < 5000) return;
      saidAt = performance.now();
      process.stderr.write(isTTY ? `\r\x1b[2K${text}` : `${text}\n`);
    },
    print(text) {
      clearLine();
      say(text);
    },
  };
}

process.exit(await main(process.argv.slice(2)));
