/** Structural equality and sharing, so that a view's slice keeps its identity when news brings nothing new. */

export function same(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((entry, index) => same(entry, right[index]));
  }
  const leftFields = fieldsOf(left);
  const rightFields = fieldsOf(right);
  if (leftFields.size !== rightFields.size) return false;
  return [...leftFields].every(([name, value]) => rightFields.has(name) && same(value, rightFields.get(name)));
}

/** A field that is `undefined` counts as absent, as it does in JSON. */
function fieldsOf(value: object): Map<string, unknown> {
  return new Map(Object.entries(value).filter(([, field]) => field !== undefined));
}

/** `next`, or `old` when they are equal. */
export function keep<T>(old: T, next: T): T {
  return same(old, next) ? old : next;
}

/** A list whose equal entries, and whose whole when all are equal, keep their identity. */
export function keepList<T>(old: readonly T[], next: readonly T[], idOf: (entry: T) => string): readonly T[] {
  const known = new Map(old.map((entry) => [idOf(entry), entry]));
  const shared = next.map((entry) => {
    const before = known.get(idOf(entry));
    return before !== undefined && same(before, entry) ? before : entry;
  });
  return shared.length === old.length && shared.every((entry, index) => entry === old[index]) ? old : shared;
}
