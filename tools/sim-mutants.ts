// `npm run sim:mutants`: plants each defect of `src/sim/vopr/source-mutants.ts` in the shipped sources, one at a time, and
// looks for the first seed whose world shows it to the checker that must notice.
import { sourceMutants } from '../src/sim/vopr/source-mutants.ts';
import { catchingSeed, mostSeeds } from './mutate.ts';
import { unknownOption, usageLine } from './usage-line.mjs';

const usage = `Usage: npm run sim:mutants -- [--search] [WORD]
Plants defects in the core, one at a time, and runs seeds until the checker that must notice does. Exits 0 only when all are caught.
  --search  begin with seed 1 in place of the seed that is known, and print what is found
  WORD      only mutants whose name or checker has it`;

const words = process.argv.slice(2);
const mistake = unknownOption(words, ['--search', '--help']);
if (words.includes('--help')) {
  console.log(usage);
} else if (mistake !== undefined) {
  console.error(usageLine(mistake, 'npm run sim:mutants --'));
  process.exitCode = 2;
} else {
  const how = words.includes('--search') ? 'in order' : 'known first';
  const word = words.find((each) => !each.startsWith('--')) ?? '';
  const chosen = sourceMutants.filter(({ name, caughtBy }) => name.includes(word) || caughtBy.includes(word));
  let missed = 0;
  for (const mutant of chosen) {
    const seed = await catchingSeed(mutant, how);
    if (seed === undefined) missed += 1;
    console.log(
      `${seed === undefined ? `NOT within ${mostSeeds} seeds` : `seed ${seed}`}  ${mutant.caughtBy}: ${mutant.name}`,
    );
  }
  console.log(`${chosen.length} mutants, ${missed} not caught`);
  if (missed > 0 || chosen.length === 0) process.exitCode = 1;
}
