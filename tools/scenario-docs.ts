/** The list of the scenario language's verbs, as Markdown, from the verbs themselves. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { VerbFile } from '../src/sim/scenario-contract.ts';

const start = '<!-- verbs: generated from src/sim/scenario-verbs, see tools/scenarios.ts -->';
const end = '<!-- verbs: end -->';

export function verbList(files: readonly VerbFile[]): string {
  const rows = (verbs: readonly { readonly form: string; readonly text: string }[], before: string): string =>
    // A placeholder is shown by its name; its kind is the form's own business.
    verbs.map(({ form, text }) => `- \`${before}${form.replaceAll(/\{\w+:/g, '{')}\`: ${text}`).join('\n');
  return [
    '**Commands**',
    rows(
      files.flatMap((file) => file.commands ?? []),
      '',
    ),
    '**Expectations**',
    rows(
      files.flatMap((file) => file.expectations ?? []),
      'expect ',
    ),
    '**Settings**, above the first command',
    rows(
      files.flatMap((file) => file.settings ?? []),
      'given ',
    ),
  ].join('\n\n');
}

/** Where the list stands. */
export const readme = join(import.meta.dirname, '../src/sim/scenarios/README.md');

/** The README as it should be: its own text, with the list of these verbs, formatted. */
export async function wantedReadme(files: readonly VerbFile[]): Promise<string> {
  const text = withVerbList(readFileSync(readme, 'utf8'), verbList(files));
  return format(text, { ...(await resolveConfig(readme)), parser: 'markdown' });
}

/** The README with this list between its marks. Throws when they are missing. */
export function withVerbList(text: string, list: string): string {
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The README lacks the marks "${start}" and "${end}"`);
  return `${text.slice(0, from + start.length)}\n\n${list}\n\n${text.slice(to)}`;
}
