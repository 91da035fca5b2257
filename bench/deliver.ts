/** Where a bench's results go: to the screen, into a JSON file, into docs/performance.md. Measures nothing. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { writeOutput } from '../tools/output-file.ts';
import type { BenchTools } from './contract.ts';
import type { Output } from './options.ts';
import { betweenMarks } from './table.ts';

export const docs = join(import.meta.dirname, '../docs');
const page = join(docs, 'performance.md');

export interface Results {
  /** Of the page's section, as its marks name it. */
  readonly section: string;
  readonly text: string;
  /** For the page, where that is more than what the screen shows. */
  readonly pageText?: string;
  /** As `--json` writes it. */
  readonly report: unknown;
}

export function deliver(tools: Pick<BenchTools, 'print'>, output: Output, results: Results): void {
  tools.print(results.text);
  writeJson(output, results.report);
  if (output.write) writeSection(results.section, results.pageText ?? results.text);
}

export function writeJson({ jsonFile }: Output, report: unknown): void {
  writeOutput(jsonFile, () => `${JSON.stringify(report, null, 2)}\n`);
}

export function writeSection(section: string, text: string): void {
  writeFileSync(page, betweenMarks(readFileSync(page, 'utf8'), section, text));
  layOut(page);
}

/** Tables get the look that the format check asks of every page. */
export function layOut(file: string): void {
  const prettier = createRequire(import.meta.url).resolve('prettier/bin/prettier.cjs');
  execFileSync(process.execPath, [prettier, '--write', '--log-level', 'warn', file], { stdio: 'inherit' });
}
