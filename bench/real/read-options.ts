/** Reading a bench's command line: what was said by name, lists of choices, whole numbers. Every complaint is one line. */
import { parseArgs } from 'node:util';
import { BenchUsageError } from '../contract.ts';

/** `texts` take a value; of `flags` the value is an empty text. Throws `BenchUsageError`. */
export function readOptions(
  args: readonly string[],
  texts: readonly string[],
  flags: readonly string[],
): Readonly<Record<string, string | undefined>> {
  const options = Object.fromEntries<{ type: 'string' | 'boolean' }>([
    ...texts.map((name) => [name, { type: 'string' }] as const),
    ...flags.map((name) => [name, { type: 'boolean' }] as const),
  ]);
  try {
    const { values } = parseArgs({ args: [...args], allowPositionals: false, options });
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : '']),
    );
  } catch (error) {
    throw new BenchUsageError((error instanceof Error ? error.message : String(error)).split('. ')[0] ?? '');
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
