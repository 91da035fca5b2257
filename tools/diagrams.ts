// Writes the diagrams that are drawn from tables in the source. `--check` writes nothing and fails when one is stale.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { phasePage } from '../src/core/diagram.ts';

const root = join(import.meta.dirname, '..');

/** Path in the repository -> what must stand there. */
const pages: Readonly<Record<string, () => string>> = {
  'docs/diagrams/core-phases.md': phasePage,
};

function isStale(path: string, text: string): boolean {
  try {
    return readFileSync(join(root, path), 'utf8') !== text;
  } catch {
    return true;
  }
}

if (process.argv.includes('--help')) {
  console.log('npm run docs:diagrams [-- --check]\nWrites docs/diagrams/*.md; with --check exits 1 when one is stale.');
} else if (process.argv.includes('--check')) {
  const stale = Object.entries(pages).filter(([path, page]) => isStale(path, page()));
  for (const [path] of stale) console.error(`${path} is stale: run "npm run docs:diagrams".`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [path, page] of Object.entries(pages)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), page());
    console.log(`wrote ${path}`);
  }
}
