/** A table as Markdown that is also readable on a terminal, and its place in a page between two marks. Knows no numbers. */

export type Row = readonly string[];

/** The columns are as wide as they must be; the first is flush left, all others are flush right. */
export function markdownTable(head: Row, rows: readonly Row[]): string {
  const cell = (row: Row, column: number): string => (row[column] ?? '').replaceAll('|', '\\|');
  const widths = head.map((_, column) => Math.max(4, ...[head, ...rows].map((row) => cell(row, column).length)));
  const line = (row: Row): string => {
    const cells = widths.map((width, column) =>
      column === 0 ? cell(row, column).padEnd(width) : cell(row, column).padStart(width),
    );
    return `| ${cells.join(' | ')} |`;
  };
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

export const beginMark = (name: string): string =>
  `<!-- bench ${name}: written by \`npm run bench -- ${name} --write\` -->`;
export const endMark = (name: string): string => `<!-- bench ${name}: end -->`;

/** The page with `content` between the marks of `name`. Throws with the marks that are missing. */
export function betweenMarks(page: string, name: string, content: string): string {
  const begin = page.indexOf(beginMark(name));
  const end = page.indexOf(endMark(name));
  if (begin < 0 || end < begin)
    throw new Error(`The page lacks the marks "${beginMark(name)}" and "${endMark(name)}".`);
  return `${page.slice(0, begin)}${beginMark(name)}\n\n${content.trim()}\n\n${page.slice(end)}`;
}

/** Three significant digits, and no more decimals than that needs; `–` for what was not measured. */
export function shown(value: number | undefined): string {
  if (value === undefined) return '–';
  const decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(decimals);
}
