/** The parting copy: given once, whole or not at all, and only to the tab whose page left it with nobody else about. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { StoredRecord } from './operation.ts';
import { partingLimit, partingText, readParting, type PartingCopy } from './parting-text.ts';
import { createParting, type Parting, type TabStore } from './parting.ts';

const record = (key: string, more: Partial<StoredRecord> = { text: '{"a":1}' }): StoredRecord => ({
  owner: '1001',
  name: 'notes',
  key,
  version: 1,
  savedAt: 1_000,
  ...more,
});
const copy: PartingCopy = { owner: '1001', records: [record('draft'), record('tab', { value: 'tasks' })] };

function store(): TabStore & { readonly items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => void items.set(name, text),
    removeItem: (name) => void items.delete(name),
  };
}

describe('the text of a parting copy', () => {
  it('reads back as what it was, whatever the texts and keys are', () => {
    const some = fc.record({
      key: fc.string({ unit: 'grapheme' }),
      content: fc.oneof(
        fc.record({ text: fc.json() }),
        fc.record({ value: fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.constant(null)) }),
      ),
    });
    fc.assert(
      fc.property(fc.array(some), (parts) => {
        const records = parts.map(({ key, content }) => record(key, content));
        const parted = { instance: 'p1', at: 5, copy: { owner: '1001', records } };
        assert.deepEqual(readParting(partingText(parted)), parted);
      }),
    );
  });

  it('has no copy when that is too long, or holds what JSON would change: half of it would be taken for all', () => {
    const head = { instance: 'p1', at: 5 };
    for (const more of [{ value: new Date(5) }, { value: undefined }, { text: 'x'.repeat(partingLimit + 1) }])
      assert.deepEqual(
        readParting(partingText({ ...head, copy: { owner: '1001', records: [record('a'), record('b', more)] } })),
        head,
      );
  });

  it('without its end, or with a row that is no record, it has no copy; what is no JSON is nothing', () => {
    const text = partingText({ instance: 'p1', at: 5, copy });
    assert.deepEqual(readParting(text.slice(0, -1)), { instance: 'p1', at: 5 });
    assert.deepEqual(readParting(`${text}!`), { instance: 'p1', at: 5 });
    assert.deepEqual(readParting(text.replace('"version":1', '"version":"1"')), { instance: 'p1', at: 5 });
    for (const damaged of ['', 'null', '{"instance":1,"at":5}', text.slice(3)])
      assert.equal(readParting(damaged), undefined);
  });
});

describe('a parting copy', () => {
  const shared = store();
  const tab = store();
  let time = 0;
  const begin = (): void => {
    shared.items.clear();
    tab.items.clear();
    time = 1_000_000;
  };
  let pages = 0;
  const open = (of: TabStore = tab): Parting =>
    createParting({ tab: of, shared, database: 'db', instance: `page-${(pages += 1)}`, now: () => time });
  /** A page that has been alone for long. */
  const settled = (): Parting => {
    begin();
    const page = open();
    time += 10_000;
    return page;
  };

  it("is the next page's of the same tab, once", () => {
    settled().leaves(copy);
    time += 2_000;
    assert.deepEqual(open().copy, copy);
    assert.equal(open().copy, undefined, 'a page that crashed left none');
  });

  it('is left by each page in turn, however short its life is', () => {
    settled().leaves(copy);
    for (let turn = 0; turn < 3; turn += 1) {
      const page = open();
      assert.deepEqual(page.copy, copy);
      page.leaves(copy);
    }
  });

  it('is not left by a page that has just met the traces of another one: that may have words on their way', () => {
    begin();
    open(store());
    const page = open();
    page.leaves(copy);
    const second = open();
    assert.equal(second.copy, undefined);
    second.leaves(copy);
    assert.deepEqual(open().copy, copy, 'by then they have come');
  });

  it('is not good when another tab has opened or written since', () => {
    settled().leaves(copy);
    open(store());
    assert.equal(open().copy, undefined, 'opened');

    begin();
    const other = open(store());
    const page = open();
    time += 10_000;
    page.leaves(copy);
    other.writes();
    assert.equal(open().copy, undefined, 'written');
  });

  it('is not left beside another tab that writes, also when this one wrote last', () => {
    const heard = settled();
    heard.heard();
    heard.leaves(copy);
    assert.equal(open().copy, undefined, 'heard');

    begin();
    const other = open(store());
    const page = open();
    time += 10_000;
    other.writes();
    page.writes();
    page.leaves(copy);
    assert.equal(open().copy, undefined, 'its name was found');
  });

  it('is taken back by a page that goes on after all and writes', () => {
    const page = settled();
    page.leaves(copy);
    page.writes();
    assert.equal(open().copy, undefined);
  });

  it('is not good when it is old, or of a time to come', () => {
    for (const later of [60_001, -1]) {
      settled().leaves(copy);
      time += later;
      assert.equal(open().copy, undefined, `${later} ms later`);
    }
  });

  it('is missing where storage is refused or full, and nobody fails', () => {
    const refuse = (): never => {
      throw new DOMException('no', 'SecurityError');
    };
    const refused: TabStore = { getItem: refuse, setItem: refuse, removeItem: refuse };
    for (const [own, all] of [
      [refused, refused],
      [refused, store()],
      [store(), refused],
    ] as const) {
      const page = createParting({ tab: own, shared: all, database: 'db', instance: 'p', now: () => 1 });
      page.writes();
      page.leaves(copy);
      assert.equal(page.copy, undefined);
    }
  });
});
