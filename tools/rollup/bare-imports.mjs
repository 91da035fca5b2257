// Rollup names in each chunk also the files that its imports import, so that a browser asks for all of them at once. A gadget's
// imports are those of the page, which are there long before: for each of fifty gadgets the browser would look them up
// again. Everything else keeps them: a worker that comes over a slow line wants its files at once.

/** Whatever `from` imports, at any distance. */
function reachable(chunks, from) {
  const found = new Set();
  const waiting = [...from];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const next of chunks[file]?.imports ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      waiting.push(next);
    }
  }
  return found;
}

/** Takes imports without bindings out of gadgets, where another import brings the same file. */
export const withoutBareImports = () => ({
  name: 'bare-imports',
  renderChunk(code, chunk, _options, { chunks }) {
    if (!chunk.isEntry || !chunk.name.startsWith('gadget-')) return null;
    const isBare = (file) => chunk.importedBindings[file]?.length === 0;
    const brought = reachable(
      chunks,
      chunk.imports.filter((file) => !isBare(file)),
    );
    const needless = chunk.imports.filter((file) => isBare(file) && brought.has(file));
    const names = new Set(needless.map((file) => file.slice(file.lastIndexOf('/') + 1)));
    // Lines stay where they are, and with them the source map.
    const kept = code.replace(/^import '\.\/([^'\n]+)';$/gm, (line, name) => (names.has(name) ? '' : line));
    return { code: kept, map: null };
  },
});
