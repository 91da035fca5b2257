// `npm run size`: what each part of the site weighs, against size-budget.json. Raw bytes must be equal to the budget;
// gzip may differ by 0.5 %, because zlib is not the same in every Node. A change is made on purpose: `npm run size --
// --update`, and the reason goes into the commit message.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { unknownOption, usageLine } from './usage-line.mjs';

const root = join(import.meta.dirname, '..');
const usage = `Usage: npm run size [-- --update] [--dist DIR] [--budget FILE]
Weighs the built site (npm run build) against size-budget.json; --update writes the present weights there.`;

const gzipTolerance = 0.005;

/** A compressed file's length depends on zlib as much as a gzip figure does. */
const isCompressed = (group) => group === 'pack';

/** @returns {Record<string, {raw_bytes: number, gzip_bytes: number}>} Each group's files together. */
export function measure(dist) {
  const { groups } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8'));
  return Object.fromEntries(
    Object.entries(groups).map(([group, files]) => {
      const bodies = files.map((file) => readFileSync(join(dist, file)));
      return [
        group,
        {
          raw_bytes: bodies.reduce((sum, body) => sum + body.length, 0),
          // Each file is compressed by itself, as a server does it.
          gzip_bytes: bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0),
        },
      ];
    }),
  );
}

/**
 * @param {ReturnType<typeof measure>} measured
 * @param {ReturnType<typeof measure>} budget
 * @returns {{group: string, raw: number, gzip: number, rawChange: number, gzipChange: number, verdict: string}[]}
 */
export function compare(measured, budget) {
  const groups = [...new Set([...Object.keys(measured), ...Object.keys(budget)])];
  return groups.map((group) => {
    const now = measured[group];
    const was = budget[group];
    if (!now)
      return { group, raw: 0, gzip: 0, rawChange: -was.raw_bytes, gzipChange: -was.gzip_bytes, verdict: 'gone' };
    const row = { group, raw: now.raw_bytes, gzip: now.gzip_bytes };
    if (!was) return { ...row, rawChange: now.raw_bytes, gzipChange: now.gzip_bytes, verdict: 'new' };
    const rawChange = now.raw_bytes - was.raw_bytes;
    const gzipChange = now.gzip_bytes - was.gzip_bytes;
    const rawAllowed = isCompressed(group) ? was.raw_bytes * gzipTolerance : 0;
    const over = Math.abs(rawChange) > rawAllowed || Math.abs(gzipChange) > was.gzip_bytes * gzipTolerance;
    const verdict = !over ? 'ok' : rawChange > 0 || (rawChange === 0 && gzipChange > 0) ? 'grown' : 'shrunk';
    return { ...row, rawChange, gzipChange, verdict };
  });
}

const signed = (number) => (number === 0 ? '' : number > 0 ? `+${number}` : String(number));

function table(rows) {
  const lines = [
    ['part', 'raw', '', 'gzip', '', ''],
    ...rows.map((row) => [
      row.group,
      String(row.raw),
      signed(row.rawChange),
      String(row.gzip),
      signed(row.gzipChange),
      row.verdict,
    ]),
  ];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function main(args) {
  if (args.includes('--help')) return console.log(usage);
  const mistake = unknownOption(args, ['--update'], ['--dist', '--budget']);
  if (mistake !== undefined) {
    process.exitCode = 2;
    return console.error(usageLine(mistake, 'npm run size --'));
  }
  const option = (name, otherwise) => (args.includes(name) ? (args[args.indexOf(name) + 1] ?? otherwise) : otherwise);
  const dist = option('--dist', join(root, 'dist'));
  const budgetFile = option('--budget', join(root, 'size-budget.json'));
  if (!existsSync(join(dist, 'build.json')))
    throw new Error(`There is no built site in ${dist}: run npm run build first.`);
  const measured = measure(dist);
  if (args.includes('--update')) {
    writeFileSync(budgetFile, `${JSON.stringify(measured, null, 2)}\n`);
    return console.log(
      `${table(compare(measured, measured))}\n\nThe budget is updated. Say why in the commit message.`,
    );
  }
  const budget = existsSync(budgetFile) ? JSON.parse(readFileSync(budgetFile, 'utf8')) : {};
  const rows = compare(measured, budget);
  console.log(table(rows));
  const changed = rows.filter(({ verdict }) => verdict !== 'ok');
  if (changed.length === 0) return;
  console.error(
    `\n${changed.map(({ group, verdict }) => `${group} has ${verdict === 'new' || verdict === 'gone' ? 'no counterpart' : verdict}`).join(', ')}.\n` +
      'If that is meant, run `npm run size -- --update` and give the reason in the commit message.',
  );
  process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
