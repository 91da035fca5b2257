/** The scenario files on disk, for the command and for tests. The parser and the runner know no disk. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseScenario, writeScenario } from '../src/sim/scenario-parse.ts';
import type { Scenario } from '../src/sim/scenario-contract.ts';

const folder = join(import.meta.dirname, '../src/sim/scenarios');
const ending = '.scenario.txt';

export interface ScenarioFile {
  /** Without folder and ending. */
  readonly name: string;
  readonly scenario: Scenario;
}

/** All of them by name, or those whose name begins with `only`. Throws `ScenarioSyntaxError`. */
export function scenarioFiles(only = ''): readonly ScenarioFile[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending) && file.startsWith(only))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((file) => ({
      name: file.slice(0, -ending.length),
      scenario: parseScenario(readFileSync(join(folder, file), 'utf8')),
    }));
}

export function rewriteLog({ name, scenario }: ScenarioFile, log: readonly string[]): void {
  writeFileSync(join(folder, name + ending), writeScenario(scenario, log));
}
