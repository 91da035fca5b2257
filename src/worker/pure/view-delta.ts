/**
 * The view's way to the tabs: whole once, then only the top-level slices that changed. Pure. Relies on the core keeping
 * the identity of unchanged slices; knows nothing of what a slice holds.
 */
import type { DesktopView } from '../../core/view.ts';

export type ViewPatch = Partial<DesktopView>;
export type SliceName = keyof DesktopView;

/** The slices of `next` that are not those of `previous`; `undefined` when there is none. */
export function diffView(previous: DesktopView, next: DesktopView): ViewPatch | undefined {
  if (previous === next) return undefined;
  // After every input of the core: nothing is made for what has not changed.
  let patch: Record<string, unknown> | undefined;
  for (const name in next) {
    const slice = next[name as SliceName];
    if (!Object.is(previous[name as SliceName], slice)) (patch ??= {})[name] = slice;
  }
  return patch;
}

export interface ChangedView {
  readonly view: DesktopView;
  readonly changed: readonly SliceName[];
}

/** A slice may be set to `undefined`: its key is in the patch then. */
export function applyPatch(view: DesktopView, patch: ViewPatch): ChangedView {
  return { view: { ...view, ...patch }, changed: Object.keys(patch) as SliceName[] };
}

/**
 * A whole view over an older one (after joining again): slices that say the same keep their identity, so that nothing
 * is drawn anew because a worker was replaced.
 */
export function mergeView(old: DesktopView | undefined, next: DesktopView): ChangedView {
  if (!old) return { view: next, changed: sliceNames(next) };
  const changed = sliceNames(next).filter((name) => JSON.stringify(old[name]) !== JSON.stringify(next[name]));
  const patch = Object.fromEntries(changed.map((name) => [name, next[name]])) as ViewPatch;
  return { view: { ...old, ...patch }, changed };
}

function sliceNames(view: DesktopView): SliceName[] {
  return Object.keys(view) as SliceName[];
}
