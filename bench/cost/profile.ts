/**
 * Whose the main thread's time was: samples of a CPU profile by the chunk that caused them. A sample belongs to the gadget
 * whose module is nearest on its stack, so that what the library does for a gadget is the gadget's; otherwise to the file
 * on top. Pure.
 */

/** As the browser's Profiler gives it; times in microseconds. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples?: readonly number[];
  /** Before each sample. */
  readonly timeDeltas?: readonly number[];
}

export interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

export interface Attribution {
  /** Ms by gadget id; 0 for one that was never seen. */
  readonly gadgets: Readonly<Record<string, number>>;
  /** Ms by file of the rest, or by the browser's own word, such as `(program)`; the time in which nothing ran is left out. */
  readonly rest: Readonly<Record<string, number>>;
}

const idle = '(idle)';

/** `modules`: the URL of each gadget's chunk by its id. */
export function attribute(profile: CpuProfile, modules: Readonly<Record<string, string>>): Attribution {
  const gadgetOf = new Map(Object.entries(modules).map(([id, url]) => [url, id]));
  const owners = ownersOf(profile.nodes, gadgetOf);
  const gadgets: Record<string, number> = Object.fromEntries(Object.keys(modules).map((id) => [id, 0]));
  const rest: Record<string, number> = {};
  const { samples = [], timeDeltas = [] } = profile;
  for (const [index, sample] of samples.entries()) {
    const owner = owners.get(sample);
    // A sample stands for the time until the next one.
    const ms = Math.max(0, timeDeltas[index + 1] ?? 0) / 1000;
    if (owner?.gadget !== undefined) gadgets[owner.gadget] = (gadgets[owner.gadget] ?? 0) + ms;
    else if (owner && owner.file !== idle) rest[owner.file] = (rest[owner.file] ?? 0) + ms;
  }
  return { gadgets, rest };
}

interface Owner {
  readonly gadget: string | undefined;
  readonly file: string;
}

function ownersOf(nodes: readonly ProfileNode[], gadgetOf: ReadonlyMap<string, string>): ReadonlyMap<number, Owner> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const owners = new Map<number, Owner>();
  const children = new Set(nodes.flatMap((node) => node.children ?? []));
  const open = nodes
    .filter(({ id }) => !children.has(id))
    .map((node) => ({ node, above: undefined as string | undefined }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, above } = next;
    const { url, functionName } = node.callFrame;
    const gadget = gadgetOf.get(url) ?? above;
    owners.set(node.id, { gadget, file: url === '' ? functionName : (url.split('/').at(-1) ?? url) });
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child) open.push({ node: child, above: gadget });
    }
  }
  return owners;
}
