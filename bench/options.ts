/**
 * Reading a bench's command line, for all of them: what was said by name, lists of choices, whole numbers, and where the
 * results go. Every complaint is one line. `--help` never comes here: `main.ts` answers it.
 */
import { parseArgs } from 'node:util';
import { outputFault } from '../tools/output-file.ts';
import { usageSentence } from '../tools/usage-line.mjs';
import { BenchUsageError } from './contract.ts';

/** Where a bench's results go, besides the screen. */
export interface Output {
  readonly jsonFile: string | undefined;
  /** Into docs/performance.md. */
  readonly write: boolean;
}

/** The lines of a usage that every bench has. `tables`: what `--write` writes; `indent`: where the words begin. */
export const outputUsage = (tables: string, indent = 18): string =>
  [
    ['--json FILE', "the results as JSON, units in the fields' names; - for the standard output"],
    ['--write', `${tables} into docs/performance.md`],
    ['--help', 'this text'],
  ]
    .map(([name = '', words = '']) => `  ${name.padEnd(indent)}${words}`)
    .join('\n');

/** Of values that `readOptions` has read. Throws `BenchUsageError` when a file cannot be written, before anything is measured. */
export function outputOf(values: Readonly<Record<string, string | undefined>>): Output {
  const fault = outputFault('json', values['json']);
  if (fault !== undefined) throw new BenchUsageError(fault);
  return { jsonFile: values['json'], write: values['write'] !== undefined };
}

/** `texts` and `flags` beside those of the output. `texts` take a value; of `flags` the value is an empty text. Throws `BenchUsageError`. */
export function readOptions(
  args: readonly string[],
  texts: readonly string[],
  flags: readonly string[] = [],
): Readonly<Record<string, string | undefined>> {
  const options = Object.fromEntries<{ type: 'string' | 'boolean' }>([
    ...[...texts, 'json'].map((name) => [name, { type: 'string' }] as const),
    ...[...flags, 'write'].map((name) => [name, { type: 'boolean' }] as const),
  ]);
  try {
    const { values } = parseArgs({ args: [...args], allowPositionals: false, options });
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : '']),
    );
  } catch (error) {
    throw new BenchUsageError(usageSentence(error));
  }
}

export function wholeNumber(name: string, value: string, least: number, most: number): number {
  const found = Number(value);
  if (!/^\d+$/.test(value) || found < least || found > most) {
    throw new BenchUsageError(`${name} wants a whole number from ${least} to ${most}, not "${value}".`);
  }
  return found;
}

/** All when nothing was said. */
export function chosenOf<Choice extends string>(
  name: string,
  value: string | undefined,
  choices: readonly Choice[],
): readonly Choice[] {
  if (value === undefined) return choices;
  return value.split(',').map((each) => {
    const found = choices.find((choice) => choice === each);
    if (found === undefined) throw new BenchUsageError(`${name} knows ${choices.join(', ')}, not "${each}".`);
    return found;
  });
}
