/**
 * The last items that a channel has brought, to know one that is delivered twice around a reconnect. A prepared session
 * remembers them too: what came there and was not wanted is old news when it comes again after the move.
 */
const mostRecentItems = 64;

/**
 * The same ids beside each list and never in the state, so that not all of them are compared with each that comes. A list that
 * is not known yet, from a snapshot, is read once.
 */
const known = new WeakMap<readonly string[], Set<string>>();

function idsIn(list: readonly string[]): Set<string> {
  let ids = known.get(list);
  if (!ids) known.set(list, (ids = new Set(list)));
  return ids;
}

/** `false` when it was there before. Remembers it. */
export function isNewItem({ recentItems }: { readonly recentItems: string[] }, itemId: string): boolean {
  const ids = idsIn(recentItems);
  const before = ids.size;
  if (ids.add(itemId).size === before) return false;
  recentItems.push(itemId);
  if (recentItems.length > mostRecentItems) ids.delete(recentItems.shift() ?? '');
  return true;
}
