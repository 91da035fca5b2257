/**
 * A gadget's author, command by command as docs/gadgets.md tells it: a new gadget is made in a copy of the repository, its own
 * test passes there, the desktop is served from those sources, a saved file is in the page at once, with the half-typed
 * text where it was, and the gadget goes through a part of the failover matrix (all of it: `npm run check-gadget`).
 */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import type { ReportCard } from '../tools/check-gadget/contract.ts';
import { openBrowser, openDesktop, type Browser } from './desktop.ts';

const parts = ['src', 'gadgets', 'public', 'tools', 'rollup.config.mjs', 'web-test-runner.config.mjs', 'sw'];
const files = ['tsconfig.base.json', 'house.config.mjs', 'package.json', '.prettierrc.json'];
const name = 'story-hello';

let root: string;
let browser: Browser;
let server: ChildProcess | undefined;
before(async () => {
  root = mkdtempSync(join(tmpdir(), 'understudy-author-'));
  for (const part of [...parts, ...files]) cpSync(part, join(root, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  browser = await openBrowser();
});
after(async () => {
  server?.kill();
  await browser.close();
  rmSync(root, { recursive: true, force: true });
});

/** A command of the copy; its exit status, and what it wrote. */
const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });

/** The address in the line that `npm run dev` prints. */
async function startDev(): Promise<string> {
  server = spawn(process.execPath, ['tools/dev.mjs', '--port', '0'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  assert.ok(server.stdout);
  for await (const line of createInterface({ input: server.stdout })) {
    const found = /http:\/\/\S+?\//.exec(line);
    if (found) return found[0];
  }
  throw new Error('the development server ended without an address');
}

test('OW-1, OW-6: a gadget from nothing: made, tested, served from its sources, and anew in the page when it is saved', async () => {
  const made = run('--import', 'tsx', 'tools/new-gadget.ts', name);
  assert.equal(made.status, 0, made.stderr);
  const tested = run('node_modules/@web/test-runner/dist/bin.js', '--files', `gadgets/${name}/*.browser.test.ts`);
  assert.equal(tested.status, 0, tested.stdout + tested.stderr);

  const url = await startDev();
  const desktop = await openDesktop(browser, url, '?agent=1001&signin&no-sw');
  const { page } = desktop;
  await desktop.until('connected', 'publisher');
  await page.getByRole('tab', { name: 'Story hello' }).click();
  await page.getByTestId('remark').fill('half a rem');
  const file = join(root, 'gadgets', name, 'index.ts');
  const source = readFileSync(file, 'utf8');
  assert.ok(source.includes("'Hello, {name}.'"), source);
  writeFileSync(file, source.replace('Hello, {name}', 'Good morning, {name}'));
  await page.getByTestId('greeting').getByText('Good morning').waitFor();
  await desktop.until('connected');
  const field = page.getByTestId('remark');
  await field.waitFor();
  await page.waitForFunction(
    (input) => (input as HTMLInputElement).value === 'half a rem',
    await field.elementHandle(),
  );
  assert.deepEqual(browser.complaints, []);
  await page.close();

  const checked = run(
    '--import',
    'tsx',
    'tools/check-gadget.ts',
    `gadgets/${name}`,
    '--only',
    'connection-lost,reload',
  );
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  const card = JSON.parse(readFileSync(join(root, `.tmp/check-gadget/${name}/card.json`), 'utf8')) as ReportCard;
  for (const { survived } of card.rows) {
    assert.ok(survived.some((one) => one.startsWith('half-typed text')));
    assert.ok(survived.some((one) => one.startsWith('what was saved')));
  }
});
