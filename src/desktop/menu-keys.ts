/** What a key does in a menu or a row of tabs, as a pure table: which item gets the focus next. Knows no element. */

/** Index of the item to focus after `key`, or `undefined` when the key moves nothing. `count` must not be 0. */
export function nextIndex(
  key: string,
  current: number,
  count: number,
  axis: 'horizontal' | 'vertical',
  rightToLeft = false,
): number | undefined {
  const horizontal = rightToLeft ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight'];
  const [back, forward] = axis === 'vertical' ? ['ArrowUp', 'ArrowDown'] : horizontal;
  if (key === back) return (current - 1 + count) % count;
  if (key === forward) return (current + 1) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}

/** The next item whose text starts with the typed letter, going round; `undefined` when there is none. */
export function indexByLetter(letter: string, current: number, texts: readonly string[]): number | undefined {
  if (letter.length !== 1) return undefined;
  const wanted = letter.toLocaleLowerCase();
  const order = texts.map((_, step) => (current + 1 + step) % texts.length);
  return order.find((index) => texts[index]?.trim().toLocaleLowerCase().startsWith(wanted));
}
