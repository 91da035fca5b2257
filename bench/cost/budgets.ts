/**
 * What gadgets may cost (`budgets.json`), and what is over it: one more gadget, each gadget by itself, all together. Files
 * and bytes of a built site can be held against it without a browser. Measures nothing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GadgetCostRow } from './attribution.ts';
import { workloads, type Workload } from './gadgets.ts';
import type { Marginal } from './report.ts';

const marginalMeasures = [
  'ms_per_gadget',
  'main_thread_ms_per_gadget',
  'requests_per_gadget',
  'bytes_per_gadget',
  'bytes_decoded_per_gadget',
  'heap_bytes_per_gadget',
] as const;
const gadgetMeasures = ['main_thread_ms', 'reads', 'requests', 'bytes', 'bytes_decoded'] as const;
const fileMeasures = ['files', 'bytes', 'bytes_decoded'] as const;

type Limits<Measure extends string> = Readonly<Partial<Record<Measure, number>>>;

export interface Budgets {
  /** One more gadget, precached and with the server dead, by workload. */
  readonly one_more: Readonly<Partial<Record<Workload, Limits<(typeof marginalMeasures)[number]>>>>;
  /** One gadget by its id; `*` for those without limits of their own. */
  readonly gadgets: Readonly<Record<string, Limits<(typeof gadgetMeasures)[number] | 'files'>>>;
  /** All gadgets together: what they add to the shell. */
  readonly all: Limits<(typeof fileMeasures)[number] | 'main_thread_ms'>;
}

export interface Exceeded {
  readonly what: string;
  readonly measure: string;
  readonly measured: number;
  readonly budget: number;
}

export class BudgetFault extends Error {
  override readonly name = 'BudgetFault';
  readonly code = 'bad-budgets';
}

export const budgetsFile = join(import.meta.dirname, 'budgets.json');

/** Throws `BudgetFault` with one line that says what is wrong, and where. */
export function readBudgets(file: string = budgetsFile): Budgets {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new BudgetFault(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const refuse = (where: string, what: string): never => {
    throw new BudgetFault(`${file}: ${where} ${what}`);
  };
  const objectAt = (where: string, value: unknown): Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : refuse(where, 'must be an object');
  const limits = (where: string, value: unknown, known: readonly string[]): void => {
    for (const [measure, limit] of Object.entries(objectAt(where, value))) {
      if (!known.includes(measure)) refuse(`${where}.${measure}`, `is no measure; there are ${known.join(', ')}`);
      if (typeof limit !== 'number' || !(limit >= 0)) refuse(`${where}.${measure}`, 'must be a number from 0 on');
    }
  };
  const all = objectAt('the file', read);
  for (const [workload, value] of Object.entries(objectAt('one_more', all['one_more']))) {
    if (!workloads.some((known) => known === workload)) refuse(`one_more.${workload}`, 'is no workload');
    limits(`one_more.${workload}`, value, marginalMeasures);
  }
  for (const [id, value] of Object.entries(objectAt('gadgets', all['gadgets']))) {
    limits(`gadgets.${id}`, value, [...gadgetMeasures, 'files']);
  }
  limits('all', all['all'], [...fileMeasures, 'main_thread_ms']);
  return read as Budgets;
}

type Values<Measure extends string> = Readonly<Partial<Record<Measure, number>>>;

function over<Measure extends string>(
  what: string,
  measures: readonly Measure[],
  values: Values<Measure>,
  limits: Limits<Measure> | undefined,
): readonly Exceeded[] {
  return measures.flatMap((measure) => {
    const [measured, budget] = [values[measure], limits?.[measure]];
    return measured !== undefined && budget !== undefined && measured > budget
      ? [{ what, measure, measured, budget }]
      : [];
  });
}

const ownLimits = (budgets: Budgets, id: string): Budgets['gadgets'][string] => ({
  ...budgets.gadgets['*'],
  ...(Object.hasOwn(budgets.gadgets, id) ? budgets.gadgets[id] : {}),
});

/** Of a measured run. */
export function exceededBy(
  budgets: Budgets,
  { marginal, gadgets }: { readonly marginal: readonly Marginal[]; readonly gadgets: readonly GadgetCostRow[] },
): readonly Exceeded[] {
  const kept = marginal.filter(({ container, mode }) => container === 'desktop' && mode.startsWith('precached'));
  const total = gadgets.reduce((sum, { main_thread_ms }) => sum + main_thread_ms, 0);
  return [
    ...kept.flatMap((each) =>
      over(`one more ${each.workload} gadget, ${each.mode}`, marginalMeasures, each, budgets.one_more[each.workload]),
    ),
    ...gadgets.flatMap((each) => over(`gadget ${each.id}`, gadgetMeasures, each, ownLimits(budgets, each.id))),
    ...over('all gadgets', ['main_thread_ms'], { main_thread_ms: total }, budgets.all),
  ];
}

/** What a gadget adds to the shell of a built site. */
export interface BuiltGadget {
  readonly id: string;
  readonly files: number;
  readonly bytes: number;
  readonly bytes_decoded: number;
}

/** Of a built site: files and bytes alone, which are the same on every machine. */
export function exceededByFiles(budgets: Budgets, gadgets: readonly BuiltGadget[]): readonly Exceeded[] {
  const sum = (read: (gadget: BuiltGadget) => number): number => gadgets.reduce((all, each) => all + read(each), 0);
  const all = {
    files: sum(({ files }) => files),
    bytes: sum(({ bytes }) => bytes),
    bytes_decoded: sum(({ bytes_decoded }) => bytes_decoded),
  };
  return [
    ...gadgets.flatMap((each) => over(`gadget ${each.id}`, fileMeasures, each, ownLimits(budgets, each.id))),
    ...over('all gadgets', fileMeasures, all, budgets.all),
  ];
}
