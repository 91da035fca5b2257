/**
 * Where a command's result goes: a file, or the standard output as `-`, alone there, so that another program can read it.
 * Whether a file can be written is found out before the work, which may take minutes. Knows no format.
 */
import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Stands for the standard output, as in other commands. */
export const standardOutput = '-';

/** One line that says why nothing can be written there; `undefined` when it can, or when no file was asked for. */
export function outputFault(option: string, path: string | undefined): string | undefined {
  if (path === undefined || path === standardOutput) return undefined;
  if (path === '') return `--${option} wants a file, or ${standardOutput} for the standard output.`;
  const folder = dirname(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    return `--${option} ${path}: there is no folder ${folder}.`;
  const exists = existsSync(path);
  if (exists && statSync(path).isDirectory()) return `--${option} ${path}: that is a folder, and a file is wanted.`;
  try {
    accessSync(exists ? path : folder, constants.W_OK);
    return undefined;
  } catch {
    return `--${option} ${path}: it cannot be written to.`;
  }
}

/** Throws what `node:fs` throws. */
export function writeOutput(path: string | undefined, text: () => string): void {
  if (path === standardOutput) process.stdout.write(text());
  else if (path !== undefined) writeFileSync(path, text());
}

/** Prints what is for people: beside the result, when that has the standard output for itself. */
export function wordsBeside(...paths: readonly (string | undefined)[]): (text: string) => void {
  return paths.includes(standardOutput) ? (text) => console.error(text) : (text) => console.log(text);
}
