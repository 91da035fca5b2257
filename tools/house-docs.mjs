// Writes the table of rooms into ARCHITECTURE.md from house.config.mjs, so that the page stays true.
// `node tools/house-docs.mjs` rewrites it; with `--check` it only says whether it is stale (exit 1).
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { house } from '../house.config.mjs';

const file = resolve(import.meta.dirname, '../ARCHITECTURE.md');
const start = '<!-- house: generated from house.config.mjs, see tools/house-docs.mjs -->';
const end = '<!-- house: end -->';

/** The table as Markdown. */
export function houseTable() {
  const row = ([folder, room]) => {
    const imports = room.mayImport.map((name) => `\`${name.replace('src/', '')}\``).join(' ') || '–';
    const types = room.typesOnly?.length
      ? `; types of ${room.typesOnly.map((name) => `\`${name.replace('src/', '')}\``).join(' ')}`
      : '';
    return `| \`${folder}\` | ${room.runsIn}${room.pure ? ' (pure)' : ''} | ${room.holds} | ${imports}${types} |`;
  };
  return ['| folder | runs in | holds | may import |', '|---|---|---|---|', ...Object.entries(house).map(row)].join(
    '\n',
  );
}

/** ARCHITECTURE.md as it should be. */
export async function architecture(text) {
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`ARCHITECTURE.md lacks the marks "${start}" and "${end}"`);
  const whole = `${text.slice(0, from + start.length)}\n\n${houseTable()}\n\n${text.slice(to)}`;
  return format(whole, { ...(await resolveConfig(file)), parser: 'markdown' });
}

if (process.argv[1] === import.meta.filename) {
  const present = readFileSync(file, 'utf8');
  const wanted = await architecture(present);
  if (present === wanted) process.exit(0);
  if (process.argv.includes('--check')) {
    console.error('ARCHITECTURE.md is stale: run `npm run docs:diagrams`');
    process.exit(1);
  }
  writeFileSync(file, wanted);
  console.log('ARCHITECTURE.md: the table of rooms was rewritten');
}
