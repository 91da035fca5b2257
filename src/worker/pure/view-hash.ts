/** A short name for what a core shows: equal views have equal hashes, whichever thread and program they come from. Pure. */
import type { DesktopView } from '../../core/view.ts';

const prime = 0x01000193;

/** JSON with sorted names and without what is `undefined`: the same for a view and for one that came out of a snapshot. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const fields = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(fields).filter((name) => fields[name] !== undefined);
  return `{${names
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(fields[name])}`)
    .join()}}`;
}

function hashOf(text: string): string {
  let one = 0x811c9dc5;
  let two = 0x050c5d1f;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, prime);
    two = Math.imul(two ^ code ^ (one >>> 13), prime);
  }
  return [one, two].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}

/** Of slices, which keep their identity from view to view while nothing in them is new. */
const known = new WeakMap<object, string>();

function sliceHash(slice: unknown): string {
  if (typeof slice !== 'object' || slice === null) return canonical(slice);
  let hash = known.get(slice);
  if (hash === undefined) known.set(slice, (hash = hashOf(canonical(slice))));
  return hash;
}

/** 16 hexadecimal digits. FNV-1a in two lanes: for telling views apart, not for secrets. */
export function viewHash(view: DesktopView): string {
  const slices = view as unknown as Readonly<Record<string, unknown>>;
  const names = Object.keys(slices).filter((name) => slices[name] !== undefined);
  return hashOf(
    names
      .sort()
      .map((name) => `${name} ${sliceHash(slices[name])}`)
      .join('\n'),
  );
}
