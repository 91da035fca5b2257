/** docs/gadget-api.md says what the SDK's sources say; what the SDK offers has words; what it hides does not show. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gadgetApi, gadgetApiPage } from '../gadget-api.ts';

const api = gadgetApi();

test('docs/gadget-api.md is as the sources have it', async () => {
  assert.equal(readFileSync('docs/gadget-api.md', 'utf8'), await gadgetApiPage(api), 'run `npm run docs:diagrams`');
});

test('a docstring that changes, and an export that is new or gone, make the page stale', async () => {
  const present = await gadgetApiPage(api);
  const [first] = api.filter(({ origin }) => origin === 'ours');
  assert.ok(first);
  for (const other of [
    api.map((one) => (one === first ? { ...one, doc: `${one.doc} Or not.` } : one)),
    api.filter((one) => one !== first),
    [...api, { ...first, name: 'another' }],
  ])
    assert.notEqual(await gadgetApiPage(other), present);
});

test('every class, function and value that is ours has words of its own', () => {
  const silent = api.filter(({ origin, kind, doc }) => origin === 'ours' && kind !== 'type' && doc === '');
  assert.deepEqual(
    silent.map(({ name }) => name),
    [],
  );
});

test('what is private, overridden or for Lit alone is left out; constructors, accessors and defaults are there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gadget-api-'));
  try {
    const file = join(folder, 'some.ts');
    writeFileSync(
      file,
      `/** A base. */
export class Base { shown(): void { return; } }
/** Does * things. */
export class Some extends Base {
  #hidden = 1;
  private secret = 2;
  /** How many. */
  count = this.#hidden;
  constructor(readonly mrd: string) { super(); }
  override shown(): void { return; }
  hostUpdate(): void { return; }
  protected get word(): string { return String(this.secret); }
}
export const three = 3;
`,
    );
    const [base, some, three] = gadgetApi(file);
    assert.deepEqual(base?.members, [{ signature: 'shown(): void', doc: '' }]);
    assert.equal(some?.doc, 'Does * things.');
    assert.deepEqual(some.members, [
      { signature: 'count: number', doc: 'How many.' },
      { signature: 'constructor(readonly mrd: string)', doc: '' },
      { signature: 'protected get word(): string', doc: '' },
    ]);
    assert.equal(three?.signature, 'const three: 3');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
