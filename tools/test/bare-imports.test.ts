/** A gadget's chunk names no file that its other imports bring; nothing that has an effect of its own is lost. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutBareImports } from '../rollup/bare-imports.mjs';

const chunks = {
  'assets/gadget-notes-1.js': { imports: ['assets/sdk-1.js', 'assets/names-1.js', 'assets/effect-1.js'] },
  'assets/sdk-1.js': { imports: ['assets/follow-1.js'] },
  'assets/follow-1.js': { imports: ['assets/names-1.js', 'assets/sdk-1.js'] },
  'assets/names-1.js': { imports: [] },
  'assets/effect-1.js': { imports: [] },
};
const code = `import { G } from './sdk-1.js';\nimport './names-1.js';\nimport './effect-1.js';\nnew G();`;
const render = (name: string) =>
  withoutBareImports().renderChunk(
    code,
    {
      name,
      isEntry: true,
      imports: chunks['assets/gadget-notes-1.js'].imports,
      importedBindings: { 'assets/sdk-1.js': ['G'], 'assets/names-1.js': [], 'assets/effect-1.js': [] },
    },
    {},
    { chunks },
  );

test('what another import brings is not named again; a file that nothing else brings is; lines stay', () => {
  assert.equal(render('gadget-notes')?.code, `import { G } from './sdk-1.js';\n\nimport './effect-1.js';\nnew G();`);
});

test('workers and the page keep what lets a browser ask for everything at once', () => {
  assert.equal(render('core.worker'), null);
});
