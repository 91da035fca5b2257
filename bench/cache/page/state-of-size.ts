/** A gadget's state of some size: fields and notes, as forms and lists keep them; no two alike. Pure. */

const letters = 'abcdefghijklmnopqrstuvwxyz      ';

/** About `bytes` as JSON; `seed` decides the text, so that nothing can be compressed away. */
export function stateOfSize(bytes: number, seed: number): unknown {
  let noise = (seed * 2654435761 + 1) >>> 0;
  const text = (length: number): string => {
    let made = '';
    while (made.length < length) {
      noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0;
      made += letters[noise >>> 27] ?? ' ';
    }
    return made;
  };
  const notes: { readonly at: number; readonly text: string }[] = [];
  // Of each note 30 characters are not its text.
  for (let left = bytes - 120; left > 0; left -= 230)
    notes.push({ at: seed + left, text: text(Math.max(1, Math.min(200, left - 30))) });
  return { version: 1, customer: text(20), isOpen: true, selected: seed % 7, notes };
}
