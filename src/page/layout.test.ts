// A layout that was read before is the same again; another build, another file or a broken store has it read anew.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseLayout } from '../wire/layout-codec.ts';
import { fetchLayout, LayoutFault, readLayout } from './layout.ts';

const xml = readFileSync(join(import.meta.dirname, '../../public/layout.xml'), 'utf8');
const key = 'understudy:layout';

function memoryOf(build: string, kept = new Map<string, string>()) {
  return {
    kept,
    memory: {
      build,
      storage: {
        getItem: (name: string) => kept.get(name) ?? null,
        setItem: (name: string, value: string) => void kept.set(name, value),
      },
    },
  };
}

test('what was kept of a layout is what reading it gives', () => {
  const { memory } = memoryOf('one');
  assert.deepEqual(readLayout(xml, memory), parseLayout(xml));
  assert.deepEqual(readLayout(xml, memory), parseLayout(xml));
});

test('it is taken from what was kept, by the same build and for the same file alone', () => {
  const { memory, kept } = memoryOf('one');
  readLayout(xml, memory);
  const marked = (kept.get(key) ?? '').replace('"version":"', '"version":"kept ');
  kept.set(key, marked);
  assert.match(readLayout(xml, memory).version, /^kept /);
  kept.set(key, marked);
  assert.doesNotMatch(readLayout(xml, memoryOf('two', kept).memory).version, /^kept /);
  kept.set(key, marked);
  assert.doesNotMatch(readLayout(`${xml}<!-- changed -->`, memory).version, /^kept /);
});

test('a store that holds something else, or cannot be used, changes nothing', () => {
  for (const other of ['{', 'null', '7', '{"build":"one"}', JSON.stringify({ build: 'one', xml, layout: 7 })]) {
    assert.deepEqual(readLayout(xml, memoryOf('one', new Map([[key, other]])).memory), parseLayout(xml), other);
  }
  const refuses = (): never => {
    throw new DOMException('', 'QuotaExceededError');
  };
  const refusing = { build: 'one', storage: { getItem: refuses, setItem: refuses } };
  assert.deepEqual(readLayout(xml, refusing), parseLayout(xml));
  assert.deepEqual(readLayout(xml, { build: 'one', storage: undefined }), parseLayout(xml));
});

test('a layout that is not as it must be is refused each time', () => {
  const { memory } = memoryOf('one');
  assert.throws(() => readLayout('<finesseLayout/>', memory));
  assert.throws(() => readLayout('<finesseLayout/>', memory));
});

/** What `fetch` gets of a file. */
const fileOf = (text: string): string => `data:text/xml,${encodeURIComponent(text)}`;

async function faultOf(fetched: Promise<unknown>): Promise<LayoutFault> {
  try {
    await fetched;
  } catch (error) {
    assert.ok(error instanceof LayoutFault);
    return error;
  }
  return assert.fail('it was read');
}

test('a file that was broken since is named with what is wrong, beside the layout that was read last', async () => {
  const { memory, kept } = memoryOf('one');
  const broken = fileOf('<finesseLayout><layout>');
  const alone = await faultOf(fetchLayout(broken, memory));
  assert.equal(alone.last, undefined);
  assert.ok(alone.message.includes(broken));
  assert.match(String(alone.cause), /not-xml at \(document\)/);
  const layout = await fetchLayout(fileOf(xml), memory);
  assert.deepEqual((await faultOf(fetchLayout(broken, memory))).last, layout);
  assert.deepEqual((await faultOf(fetchLayout(broken, memoryOf('two', kept).memory))).last, layout);
  assert.deepEqual((await faultOf(fetchLayout('data:nonsense', memory))).last, layout);
  kept.set(key, '{');
  assert.equal((await faultOf(fetchLayout(broken, memory))).last, undefined);
});
