/**
 * A value as JSON, where reading it gives exactly what `structuredClone` would have given. Gadgets keep plain objects and
 * lists almost always; as text they cost the database, the other tabs and this thread a fraction of what they cost as
 * objects, and nobody can change them. Pure; knows nothing of the cache.
 */

/** Nothing for what JSON would change or refuse: dates, maps, `undefined`, NaN, the same object twice, anything too deep. */
export function jsonTextOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return isPlain(value, new Set()) ? JSON.stringify(value) : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function isPlain(value: unknown, seen: Set<object>): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object':
      break;
    default:
      return false;
  }
  if (value === null) return true;
  // A clone has it once, JSON would have it twice, or without end.
  if (seen.has(value)) return false;
  seen.add(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value)) {
    // Holes are not JSON, nor names beside the numbers.
    if (prototype !== Array.prototype || Object.keys(value).length !== value.length) return false;
    for (const item of value as unknown[]) if (!isPlain(item, seen)) return false;
    return true;
  }
  if (prototype !== Object.prototype) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(fields)) if (!isPlain(fields[name], seen)) return false;
  return true;
}
