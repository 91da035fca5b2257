/**
 * Fetches the desktop layout beside the page. In its absence there is no desktop, so it throws what a person can read, and with it
 * the layout that this browser read last: the file may have been broken since the site was built. What was read of the same
 * file by the same build is taken as it was: reading it anew is paid for each gadget in it.
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

/** There is no such file, or it is not as it must be; its cause says which. */
export class LayoutFault extends Error {
  override readonly name = 'LayoutFault';
  /** As it was when it could last be read here, perhaps by another build. */
  readonly last: Layout | undefined;
  constructor(url: string, cause: unknown, last: Layout | undefined) {
    super(`The file ${url}, which says what stands on the desktop, cannot be used`, { cause });
    this.last = last;
  }
}

/** Rejects with `LayoutFault`. */
export async function fetchLayout(url: string, memory: LayoutMemory): Promise<Layout> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return readLayout(await response.text(), memory);
  } catch (cause) {
    throw new LayoutFault(url, cause, lastRead(memory.storage));
  }
}

/** From the file as it was: what another build made of it need not be what this one wants. */
function lastRead(storage: LayoutMemory['storage']): Layout | undefined {
  try {
    return parseLayout(recall(storage)?.xml ?? '');
  } catch {
    return undefined;
  }
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
