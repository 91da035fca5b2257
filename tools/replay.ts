// `npm run replay -- FILE`: plays a recording (of the browser's recorder or of `npm run sim -- --recording FILE`) to a fresh
// core and compares what it shows, step by step.
import { readFileSync } from 'node:fs';
import { createCore } from '../src/core/core.ts';
import { parseRecording, replay } from '../src/worker/pure/replay.ts';
import { usageLine } from './usage-line.mjs';

const usage = `Usage: npm run replay -- FILE
Plays a recording to a fresh core. Exits 0 only when the core shows what was recorded, at every step.
In the browser: JSON.stringify(await understudy.recording()) (docs/scripting.md).`;

/** The snapshot's own options win; what a recording cannot hold is not needed to replay it. */
const noOptions = { profile: 'swift', move: 'in-place', seed: 1, hosts: { publisher: '', subscriber: '' } } as const;

/** Throws one line that says what is wrong with the file. */
function contentOf(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`${file} cannot be read: there is no such file, or it may not be opened.`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not a recording: it is no JSON.`, { cause });
  }
}

function main(): number {
  const [file, ...others] = process.argv.slice(2);
  if (file === '--help') {
    console.log(usage);
    return 0;
  }
  if (file === undefined || file.startsWith('--') || others.length > 0) {
    console.error(usageLine('One recording is wanted, and nothing else', 'npm run replay --'));
    return 2;
  }
  const recording = parseRecording(contentOf(file));
  const { steps, equal, divergence, hash } = replay(recording, (snapshot) => createCore(noOptions, snapshot));
  if (divergence) {
    const { step, at, input, recorded, replayed } = divergence;
    console.log(`step ${step} (${input}, at ${at}): recorded view ${recorded}, replayed view ${replayed}`);
  }
  console.log(`${steps} steps of build ${recording.build}, ${equal} views compared and equal; last view ${hash}`);
  return divergence || equal === 0 ? 1 : 0;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
