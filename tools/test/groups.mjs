// Which node test files share a process. To start one and to load the sources costs more than most files' tests do, so
// files that only compute, and have nothing to spoil for each other, are loaded side by side in a few processes.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Small enough that both cores have something to do until the end. */
const mostInGroup = 13;

/** What a file names that changes, or depends on, something that a process has once. */
const machine =
  /\b(?:globalThis|process|console)[.[]|\b(?:setTimeout|setInterval|fetch)\(|node:(?:child_process|events|http|net|os|timers|worker_threads)|\b(?:mkdir|mkdtemp|write|append|rm)\w*Sync\b|import [^;]*\b(?:before|after|mock)[^;]* from 'node:test'/;

const onlyComputes = (file) => !machine.test(readFileSync(file, 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, ''));

/** Files of one home load the same sources. */
const homeOf = (file) => /^src\/(?:wire|core|cluster|sim)(?=\/)/.exec(file)?.[0] ?? file.split('/')[0];

/**
 * Lists of files, each for one process, in the order of the given files' first.
 * @param {readonly string[]} files
 * @param {(file: string) => boolean} isAlone has a process of its own, whatever it does
 * @returns {string[][]}
 */
export function groupsOf(files, isAlone) {
  const groups = [];
  /** Home → its group that has room. */
  const open = new Map();
  for (const file of files) {
    const home = homeOf(file);
    if (isAlone(file) || !onlyComputes(file)) groups.push([file]);
    else if ((open.get(home)?.length ?? mostInGroup) < mostInGroup) open.get(home).push(file);
    else {
      open.set(home, [file]);
      groups.push(open.get(home));
    }
  }
  return groups;
}

/**
 * Writes a file that loads its group's files, for each group of more than one. One that cannot be loaded fails by its name
 * and takes no other with it.
 * @param {readonly (readonly string[])[]} groups
 * @param {string} folder is emptied
 * @returns {string[]} the files to run
 */
export function writeGroups(groups, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return groups.map((files, index) => {
    if (files.length === 1) return files[0];
    const path = join(folder, `group-${index + 1}.mjs`);
    const specifiers = files.map((file) => relative(folder, file));
    writeFileSync(
      path,
      `import { test } from 'node:test';
for (const file of ${JSON.stringify(specifiers)}) {
  try {
    await import(file);
  } catch (error) {
    test(\`\${file} can be loaded\`, () => {
      throw error;
    });
  }
}
`,
    );
    return path;
  });
}
