// The requirement scenarios for the lab: fills `src/lab/scenarios/texts.ts` with what people wrote in each file (not the
// log below it, which the lab makes anew). Only where the lab is loaded, and that is on demand.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../src/sim/scenarios');
const ending = '.scenario.txt';
const logMark = '\n--- log';

/** Name without ending → text above the log, in the order in which people count. */
export function scenarioTexts() {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  return Object.fromEntries(
    names.map((name) => [
      name.slice(0, -ending.length),
      readFileSync(join(folder, name), 'utf8').split(logMark)[0]?.trim() ?? '',
    ]),
  );
}

/** @returns {import('rollup').Plugin} */
export function scenarioTextsPlugin() {
  return {
    name: 'scenario-texts',
    load: (id) =>
      id.endsWith('/src/lab/scenarios/texts.ts')
        ? `export const scenarioTexts = ${JSON.stringify(scenarioTexts())};`
        : null,
  };
}
