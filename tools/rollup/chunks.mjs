// Questions about a finished bundle: what an entry loads before it runs, and what must never be in there.

/** File names of a chunk and everything it imports statically, entry first. */
export function closureOf(bundle, fileName) {
  const seen = new Set();
  const visit = (name) => {
    const chunk = bundle.find((file) => file.fileName === name);
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    if (chunk.type === 'chunk') chunk.imports.forEach(visit);
  };
  visit(fileName);
  return [...seen];
}

/**
 * The bundle without the entries that are `left` out, and without what only they need.
 * @template {{readonly fileName: string, readonly isEntry: boolean, readonly imports: readonly string[], readonly dynamicImports: readonly string[]}} Chunk
 * @param {readonly Chunk[]} bundle
 * @param {(chunk: Chunk) => boolean} left
 * @returns {Chunk[]}
 */
export function withoutEntries(bundle, left) {
  const kept = new Set();
  const visit = (fileName) => {
    const chunk = bundle.find((file) => file.fileName === fileName);
    if (!chunk || kept.has(chunk)) return;
    kept.add(chunk);
    [...chunk.imports, ...chunk.dynamicImports].forEach(visit);
  };
  bundle.filter((file) => file.isEntry && !left(file)).forEach(({ fileName }) => visit(fileName));
  return bundle.filter((file) => kept.has(file));
}

/** The chunk made from a module. */
export function chunkOf(bundle, modulePath) {
  const found = bundle.find((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(modulePath));
  if (!found) throw new Error(`The build has no chunk for ${modulePath}`);
  return found;
}

const pageOnly = /node_modules\/(lit|lit-html|lit-element|@lit|@lit-labs|@awesome\.me)\//;

/** Lit reads `document` when it is loaded: in a worker that throws, and only there, so the build looks. */
export function assertNoPageCodeInWorkers(bundle) {
  for (const worker of bundle.filter((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('.worker.ts'))) {
    for (const name of closureOf(bundle, worker.fileName)) {
      const chunk = bundle.find((file) => file.fileName === name);
      const culprit = chunk.moduleIds.find((id) => pageOnly.test(id));
      if (culprit) throw new Error(`${worker.name} would load ${culprit} (in ${name}), which runs in pages only`);
    }
  }
}

/** Packages whose code is in a bundle, by name. */
export function packagesOf(bundle) {
  const names = new Set();
  for (const chunk of bundle) {
    for (const id of chunk.moduleIds ?? []) {
      const match = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id);
      if (match) names.add(match[1]);
    }
  }
  return [...names].sort();
}
