/** A layout that no desktop could start with stops the build, in one line that says where it is wrong. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkLayoutFile } from '../rollup/layout-file.mjs';

const shipped = readFileSync('public/layout.xml', 'utf8');

test('the shipped layout can be read', () => checkLayoutFile('public/layout.xml'));

test('a layout that cannot be read is refused in one line with its place', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-layout-'));
  const path = join(folder, 'layout.xml');
  try {
    for (const [change, says] of [
      [(xml: string) => xml.replace('</finesseLayout>', ''), /not closed.*\(line \d+/],
      [(xml: string) => xml.replace('<gadget id="notes">', '<gadgt id="notes">'), /closing tag.*\(line \d+/],
      [
        (xml: string) => xml.replace('<gadget id="notes">', '<gadget>'),
        /gadget\[\d+\]\/@id: This attribute is missing/,
      ],
      [
        (xml: string) => xml.replace('<gadget id="notes">', '<gadget id="customer-form">'),
        /"customer-form" is there twice/,
      ],
    ] as const) {
      const changed = change(shipped);
      assert.notEqual(changed, shipped);
      writeFileSync(path, changed);
      await assert.rejects(checkLayoutFile(path), ({ message }: Error) => {
        assert.match(message, says);
        assert.ok(message.startsWith(path) && !message.includes('\n'), message);
        return true;
      });
    }
    await assert.rejects(checkLayoutFile(join(folder, 'none.xml')), /cannot be read/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
