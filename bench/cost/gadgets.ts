/**
 * The gadgets that are weighed: made for the run, each its own module and chunk, under names of their own, as source files.
 * Both containers are built from the same files. Builds and measures nothing.
 */
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gadgetNames } from '../../rollup.config.mjs';
import { framedNames } from '../../tools/rollup/framed-pages.mjs';

const root = join(import.meta.dirname, '../..');
const sdk = join(root, 'src/gadget/index.ts');

export const workloads = ['empty', 'shipped'] as const;
/** `empty`: a gadget with one line of text. `shipped`: copies of this repository's gadgets, in turn. */
export type Workload = (typeof workloads)[number];

/** What is put into a gadget on purpose, to see whether the attribution finds it. */
export interface Planted {
  readonly name: string;
  readonly step: 'evaluate' | 'restore' | 'render' | 'bytes';
  /** Ms of the main thread; of step `bytes`: 0. */
  readonly ms: number;
  readonly bytes: number;
}

export const planted: readonly Planted[] = [
  { name: 'planted-evaluate', step: 'evaluate', ms: 50, bytes: 0 },
  { name: 'planted-restore', step: 'restore', ms: 100, bytes: 0 },
  { name: 'planted-render', step: 'render', ms: 200, bytes: 0 },
  { name: 'planted-bytes', step: 'bytes', ms: 0, bytes: 100_000 },
  // What the others are held against.
  { name: 'planted-nothing', step: 'bytes', ms: 0, bytes: 0 },
];

export interface GadgetSource {
  readonly name: string;
  /** Path of the module that exports the element. */
  readonly entry: string;
}

/** `count` gadgets of a workload, below `folder`. */
export function writeGadgets(folder: string, workload: Workload, count: number): readonly GadgetSource[] {
  // A gadget in a frame has one page of its own, by its name: of a copy there is none.
  const framed: readonly string[] = framedNames();
  const shipped = gadgetNames().filter((name) => !framed.includes(name));
  return Array.from({ length: count }, (_, index) => {
    const at = index + 1;
    if (workload === 'empty') return writeEmpty(folder, `empty-${at}`);
    const original = shipped[index % shipped.length] ?? '';
    return copyShipped(folder, original, `${original}-${at}`);
  });
}

export function writePlanted(folder: string): readonly GadgetSource[] {
  return planted.map(({ name, step, ms, bytes }) => {
    const work = `const until = performance.now() + ${ms}; while (performance.now() < until);`;
    // Without repetition: gzip would leave nothing of it to be found on the wire.
    const ballast = bytes > 0 ? `export const ballast = ${JSON.stringify(noise(bytes))};` : '';
    return writeModule(
      folder,
      name,
      `${step === 'evaluate' ? `{ ${work} }` : ''}
${ballast}
@customElement('us-${name}')
export default class Planted extends Gadget {
  protected override restore() { ${step === 'restore' ? work : ''} }
  override render() { ${step === 'render' ? work : ''} return html\`<p>${name}</p>\`; }
}`,
    );
  });
}

function writeEmpty(folder: string, name: string): GadgetSource {
  return writeModule(
    folder,
    name,
    `@customElement('us-${name}')
export default class Empty extends Gadget {
  override render() { return html\`<p>${name}</p>\`; }
}`,
  );
}

function writeModule(folder: string, name: string, body: string): GadgetSource {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  const entry = join(place, 'index.ts');
  writeFileSync(entry, `import { Gadget, customElement, html } from ${JSON.stringify(sdk)};\n${body}\n`);
  return { name, entry };
}

/** A copy is another element, and another module for the browser: nothing of the original's work is saved. */
function copyShipped(folder: string, original: string, name: string): GadgetSource {
  const [from, place] = [join(root, 'gadgets', original), join(folder, name)];
  cpSync(from, place, { recursive: true, filter: (file) => !file.endsWith('.test.ts') });
  for (const file of readdirSync(place).filter((each) => each.endsWith('.ts'))) {
    const text = readFileSync(join(place, file), 'utf8');
    // Under whatever tag: two elements of one name cannot be in a page.
    const renamed = text.replace(/(?<=@customElement\(')us-[\w-]+(?='\))/, `us-${name}`);
    writeFileSync(join(place, file), renamed.replaceAll('../../src/', `${root}/src/`));
  }
  return { name, entry: join(place, 'index.ts') };
}

/** Printable, and the same each time. */
export function noise(length: number): string {
  let seed = 0x2545f491;
  let text = '';
  while (text.length < length) {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    text += (seed >>> 0).toString(36);
  }
  return text.slice(0, length);
}

/** A layout of agents that shows these gadgets, all on one tab, each under its name. */
export function layoutOf(names: readonly string[]): string {
  const gadgets = names.map((name) => `<gadget id="${name}">gadgets/${name}</gadget>`).join('\n            ');
  return `<?xml version="1.0" encoding="UTF-8"?>
<finesseLayout xmlns="http://www.cisco.com/vtg/finesse">
  <version>1262.01</version>
  <configs><config key="title" value="Understudy"/></configs>
  <header>
    <leftAlignedColumns>
      <headercolumn width="300px"><component id="cd-logo"><url>desktop/logo</url></component></headercolumn>
    </leftAlignedColumns>
    <rightAlignedColumns>
      <headercolumn width="auto"><component id="agent-voice-state"><url>desktop/agent-state</url></component></headercolumn>
      <headercolumn width="auto"><component id="identity"><url>desktop/identity</url></component></headercolumn>
    </rightAlignedColumns>
  </header>
  <layout>
    <role>Agent</role>
    <tabs>
      <tab>
        <id>work</id>
        <label>Work</label>
        <columns>
          <column><gadgets>
            ${gadgets}
          </gadgets></column>
        </columns>
      </tab>
    </tabs>
  </layout>
</finesseLayout>
`;
}
