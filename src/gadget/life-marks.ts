/**
 * A gadget's life in the page's User Timing, `understudy:gadget:<id>:<state>`: how long it took to load, to restore what it
 * kept and to render first can be read from there. For measuring; nothing depends on it.
 */
import type { GadgetState } from './contract.ts';

const last = new Map<string, GadgetState>();

interface Noted {
  readonly name: string;
  readonly options: PerformanceMarkOptions;
}
let noted: Noted[] = [];
/** Gadgets that are on their way to be ready. */
const underWay = new Set<string>();
/** A gadget that stays away does not keep the others' steps from being seen. Ms. */
const patienceMs = 1_000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** A mark takes its time, and all gadgets start at once: steps are noted, and marked when nobody waits any more. */
function note(name: string, detail?: object): void {
  noted.push({ name, options: { startTime: performance.now(), ...(detail && { detail }) } });
  timer ??= setTimeout(writeNoted, patienceMs);
}

function writeNoted(): void {
  clearTimeout(timer);
  timer = undefined;
  const all = noted;
  noted = [];
  for (const { name, options } of all) performance.mark(name, options);
}

/** Marks a state once, when it begins; what leads to `ready` may stand there only together with it. */
export function markGadgetState(gadgetId: string, state: GadgetState, moduleUrl?: string): void {
  if (last.get(gadgetId) === state) return;
  last.set(gadgetId, state);
  const name = `understudy:gadget:${gadgetId}:${state}`;
  if (state === 'loading') {
    underWay.add(gadgetId);
    note(name, { moduleUrl });
  } else if (state === 'restoring') note(name);
  else {
    performance.mark(name);
    if (underWay.delete(gadgetId) && underWay.size === 0) writeNoted();
  }
}

/** Its kept state is back and its first render follows: between `restoring` and `ready`. */
export function markGadgetRestored(gadgetId: string): void {
  note(`understudy:gadget:${gadgetId}:restored`);
}

/** A request of the gadget's own to the node. */
export function markGadgetRead(gadgetId: string): void {
  performance.mark(`understudy:gadget:${gadgetId}:read`);
}
