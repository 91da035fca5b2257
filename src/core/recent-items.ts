/**
 * The last items that a channel has brought, to know one that is delivered twice around a reconnect. A prepared session
 * remembers them too: what came there and was not wanted is old news when it comes again after the move.
 */
const mostRecentItems = 64;

/** `false` when it was there before. Remembers it. */
export function isNewItem(channel: { readonly recentItems: string[] }, itemId: string): boolean {
  if (channel.recentItems.includes(itemId)) return false;
  channel.recentItems.push(itemId);
  if (channel.recentItems.length > mostRecentItems) channel.recentItems.shift();
  return true;
}
