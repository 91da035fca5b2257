/** `npm run lab`: reads the command line, starts the lab, listens to the operator, and ends cleanly. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterLogEntry } from '../src/cluster/contract.ts';
import { usageLine } from '../tools/usage-line.mjs';
import { openPrompt } from './admin/prompt.ts';
import type { Prompt } from './admin/prompt.ts';
import { startLab } from './lab.ts';
import { PortBusy } from './network/listen.ts';
import { parseOptions, usage, UsageError } from './options.ts';
import type { LabOptions } from './options.ts';

async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  if (options === 'help') {
    console.log(usage);
    return;
  }
  await build(options);
  // There is no prompt before there is a lab to give orders to.
  const screen: { prompt?: Prompt } = {};
  const onLog = (entry: ClusterLogEntry): void => screen.prompt?.log(entry);
  const lab = await startLab(options, { onLog, complain: (text) => console.error(text) });
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    screen.prompt?.close();
    void lab.close().then(() => process.exit(0));
  };
  const prompt = openPrompt(lab.operator, process.stdin, process.stdout, end);
  screen.prompt = prompt;
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  prompt.say(
    `Understudy lab is ready: publisher ${lab.urls.publisher} subscriber ${lab.urls.subscriber} control ${lab.controlUrl} chat ${lab.chatUrl}`,
  );
}

/** The nodes serve the desktop; one that is there is taken as it is. */
async function build(options: LabOptions): Promise<void> {
  if (options.site !== undefined || existsSync(join(import.meta.dirname, '../dist/build.json'))) return;
  // Only now: the build's tools take seconds to load.
  const { buildSite, progress } = await import('../tools/build.mjs');
  const shown = progress('Building the desktop');
  try {
    await buildSite({ log: shown.step });
    shown.done();
  } catch (error) {
    shown.failed();
    throw error;
  }
}

/** One line that says what to do, and the exit status. */
function complain(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(usageLine(error, 'npm run lab --'));
    return 2;
  }
  if (error instanceof PortBusy) console.error(`${error.message} Choose another (see --help).`);
  else console.error(error instanceof Error ? error.message : String(error));
  return 1;
}

main(process.argv.slice(2)).catch((error: unknown) => process.exit(complain(error)));
