/**
 * Fetches the desktop layout beside the page. In its absence there is no desktop, so it throws what a person can read. What
 * was read of the same file by the same build is taken as it was: reading it anew is paid for each gadget in it.
 */
import type { Layout } from '../wire/layout.ts';
import { parseLayout } from '../wire/layout-codec.ts';

const keptUnder = 'understudy:layout';

interface Kept {
  readonly build: string;
  readonly xml: string;
  readonly layout: Layout;
}

export interface LayoutMemory {
  readonly build: string;
  /** None where the page may not store. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'> | undefined;
}

/** Rejects when there is none, and with `WireFault` when it is not as it must be. */
export async function fetchLayout(url: string, memory: LayoutMemory): Promise<Layout> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The desktop layout could not be read: the server answered ${response.status}.`);
  return readLayout(await response.text(), memory);
}

/** Throws `WireFault`. */
export function readLayout(xml: string, { build, storage }: LayoutMemory): Layout {
  const kept = recall(storage);
  if (kept?.build === build && kept.xml === xml && Array.isArray(kept.layout?.roles)) return kept.layout;
  const layout = parseLayout(xml);
  try {
    storage?.setItem(keptUnder, JSON.stringify({ build, xml, layout } satisfies Kept));
  } catch {
    // A full store costs a few ms at the next start.
  }
  return layout;
}

function recall(storage: LayoutMemory['storage']): Partial<Kept> | undefined {
  try {
    return JSON.parse(storage?.getItem(keptUnder) ?? 'null') as Partial<Kept> | undefined;
  } catch {
    return undefined;
  }
}
