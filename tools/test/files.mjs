// Walks the repository's own folders for test files. Node 20's runner has no globs.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['src', 'gadgets', 'sw', 'server', 'tools', 'bench', 'e2e'];

/** Paths below the repository's root whose name the pattern accepts, in a fixed order. */
export function testFiles(pattern, root = process.cwd()) {
  const found = [];
  const walk = (folder) => {
    let entries;
    try {
      entries = readdirSync(join(root, folder), { withFileTypes: true });
    } catch {
      return;
    }
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (pattern(path)) found.push(path);
    }
  };
  folders.forEach(walk);
  return found.sort();
}

export const isNodeTest = (path) => path.endsWith('.test.ts') && !path.endsWith('.browser.test.ts');
export const isBrowserTest = (path) => path.endsWith('.browser.test.ts');
export const isStory = (path) => path.endsWith('.e2e.ts');
