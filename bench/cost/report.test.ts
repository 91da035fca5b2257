import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkPlanted, type GadgetCostRow } from './attribution.ts';
import { BudgetFault, budgetsFile, exceededBy, exceededByFiles, readBudgets, type Budgets } from './budgets.ts';
import { checkBuilt } from './built.ts';
import { noise } from './gadgets.ts';
import { reportHtml } from './html.ts';
import { parseOptions } from './options.ts';
import { stepOf } from './plot.ts';
import { marginalsOf, rowsOf, type CostReport } from './report.ts';
import type { Measurements } from './run.ts';
import { aimsOf } from './targets.ts';
import { reportText } from './text.ts';
import { modes } from './visit.ts';

/** Loads as a quiet machine would give them: `msOfOne` for each gadget more. */
function measurementsWith(msOfOne: { readonly desktop: number; readonly iframe: number }): Measurements {
  const loads = (['desktop', 'iframe'] as const).flatMap((container) =>
    modes.flatMap((mode) =>
      [1, 6, 20, 50].flatMap((count) =>
        [0, 1, 2].map((extra) => ({
          container,
          workload: 'empty' as const,
          mode,
          count,
          load: {
            readyMs: 200 + msOfOne[container] * count + extra,
            mainThreadMs: 90 + msOfOne[container] * count,
            decodedBytes: 300_000 + 500 * count,
            requests: mode.startsWith('precached') ? 0 : count,
            bytes: mode.startsWith('precached') ? 0 : 700 * count,
            updateChecks: 0,
            updateCheckBytes: 0,
            gadgets: [],
          },
        })),
      ),
    ),
  );
  const heaps = [1, 50].map((count) => ({
    container: 'desktop' as const,
    workload: 'empty' as const,
    count,
    heapBytes: 2_000_000 + 20_000 * count,
  }));
  return { loads, heaps, chromiumVersion: '1.2.3', failed: [] };
}

const gadget = (id: string, main_thread_ms: number, bytes_decoded: number): GadgetCostRow => ({
  id,
  evaluate_ms: 1,
  restore_ms: 2,
  first_render_ms: 3,
  ready_ms: 300,
  main_thread_ms,
  requests: 1,
  reads: 0,
  bytes: 400,
  bytes_decoded,
  loads: 3,
});

const budgets: Budgets = {
  one_more: { empty: { ms_per_gadget: 2, requests_per_gadget: 0 } },
  gadgets: { '*': { main_thread_ms: 10, bytes_decoded: 1000 }, large: { bytes_decoded: 5000 } },
  all: { files: 2 },
};

const reportOf = (measurements: Measurements): CostReport => {
  const marginal = marginalsOf(measurements);
  const gadgets = [gadget('notes', 4, 900)];
  return {
    bench: 'cost',
    environment: {
      date: '2026-01-02T03:04:05Z',
      node_version: 'v20',
      platform: 'linux x64',
      cpu_model: 'a <fast> one',
      cpu_cores: 2,
      memory_total_gib: 8,
      load_average_1min_before: 0.1,
      chromium_version: '1.2.3',
    },
    parameters: { rounds: 3, reloads: 1, counts: [1, 6, 20, 50], workloads: ['empty'] },
    rows: rowsOf(measurements),
    marginal,
    gadgets,
    planted: [],
    aims: aimsOf(marginal, []),
    budget: { exceeded: exceededBy(budgets, { marginal, gadgets }) },
    failed: [],
  };
};

test('one more gadget is found with its requests, bytes and heap; the aims follow from it', () => {
  const { rows, marginal, aims, budget } = reportOf(measurementsWith({ desktop: 0.5, iframe: 10 }));
  const kept = marginal.find(({ container, mode }) => container === 'desktop' && mode === 'precached');
  assert.ok(kept && Math.abs(kept.ms_per_gadget - 0.5) < 0.05 && kept.ms_per_gadget_95.low <= 0.5);
  assert.deepEqual(
    [kept.requests_per_gadget, kept.bytes_per_gadget, kept.bytes_decoded_per_gadget, kept.heap_bytes_per_gadget],
    [0, 0, 500, 20_000],
  );
  const cold = rows.find(({ container, mode, gadgets }) => container === 'iframe' && mode === 'cold' && gadgets === 6);
  assert.deepEqual(cold?.ready_ms, { min: 260, median: 261, p95: 262 });
  assert.deepEqual([cold.requests, cold.bytes, cold.samples], [6, 4200, 3]);
  assert.ok(aims.every(({ verdict }) => verdict === 'met'));
  assert.deepEqual(budget.exceeded, []);
});

test('a gadget that is dear again is over the budget and misses the aim', () => {
  const { aims, budget } = reportOf(measurementsWith({ desktop: 4, iframe: 10 }));
  assert.deepEqual(
    budget.exceeded.map(({ what, measure }) => [what, measure]),
    [
      ['one more empty gadget, precached', 'ms_per_gadget'],
      ['one more empty gadget, precached-server-dead', 'ms_per_gadget'],
    ],
  );
  assert.ok(aims.some(({ aim, verdict }) => aim.includes('15 times') && verdict === 'missed'));
});

test('each gadget has the limits of its name, and otherwise those of all', () => {
  const gadgets = [gadget('large', 1, 4000), gadget('slow', 11, 1001)];
  assert.deepEqual(
    exceededBy(budgets, { marginal: [], gadgets }).map(({ what, measure }) => `${what} ${measure}`),
    ['gadget slow main_thread_ms', 'gadget slow bytes_decoded'],
  );
  const built = ['a', 'b', 'c'].map((id) => ({ id, files: 1, bytes: 1, bytes_decoded: 1 }));
  assert.deepEqual(exceededByFiles(budgets, built), [
    { what: 'all gadgets', measure: 'files', measured: 3, budget: 2 },
  ]);
});

test('budgets that cannot be meant are refused with the place', () => {
  assert.ok(readBudgets().gadgets['*']);
  const folder = mkdtempSync(join(tmpdir(), 'understudy-budgets-'));
  const refused = (text: string, what: RegExp): void => {
    const file = join(folder, 'budgets.json');
    writeFileSync(file, text);
    assert.throws(
      () => readBudgets(file),
      (error) => error instanceof BudgetFault && what.test(error.message),
    );
  };
  refused('{', /cannot be read/);
  refused('{"one_more":{"huge":{}},"gadgets":{},"all":{}}', /one_more\.huge/);
  refused('{"one_more":{},"gadgets":{"*":{"smell":1}},"all":{}}', /gadgets\.\*\.smell/);
  refused('{"one_more":{},"gadgets":{},"all":{"files":-1}}', /all\.files/);
  refused('{"one_more":{},"gadgets":{}}', /all must be an object/);
  rmSync(folder, { recursive: true });
});

test('a built site is weighed without a browser: too much fails, and so does a file outside the precache', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-built-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'assets/notes.js'), noise(20_000));
  const site = (kept: readonly string[]): void =>
    writeFileSync(
      join(folder, 'build.json'),
      JSON.stringify({
        groups: { 'page-shell': [], 'gadget-notes': ['assets/notes.js'] },
        precache: kept.map((url) => ({ url })),
      }),
    );
  const said: string[] = [];
  site(['assets/notes.js']);
  assert.throws(() => checkBuilt(folder, budgetsFile, (text) => said.push(text)), /budgets are exceeded/);
  assert.match(said.join('\n'), /gadget notes \| bytes_decoded \|\s+20000/);
  site([]);
  assert.throws(() => checkBuilt(folder, budgetsFile, () => undefined), /not in the precache/);
  rmSync(folder, { recursive: true });
});

test('planted costs are held against a gadget without any', () => {
  const rows = [
    gadget('planted-nothing', 1, 400),
    gadget('planted-evaluate', 52, 450),
    gadget('planted-restore', 101, 450),
    gadget('planted-render', 161, 450),
    gadget('planted-bytes', 1, 100_400),
  ];
  const checks = checkPlanted(rows);
  assert.deepEqual(
    checks.map(({ step, error }) => [step, Math.round(error * 100)]),
    [
      ['evaluate', 2],
      ['restore', 0],
      ['render', -20],
      ['bytes', 0],
    ],
  );
  assert.equal(aimsOf([], checks)[0]?.verdict, 'missed');
});

test('the page has a plot for each way, and nothing of the data becomes markup', () => {
  const report = reportOf(measurementsWith({ desktop: 0.5, iframe: 10 }));
  const page = reportHtml(report);
  assert.equal(page.match(/<svg /g)?.length, 2 * modes.length + 2);
  assert.ok(!page.includes('<fast>') && page.includes('&lt;fast&gt;'));
  assert.ok(!/NaN|undefined|Infinity/.test(page));
  assert.match(reportText(report), /\| notes /);
});

test('steps of an axis are round', () => {
  assert.deepEqual([0.7, 9, 40, 300, 2400].map(stepOf), [0.2, 2, 10, 100, 500]);
  assert.equal(stepOf(0), 1);
});

test('the command line: defaults, and what it refuses', () => {
  const options = parseOptions([]);
  assert.deepEqual([options.counts, options.workloads, options.rounds], [[1, 6, 20, 50], ['empty', 'shipped'], 5]);
  assert.deepEqual(parseOptions(['--gadgets', '20,6,6']).counts, [6, 20]);
  assert.throws(() => parseOptions(['--gadgets', '6']), /at least two/);
  assert.throws(() => parseOptions(['--gadgets', '6,900']), /1 to 50/);
  assert.throws(() => parseOptions(['--rounds', '0']), /--rounds/);
  assert.throws(() => parseOptions(['--workloads', 'dull']), /empty, shipped/);
});
