// Runs node test files, each in a process of its own, some at once, in the order given: `node --test` sorts them by name,
// and then what takes longest may begin last, with a core idle beside it. Every file inherits the options of node.
// `node [--import …] tools/test/run-files.mjs AT_ONCE COUNT_FILE FILE…`; exit code 1 when a test failed.
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import countReporter from './count-reporter.mjs';

const [atOnce, countFile, ...files] = process.argv.slice(2);
// Named in full, a file without tests is told from a test.
const events = run({ files: files.map((file) => resolve(file)), concurrency: Number(atOnce) });
events.on('test:fail', () => {
  process.exitCode = 1;
});
events.compose(new spec()).pipe(process.stdout);
await finished(events.compose(countReporter).pipe(createWriteStream(countFile)));
