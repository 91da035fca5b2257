/** A scenario file's text as data, and data with a new log as text. Reads no file, runs nothing. */
import type { Scenario } from './scenario-contract.ts';

const mark = '--- log';
const title = /^([A-Z]+(?:-\d+)?(?:, [A-Z]+(?:-\d+)?)*): (\S.*)$/;

/** A file whose first line does not say what it is about. */
export class ScenarioSyntaxError extends Error {
  override readonly name = 'ScenarioSyntaxError';
}

/** Throws `ScenarioSyntaxError`. */
export function parseScenario(text: string): Scenario {
  const all = text.split('\n');
  const markAt = all.findIndex((line) => line.trim() === mark);
  const above = markAt < 0 ? all : all.slice(0, markAt);
  const found = title.exec(above[0] ?? '');
  if (!found) {
    throw new ScenarioSyntaxError(
      `The first line must be "ID[, ID …]: the row in a sentence", not "${above[0] ?? ''}"`,
    );
  }
  const lines = above
    .map((line, index) => ({ number: index + 1, text: line.trim().replaceAll(/ +/g, ' ') }))
    .slice(1)
    .filter((line) => line.text !== '' && !line.text.startsWith('#'));
  return {
    ids: (found[1] ?? '').split(', '),
    title: found[2] ?? '',
    lines,
    head: above.join('\n').trimEnd(),
    log: markAt < 0 ? [] : all.slice(markAt + 1).filter((line) => line !== ''),
  };
}

/** The file's text with this log; what stands above the mark stays byte for byte. */
export const writeScenario = (scenario: Scenario, log: readonly string[]): string =>
  `${scenario.head}\n\n${mark}\n${log.join('\n')}\n`;
