// Which node test files share a process. To start one and to load the sources costs more than most files' tests do, so
// the files of the pure folders, which have nothing to spoil for each other, are loaded side by side in a few processes.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** No clock, no process, no globals in there (see ARCHITECTURE.md): one file's tests cannot meet another's. */
const pureFolders = ['src/wire', 'src/core', 'src/cluster', 'src/sim', 'src/cache/pure', 'src/worker/pure'];

/** Small enough that both cores have something to do until the end. */
const mostInGroup = 13;

const pureFolderOf = (file) => pureFolders.find((folder) => dirname(file) === folder);

/**
 * Lists of files, each for one process, in the order of the given files' first.
 * @param {readonly string[]} files
 * @param {(file: string) => boolean} isAlone has a process of its own, be it pure or not
 * @returns {string[][]}
 */
export function groupsOf(files, isAlone) {
  const groups = [];
  for (const file of files) {
    const folder = isAlone(file) ? undefined : pureFolderOf(file);
    const open =
      folder && groups.find(([first, ...rest]) => rest.length < mostInGroup - 1 && groupsWith(first, folder));
    if (open) open.push(file);
    else groups.push([file]);
  }
  return groups;

  function groupsWith(first, folder) {
    return !isAlone(first) && pureFolderOf(first) === folder;
  }
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
