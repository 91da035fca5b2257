/** `npm run new-gadget`: what it makes, and that a name it refuses leaves nothing behind. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { Linter } from 'eslint';
import { check, resolveConfig } from 'prettier';
import { parser } from 'typescript-eslint';
import { parseLayout } from '../../src/wire/layout-codec.ts';
import { wordsRule } from '../eslint/words-rule.mjs';
import { layoutRoles, layoutWith, newGadget, NewGadgetError } from '../new-gadget/make.ts';

/** Not the repository's own: that one changes with every gadget that is made. */
const roleLayout = (role: string, tab: string) => `  <layout>
    <role>${role}</role>
    <tabs>
      <tab>
        <id>${tab}</id>
        <label>Work</label>
        <gadgets><gadget id="notes">gadgets/notes</gadget></gadgets>
      </tab>
    </tabs>
  </layout>
`;
const someLayout = `<?xml version="1.0" encoding="UTF-8"?>
<finesseLayout xmlns="http://www.cisco.com/vtg/finesse">
  <version>1262.01</version>
${roleLayout('Agent', 'history')}${roleLayout('Supervisor', 'work')}${roleLayout('Administrator', 'nodes')}</finesseLayout>
`;

const wordsConfig: Linter.Config = {
  files: ['**'],
  languageOptions: { parser },
  plugins: { house: { rules: { words: wordsRule } } },
  rules: { 'house/words': 'error' },
};

function someRepository(t: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), 'new-gadget-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'public'));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'public/layout.xml'), someLayout);
  cpSync('src/desktop/gadget-host.ts', join(root, 'src/gadget-host.ts'));
  cpSync('src/gadget/index.ts', join(root, 'src/gadget-index.ts'));
  cpSync('gadgets/notes', join(root, 'gadgets/notes'), { recursive: true });
  return root;
}

const everythingIn = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => `${path}\n${readFileSync(path, 'utf8')}`);

const refusal = (code: NewGadgetError['code']) => (error: unknown) => {
  assert.ok(error instanceof NewGadgetError, String(error));
  assert.equal(error.code, code);
  return true;
};

test('a new gadget has a folder, a test and a tab of the agent; other roles keep theirs', async (t) => {
  const root = someRepository(t);
  const before = parseLayout(readFileSync(join(root, 'public/layout.xml'), 'utf8'));
  const made = await newGadget(root, 'call-back-2');
  assert.deepEqual(made, [
    'gadgets/call-back-2/index.ts',
    'gadgets/call-back-2/call-back-2.browser.test.ts',
    'public/layout.xml',
  ]);
  const layout = parseLayout(readFileSync(join(root, 'public/layout.xml'), 'utf8'));
  const [agent, supervisor] = layout.roles;
  assert.deepEqual(supervisor, before.roles[1]);
  assert.deepEqual(agent?.tabs.slice(0, -1), before.roles[0]?.tabs);
  const tab = agent?.tabs.at(-1);
  assert.equal(tab?.label, 'Call back 2');
  assert.deepEqual(
    tab.columns.flatMap(({ gadgets }) => gadgets.map(({ id, url }) => [id, url])),
    [['call-back-2', 'gadgets/call-back-2']],
  );
});

// `us-hello` stands in an example of the sources: that is no element.
for (const name of ['hello', 'map', 'a-gadget-with-the-longest-name-there-i-s']) {
  test(`what is made for “${name}” is formatted, has every mark filled in, and its words in a catalogue`, async (t) => {
    const root = someRepository(t);
    const style = await resolveConfig('tools/new-gadget.ts');
    for (const path of await newGadget(root, name)) {
      if (!path.endsWith('.ts')) continue;
      const text = readFileSync(join(root, path), 'utf8');
      assert.doesNotMatch(text, /%[A-Z]+%/);
      assert.ok(await check(text, { ...style, parser: 'typescript' }), path);
      assert.deepEqual(new Linter().verify(text, wordsConfig), [], `${path}: words of templates stand in a catalogue`);
    }
  });
}

for (const role of layoutRoles) {
  test(`the tab of a role, ${role}, and a layout written without line breaks`, () => {
    const before = parseLayout(someLayout).roles;
    for (const text of [someLayout, someLayout.replace(/>\s+</g, '><')]) {
      for (const [index, made] of parseLayout(layoutWith(text, 'hello', role)).roles.entries()) {
        if (made.role === role) assert.equal(made.tabs.at(-1)?.id, 'hello');
        else assert.deepEqual(made, before[index]);
      }
    }
  });
}

test('a gadget can be made for each role that the shipped layout has', () => {
  const shipped = parseLayout(readFileSync('public/layout.xml', 'utf8')).roles.map(({ role }) => role);
  assert.deepEqual([...layoutRoles], shipped);
});

const bad = ['', 'Hello', '2nd', 'a--b', '-a', 'a-', 'a_b', '../a', 'a/b', 'ä', 'a b', 'a<b', 'test', 'x'.repeat(41)];
for (const name of bad) {
  test(`“${name}” is refused as a name, and nothing is written`, async (t) => {
    const root = someRepository(t);
    const before = everythingIn(root);
    await assert.rejects(newGadget(root, name), refusal('bad-name'));
    assert.deepEqual(everythingIn(root), before);
  });
}

test('what is there already is refused, and nothing is written: a gadget, an element of the desktop, a tab', async (t) => {
  const root = someRepository(t);
  const before = everythingIn(root);
  for (const name of ['notes', 'gadget-host', 'history'])
    await assert.rejects(newGadget(root, name), refusal('exists'), name);
  assert.deepEqual(everythingIn(root), before);
});

test('a layout that cannot be read, or has no tabs for the role, is told, and nothing is written', async (t) => {
  const root = someRepository(t);
  const layout = join(root, 'public/layout.xml');
  for (const change of [
    (xml: string) => xml.replace('</finesseLayout>', ''),
    (xml: string) => xml.replace(/<role>Agent<\/role>/, '<role>Nobody</role>'),
  ]) {
    const xml = readFileSync(layout, 'utf8');
    writeFileSync(layout, change(xml));
    const before = everythingIn(root);
    await assert.rejects(newGadget(root, 'hello'), refusal('layout'));
    assert.deepEqual(everythingIn(root), before);
    writeFileSync(layout, xml);
  }
});
