// Runs the scenarios and says which hold: `npm run scenarios`. `--only CTI-4` runs those whose name begins so,
// `--rewrite` writes their logs anew (never what stands above them), `--verbs` writes the list of verbs into their README.
import { writeFileSync } from 'node:fs';
import { runScenario } from '../src/sim/scenario-runner.ts';
import { allVerbs } from '../src/sim/scenario-verbs/all.ts';
import { rewriteLog, scenarioFiles } from './scenario-files.ts';
import { readme, wantedReadme } from './scenario-docs.ts';
import { usageLine } from './usage-line.mjs';

const usage = `Usage: npm run scenarios [-- --only ID] [--rewrite] [--verbs]
Runs src/sim/scenarios/*.scenario.txt. Exits 1 when an expectation does not hold or a log differs.
  --only ID   only files whose name begins with ID
  --rewrite   write the logs anew; commands and expectations stay as they are
  --verbs     write the list of commands into src/sim/scenarios/README.md, run nothing`;

const args = process.argv.slice(2);
const onlyAt = args.indexOf('--only');
const only = onlyAt < 0 ? '' : (args[onlyAt + 1] ?? '');
const unknown = args.filter(
  (arg, index) => !['--only', '--rewrite', '--verbs', '--help'].includes(arg) && (onlyAt < 0 || index !== onlyAt + 1),
);

if (args.includes('--help')) console.log(usage);
else if (unknown.length > 0 || (onlyAt >= 0 && only === '')) {
  console.error(usageLine(`Unknown: ${unknown.join(' ') || '--only without an ID'}`, 'npm run scenarios --'));
  process.exitCode = 2;
} else if (args.includes('--verbs')) writeFileSync(readme, await wantedReadme(allVerbs));
else run();

function run(): void {
  const files = scenarioFiles(only);
  if (files.length === 0) {
    console.error(`No scenario's name begins with "${only}".`);
    process.exitCode = 1;
    return;
  }
  let bad = 0;
  for (const file of files) {
    const { name, scenario } = file;
    const { failures, log } = runScenario(scenario, allVerbs);
    const same = log.join('\n') === scenario.log.join('\n');
    const rewritten = !same && args.includes('--rewrite');
    if (rewritten) rewriteLog(file, log);
    const good = failures.length === 0 && (same || rewritten);
    if (!good) bad += 1;
    console.log(`${good ? 'ok  ' : 'FAIL'} ${name}${rewritten ? ' (log written)' : ''}`);
    for (const { line, why } of failures) console.log(`     line ${line.number}: ${line.text}\n       ${why}`);
    if (!same && !rewritten) console.log(`     ${difference(scenario.log, log)}`);
  }
  console.log(`${files.length - bad} of ${files.length} hold`);
  if (bad > 0) process.exitCode = 1;
}

/** Where two logs part. */
function difference(written: readonly string[], seen: readonly string[]): string {
  if (written.length === 0) return 'there is no log yet: --rewrite writes it';
  const at = seen.findIndex((line, index) => line !== written[index]);
  const index = at < 0 ? seen.length : at;
  return `the log differs at line ${index + 1}:\n       written: ${written[index] ?? '(end)'}\n       seen:    ${seen[index] ?? '(end)'}`;
}
