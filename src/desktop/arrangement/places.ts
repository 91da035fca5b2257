/**
 * Puts gadget hosts into their columns, in order, without disturbing those that stand right. Where the browser can move
 * an element alive (`moveBefore`), a moved gadget does not notice; elsewhere it starts again with what it keeps.
 */

function put(place: Element, host: Element, before: Element | null): void {
  if ('moveBefore' in place && host.isConnected && place.isConnected) place.moveBefore(host, before);
  else place.insertBefore(host, before);
}

export function fillPlace(place: Element, hosts: readonly Element[]): void {
  const wanted = new Set(hosts);
  let at = place.firstElementChild;
  for (const host of hosts) {
    // Those that leave this place are taken by the one they go to.
    while (at && !wanted.has(at)) at = at.nextElementSibling;
    if (at === host) at = at.nextElementSibling;
    else put(place, host, at);
  }
}

/** Where a gadget dropped at this point would stand, the dragged one not counted; `undefined` beside every column. */
export function dropPlace(
  columns: readonly Element[],
  dragged: Element,
  x: number,
  y: number,
): { readonly column: number; readonly row: number } | undefined {
  // Columns stand beside each other, below each other, or both: the one nearest above or below the point.
  const near = columns
    .map((element, column) => ({ element, column, box: element.getBoundingClientRect() }))
    .filter(({ box }) => x >= box.left && x <= box.right)
    .map((one) => ({ ...one, away: Math.max(one.box.top - y, y - one.box.bottom, 0) }))
    .sort((one, other) => one.away - other.away)[0];
  if (!near) return undefined;
  const others = [...near.element.children].filter((host) => host !== dragged);
  const row = others.filter((host) => {
    const { top, bottom } = host.getBoundingClientRect();
    return (top + bottom) / 2 < y;
  }).length;
  return { column: near.column, row };
}
