// What a Lit template says: its runs of text and its attributes, each with the holes in it. A small reader of the HTML that
// templates are written in; it knows nothing of what may stand there.

/** Attributes whose value a person reads or hears. */
export const spokenAttributes = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'aria-placeholder',
  'title',
  'placeholder',
  'alt',
  'label',
]);

/** What a person would call a word; single letters, numbers and signs need no catalogue. */
export const hasWords = (text) => /\p{L}{2,}/u.test(text.replaceAll(/&\w+;/g, ' '));

/**
 * @param {readonly string[]} strings The static parts of a template.
 * @returns {{kind: 'text' | 'attribute', name: string, element: string, pieces: {at: number, from: number, to: number, text: string}[], holes: number[]}[]}
 */
export function segmentsOf(strings) {
  const segments = [];
  let state = 'text';
  let element = '';
  let segment = fresh('text', '', '');
  let attribute = '';
  let quote = '';

  function fresh(kind, name, of) {
    return { kind, name, element: of, pieces: [], holes: [] };
  }
  function close() {
    if (segment.pieces.some(({ text }) => text !== '') || segment.holes.length > 0) segments.push(segment);
  }
  function open(next, kind, name) {
    state = next;
    segment = fresh(kind, name, element);
  }
  function leaveTag() {
    open(/^(style|script)$/.test(element) ? 'raw' : 'text', 'text', '');
  }

  strings.forEach((text, at) => {
    let piece = { at, from: 0, to: 0, text: '' };
    const begin = (from) => (piece = { at, from, to: from, text: '' });
    const add = (index) => {
      piece.to = index + 1;
      piece.text = text.slice(piece.from, piece.to);
      if (segment.pieces.at(-1) !== piece) segment.pieces.push(piece);
    };
    for (let index = 0; index < text.length; index += 1) {
      const char = text[index];
      if (state === 'text') {
        if (text.startsWith('<!--', index)) state = 'comment';
        else if (char === '<') {
          close();
          state = 'tag';
          element = /^<\/?([\w-]*)/.exec(text.slice(index))?.[1] ?? '';
          index += element.length + (text[index + 1] === '/' ? 1 : 0);
        } else {
          if (piece.text === '' && segment.pieces.at(-1) !== piece) begin(index);
          add(index);
        }
      } else if (state === 'comment') {
        if (text.startsWith('-->', index)) state = 'text';
      } else if (state === 'raw') {
        if (text.startsWith('</', index)) {
          state = 'tag';
          element = '';
        }
      } else if (state === 'tag') {
        if (char === '>') {
          leaveTag();
          begin(index + 1);
        } else if (char === '=') {
          attribute = /([^\s"'<>/=]+)\s*$/.exec(text.slice(0, index))?.[1] ?? '';
          quote = /["']/.exec(text[index + 1] ?? '')?.[0] ?? '';
          if (quote) index += 1;
          open('value', 'attribute', attribute);
          begin(index + 1);
        }
      } else if (quote ? char === quote : /[\s>]/.test(char)) {
        close();
        if (!quote && char === '>') {
          leaveTag();
          begin(index + 1);
        } else state = 'tag';
      } else add(index);
    }
    if (at < strings.length - 1) {
      if (state === 'text' || state === 'value') segment.holes.push(at);
    }
  });
  close();
  return segments;
}
