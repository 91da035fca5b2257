/** The two addresses of a pair as this page sees them: its own and the other's. Pure text; opens nothing. */
import type { NodePair } from '../../handover/site-config.ts';
import { nodeNames, otherNode, type NodeName } from '../../wire/names.ts';
import type { DesktopView } from '../../core/view.ts';

export interface Addresses {
  readonly pair: string;
  readonly here: NodeName;
  readonly there: NodeName;
  /** Origins. */
  readonly own: string;
  readonly other: string;
  /** The desktop on the other node: the same path, as both serve the same site. */
  readonly otherSite: string;
}

/** `undefined` when the page comes from neither node. `page`: its whole address. */
export function addressesOf(pair: NodePair, page: string): Addresses | undefined {
  const { origin, pathname } = new URL(page);
  const here = nodeNames.find((node) => pair.nodes[node] === origin);
  if (here === undefined) return undefined;
  const there = otherNode(here);
  const other = pair.nodes[there];
  const directory = pathname.slice(0, pathname.lastIndexOf('/') + 1);
  return { pair: pair.name, here, there, own: origin, other, otherSite: new URL(directory, other).href };
}

/** What of the page's query goes along, with the settings as they are now. */
export function searchFor(search: string, pair: string, view: Pick<DesktopView, 'profile' | 'move'>): string {
  const before = new URLSearchParams(search);
  const next = new URLSearchParams({ live: pair, profile: view.profile, move: view.move });
  for (const name of ['core', 'lab']) {
    const value = before.get(name);
    if (value !== null) next.set(name, value);
  }
  return `?${next.toString()}`;
}
