/** The planted gadgets: which row each one is for, and what that row must say of it. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { GadgetUnderCheck } from './contract.ts';

export interface Planted extends GadgetUnderCheck {
  readonly row: string;
  readonly fault: string;
  /** Of a finding that catches it; a good twin has none. */
  readonly caughtBy: RegExp | undefined;
}

const folder = join(import.meta.dirname, 'planted');

/** Folder of planted gadgets → the row that must tell them apart. */
const kinds: Readonly<Record<string, { readonly row: string; readonly caughtBy: RegExp }>> = {
  draft: { row: 'draft', caughtBy: /^half-typed text in/ },
  polling: { row: 'silence', caughtBy: /^asked while there was no connection/ },
  address: { row: 'addresses', caughtBy: /the address of a node/ },
  leak: { row: 'quarantine', caughtBy: /old elements are still held|left \d+ / },
  blocking: { row: 'hold-up', caughtBy: /held the page up|keeps the page busy/ },
  restore: { row: 'reload', caughtBy: /^was stopped|^what was saved/ },
};
/** Where a fault shows itself in another row than the rest of its kind. */
const otherRow: Readonly<Record<string, string>> = {
  'draft/good': 'reload',
  'draft/reset-on-change': 'connection-lost',
  'draft/bound-value': 'connection-lost',
  'draft/closed-root': 'reload',
  'draft/renamed-field': 'reload',
};

export const planted: readonly Planted[] = Object.entries(kinds).flatMap(([fault, { row, caughtBy }]) =>
  readdirSync(join(folder, fault))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort()
    .map((name) => ({
      name: `planted-${fault}-${name}`,
      file: join(folder, fault, `${name}.ts`),
      role: 'Agent' as const,
      row: otherRow[`${fault}/${name}`] ?? row,
      fault,
      caughtBy: name === 'good' ? undefined : caughtBy,
    })),
);
