// Which file is needed when: tier 0 is the shell and the core (all or nothing), tier 1 the layout's gadgets, tier 2 the
// rest (lab, other gadgets, whatever is loaded on demand). And what each entry costs, for the size budget.
import { readFileSync } from 'node:fs';
import { chunkOf, closureOf } from './chunks.mjs';

const workers = { 'core-worker': 'core.worker', 'cluster-worker': 'cluster.worker' };

/** Gadgets that any role of the layout shows. Good enough for our own file; the page parses it properly. */
export const layoutGadgets = (layoutFile) => [
  ...new Set([...readFileSync(layoutFile, 'utf8').matchAll(/>\s*gadgets\/([\w-]+)\s*</g)].map((match) => match[1])),
];

/** What the system fetches once, when the desktop is installed as an app; no page needs it. */
const forInstallation = (url) => /^(?:screenshots\/|icons\/(?!understudy\.svg|32\.png))/.test(url);

/**
 * @param {import('rollup').OutputChunk[]} bundle
 * @param {{unhashed: string[], style: string, layout: string, framed?: string[]}} files Copied files, the stylesheet, path of
 *   layout.xml, pages of gadgets that run in frames
 */
export function planTiers(bundle, { unhashed, style, layout, framed = [] }) {
  const code = bundle.filter((file) => file.type === 'chunk');
  const closure = (chunk) => closureOf(bundle, chunk.fileName);
  const page = closure(chunkOf(bundle, 'src/page/main.ts'));
  const understudy = closure(chunkOf(bundle, 'src/page/understudy.ts'));
  const workerFiles = Object.fromEntries(
    Object.entries(workers).flatMap(([group, name]) => {
      const chunk = code.find((file) => file.name === name);
      return chunk ? [[group, closure(chunk)]] : [];
    }),
  );
  // The core's worker loads it on demand, and without a server too.
  const live = code.find((chunk) => chunk.facadeModuleId?.endsWith('src/worker/link/live-link.ts'));
  if (live) {
    const there = workerFiles['core-worker'] ?? [];
    workerFiles['live-link'] = closure(live).filter((file) => !there.includes(file));
  }
  const gadgets = Object.fromEntries(
    code
      .filter((chunk) => chunk.isEntry && chunk.name.startsWith('gadget-'))
      .map((chunk) => [chunk.name.slice('gadget-'.length), chunk])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  const tier0 = new Set([
    'index.html',
    'understudy.html',
    style,
    ...unhashed.filter((url) => !forInstallation(url)),
    ...page,
    ...understudy,
    ...Object.values(workerFiles).flat(),
  ]);
  const framedPageOf = (name) => framed.filter((page) => page === `${name}.html`);
  const tier1 = new Set(
    layoutGadgets(layout)
      .flatMap((name) => (gadgets[name] ? [...closure(gadgets[name]), ...framedPageOf(name)] : []))
      .filter((file) => !tier0.has(file)),
  );
  const rest = [...code.map((chunk) => chunk.fileName), ...framed];
  const tier2 = new Set(rest.filter((file) => !tier0.has(file) && !tier1.has(file)));

  const lab = code.find((chunk) => chunk.facadeModuleId?.endsWith('src/lab/mount.ts'));
  const groups = {
    'index.html': ['index.html'],
    'page-shell': page,
    // What the frame on the other node's address adds to the shell that is kept there.
    understudy: ['understudy.html', ...understudy.filter((file) => !page.includes(file))],
    styles: [style],
    ...workerFiles,
    'service-worker': ['sw.js'],
    // What an entry adds to the shell that is there already.
    ...Object.fromEntries(
      Object.entries(gadgets).map(([name, chunk]) => [
        `gadget-${name}`,
        [...closure(chunk).filter((file) => !page.includes(file)), ...framedPageOf(name)],
      ]),
    ),
    ...(lab ? { lab: closure(lab).filter((file) => !page.includes(file)) } : {}),
  };
  return {
    tiers: [[...tier0], [...tier1], [...tier2]],
    groups,
    gadgetFiles: Object.fromEntries(Object.entries(gadgets).map(([name, chunk]) => [name, chunk.fileName])),
    entry: page[0],
    understudy: understudy[0],
    preloads: page.slice(1),
  };
}
