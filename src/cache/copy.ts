/**
 * A value's copy, as `structuredClone` makes it, but in a fraction of its time for what gadgets keep: plain objects, lists
 * and texts. Everything else goes to `structuredClone`. Knows nothing of the cache.
 */

class NotPlain extends Error {
  override readonly name = 'NotPlain';
}

/** Throws `DataCloneError` for what cannot be cloned (functions, symbols, elements). */
export function copyOf<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return isPrimitive(value) ? value : structuredClone(value);
  try {
    return copyPlain(value, new Map()) as Value;
  } catch (error) {
    // Too deep for this way of going through it, too.
    if (error instanceof NotPlain || error instanceof RangeError) return structuredClone(value);
    throw error;
  }
}

const isPrimitive = (value: unknown): boolean => typeof value !== 'function' && typeof value !== 'symbol';

/** `made`: copies by their originals; what is in a value twice, or in itself, is so in the copy. */
function copyPlain(value: unknown, made: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) {
    if (isPrimitive(value)) return value;
    throw new NotPlain();
  }
  const known = made.get(value);
  if (known !== undefined) return known;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value)) {
    // Lists with holes, or with names beside their numbers, are left to those who know how that is meant.
    if (prototype !== Array.prototype || Object.keys(value).length !== value.length) throw new NotPlain();
    const copy: unknown[] = [];
    made.set(value, copy);
    for (const item of value as unknown[]) copy.push(copyPlain(item, made));
    return copy;
  }
  if (prototype !== Object.prototype) throw new NotPlain();
  const copy: Record<string, unknown> = {};
  made.set(value, copy);
  for (const key of Object.keys(value)) {
    // Setting it would not make a property of it.
    if (key === '__proto__') throw new NotPlain();
    copy[key] = copyPlain((value as Record<string, unknown>)[key], made);
  }
  return copy;
}
