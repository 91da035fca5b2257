/**
 * The two walls must stop what they are for: planted violations of the import wall and the purity wall are linted and
 * type-checked here, next to harmless twins that must pass.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolve } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';

// The planted text has no file on disk, so rules that need types are off; the walls need none.
const eslint = new ESLint({
  overrideConfig: [
    { files: ['**/*.ts'], ...(tseslint.configs.disableTypeChecked as Linter.Config) },
    { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } },
  ],
});

async function rulesBroken(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  assert.ok(result, `${filePath} was not linted`);
  for (const message of result.messages) assert.ok(!message.fatal, message.message);
  return result.messages.map((message) => message.ruleId ?? '');
}

const walls: readonly { readonly file: string; readonly code: string; readonly broken: string | undefined }[] = [
  {
    file: 'src/core/p.ts',
    code: `import { a } from '../cluster/contract.ts';\nexport const b = a;\n`,
    broken: 'house/wall',
  },
  { file: 'src/core/p.ts', code: `export { a } from '../worker/protocol.ts';\n`, broken: 'house/wall' },
  { file: 'src/wire/p.ts', code: `export const a = import('../core/contract.ts');\n`, broken: 'house/wall' },
  {
    file: 'src/desktop/p.ts',
    code: `import { a } from '../core/contract.ts';\nexport const b = a;\n`,
    broken: 'house/wall',
  },
  {
    file: 'src/desktop/p.ts',
    code: `import type { A } from '../core/contract.ts';\nexport type B = A;\n`,
    broken: undefined,
  },
  {
    file: 'gadgets/p/index.ts',
    code: `import { a } from '../../src/desktop/mount.ts';\nexport const b = a;\n`,
    broken: 'house/wall',
  },
  {
    file: 'gadgets/p/index.ts',
    code: `import { a } from '../../src/gadget/index.ts';\nexport const b = a;\n`,
    broken: undefined,
  },
  { file: 'src/worker/p.ts', code: `import { html } from 'lit';\nexport const b = html;\n`, broken: 'house/wall' },
  { file: 'src/worker/p.ts', code: `import { wrap } from 'comlink';\nexport const b = wrap;\n`, broken: 'house/wall' },
  { file: 'src/core/p.ts', code: `import { a } from '../wire/names.ts';\nexport const b = a;\n`, broken: undefined },
  { file: 'src/core/p.ts', code: `export const b = Date.now();\n`, broken: 'no-restricted-globals' },
  { file: 'src/cluster/p.ts', code: `export const b = Math.random();\n`, broken: 'no-restricted-properties' },
  {
    file: 'src/sim/p.ts',
    code: `export const b = () => setTimeout(() => undefined, 1);\n`,
    broken: 'no-restricted-globals',
  },
  { file: 'src/wire/p.ts', code: `export const b = () => fetch('x');\n`, broken: 'no-restricted-globals' },
  { file: 'src/core/p.ts', code: `export const b = () => console.log('x');\n`, broken: 'no-restricted-globals' },
  { file: 'src/worker/p.ts', code: `export const b = Date.now();\n`, broken: undefined },
];

for (const { file, code, broken } of walls) {
  const what = code.split('\n')[0] ?? '';
  test(broken ? `the wall stops "${what}" in ${file}` : `the wall lets "${what}" through in ${file}`, async () => {
    const wallRules = (await rulesBroken(resolve(file), code)).filter((rule) => /^house\/|^no-restricted-/.test(rule));
    assert.deepEqual(wallRules, broken ? [broken] : []);
  });
}

/** Type errors of a planted file under the options of one folder's tsconfig. */
function typeErrors(folder: string, code: string): string[] {
  const configPath = resolve(folder, 'tsconfig.json');
  const parsed = ts.getParsedCommandLineOfConfigFile(
    configPath,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  assert.ok(parsed);
  const planted = resolve(folder, 'planted.ts');
  const options = { ...parsed.options, composite: false, noEmit: true, incremental: false };
  delete options.tsBuildInfoFile;
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === planted ? ts.createSourceFile(name, code, ts.ScriptTarget.ES2022) : read(name, ...rest);
  host.fileExists = (
    (exists) => (name: string) =>
      name === planted || exists(name)
  )(host.fileExists.bind(host));
  const program = ts.createProgram([planted], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '));
}

test("a folder's own lib makes the wrong thread's globals a compile error", () => {
  assert.match(typeErrors('src/core', 'export const title = document.title;').join(), /Cannot find name 'document'/);
  assert.match(typeErrors('src/core', 'export const t = setTimeout(() => 1);').join(), /Cannot find name 'setTimeout'/);
  assert.match(typeErrors('src/worker', 'export const title = document.title;').join(), /Cannot find name 'document'/);
  assert.deepEqual(typeErrors('src/desktop', 'export const title = document.title;'), []);
  assert.deepEqual(typeErrors('src/core', 'export const two = 1 + 1;'), []);
});
