/**
 * The site sends no referrer to others. The other node must see where a hand-over comes from, though; so for this one
 * navigation the page lets its origin be seen, and no more than that.
 */
export function letOriginBeSeen(document: Document): void {
  const meta = document.createElement('meta');
  meta.name = 'referrer';
  meta.content = 'strict-origin';
  document.head.append(meta);
}

/** Origin of the page that led here; empty when there was none. */
export function cameFrom(document: Document): string {
  return URL.canParse(document.referrer) ? new URL(document.referrer).origin : '';
}
