/** Gadgets' templates leave the build prepared by lit's compiler; what it cannot prepare stays as it was written. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { transform } from 'esbuild';
import { preparedTemplates } from '../rollup/prepared-templates.mjs';

const api = "import { Gadget, html, state } from '../../src/gadget/index.ts';\n";
const built = (code: string, id = '/any/gadgets/notes/index.ts'): string | undefined => {
  const { transform } = preparedTemplates() as { transform: (code: string, id: string) => { code: string } | null };
  return transform(code, id)?.code;
};

test('a template is taken apart by the build: its markup without values, and where each of them goes', () => {
  const code = built(
    `${api}export const row = () => html\`<p class="a \${b}" @click=\${c} .d=\${e} ?f=\${g}>\${h}</p>\`;`,
  );
  assert.match(code ?? '', /h: \w+ `<p><\?><\/p>`/);
  assert.match(code ?? '', /name: "class", strings: \["a ", ""\], ctor: A/);
  assert.match(code ?? '', /values: \[b, c, e, g, h\]/);
  assert.doesNotMatch(code ?? '', /html`/);
});

test('a value in the text of a textarea is prepared in the browser, as it always was', () => {
  const code = built(`${api}export const field = () => html\`<textarea>\${text}</textarea>\`;`);
  assert.match(code ?? '', /html `<textarea>\$\{text\}<\/textarea>`/);
  assert.match(code ?? '', /import \{ html \} from 'lit'/);
});

test('what is not a gadget’s, or has no template, is left alone', () => {
  assert.equal(built(`${api}export const row = () => html\`<p>\${h}</p>\`;`, '/any/src/desktop/frame.ts'), undefined);
  assert.equal(built("import { css } from '../../src/gadget/index.ts';\nexport const styles = css`a {}`;"), undefined);
});

test('each template of every gadget here is prepared', async () => {
  const folder = join(import.meta.dirname, '../../gadgets');
  let prepared = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.includes('test')) continue;
    const source = readFileSync(join(folder, name), 'utf8');
    const written = source.split('html`').length - 1;
    if (written === 0) continue;
    const { code } = await transform(source, { loader: 'ts', target: 'es2022' });
    const out = built(code, join('/any/gadgets', name));
    assert.doesNotMatch(out ?? 'html`', /html ?`/, name);
    prepared += (out?.match(/_\$litType\$/g) ?? []).length;
  }
  assert.ok(prepared > 50, `${prepared} templates`);
});
