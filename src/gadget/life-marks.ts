/**
 * A gadget's life in the page's User Timing, `understudy:gadget:<id>:<state>`: how long it took to load, to restore what it
 * kept and to render first can be read from there. For measuring; nothing depends on it.
 */
import type { GadgetState } from './contract.ts';

const last = new Map<string, GadgetState>();

/** Marks a state once, when it begins. */
export function markGadgetState(gadgetId: string, state: GadgetState, moduleUrl?: string): void {
  if (last.get(gadgetId) === state) return;
  last.set(gadgetId, state);
  const name = `understudy:gadget:${gadgetId}:${state}`;
  // A detail is copied, in a time in which every gadget starts: once is enough.
  if (state === 'loading') performance.mark(name, { detail: { moduleUrl } });
  else performance.mark(name);
}

/** Its kept state is back and its first render follows: between `restoring` and `ready`. */
export function markGadgetRestored(gadgetId: string): void {
  performance.mark(`understudy:gadget:${gadgetId}:restored`);
}

/** A request of the gadget's own to the node. */
export function markGadgetRead(gadgetId: string): void {
  performance.mark(`understudy:gadget:${gadgetId}:read`);
}
