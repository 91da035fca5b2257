/** `npm run cost -- --built DIR`: the files and bytes that gadgets add to a built site, against the budgets. No browser. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { markdownTable } from '../table.ts';
import { exceededByFiles, readBudgets, type BuiltGadget } from './budgets.ts';
import { exceededText } from './text.ts';

interface BuildFile {
  /** `gadget-NAME`: what it adds to the shell that is there already. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly precache: readonly { readonly url: string }[];
}

/** Throws for a site without build.json, and for a gadget that the precache does not know: it would be fetched each time. */
export function weighBuilt(dir: string): readonly BuiltGadget[] {
  const file = join(dir, 'build.json');
  if (!existsSync(file)) throw new Error(`There is no built site in ${dir}: run npm run build first.`);
  const { groups, precache } = JSON.parse(readFileSync(file, 'utf8')) as BuildFile;
  const kept = new Set(precache.map(({ url }) => url));
  const names = Object.keys(groups).filter((name) => name.startsWith('gadget-'));
  return names.map((name) => {
    const id = name.slice('gadget-'.length);
    const files = groups[name] ?? [];
    const forgotten = files.find((each) => !kept.has(each));
    if (forgotten !== undefined) throw new Error(`${forgotten} of gadget ${id} is not in the precache.`);
    const bodies = files.map((each) => readFileSync(join(dir, each)));
    return {
      id,
      files: files.length,
      bytes: bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0),
      bytes_decoded: bodies.reduce((sum, body) => sum + body.length, 0),
    };
  });
}

/** Prints; throws when a budget is exceeded. */
export function checkBuilt(dir: string, budgets: string | undefined, print: (text: string) => void): void {
  const gadgets = weighBuilt(dir);
  const exceeded = exceededByFiles(readBudgets(budgets), gadgets);
  print(
    markdownTable(
      ['gadget', 'files', 'bytes', 'bytes decoded'],
      gadgets.map((each) => [each.id, String(each.files), String(each.bytes), String(each.bytes_decoded)]),
    ),
  );
  if (exceeded.length === 0) return;
  print(exceededText(exceeded));
  throw new Error(`${exceeded.length} budgets are exceeded.`);
}
