// What stands between the tags of a gadget's templates to be read would be parsed, and copied for each element, at every start:
// of what a gadget's first render makes every fourth node was such a gap. The build takes it out where a browser draws
// nothing for it, which is beside elements that begin a line of their own; elsewhere one space stays of it. Lines stay where
// they are, and with them the source map.

/** Elements that begin a line; whoever makes one of them inline in its styles must not rely on gaps beside it. */
const blocks = new Set(
  'address article aside blockquote dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
/** What is inside of these is text as it stands. */
const literal = new Set(['pre', 'textarea', 'script', 'style']);

/** As `html`: pieces of one template, in their order, with a value between each and the next. */
export function withoutGaps(pieces) {
  /** @type {'text' | 'tag' | 'comment' | '"' | "'"} */
  let within = 'text';
  let tag = '';
  let asItStands = '';
  /** What stands before the place: whether gaps beside it are drawn. */
  let before = 'drawn';
  return pieces.map((piece) => {
    let out = '';
    for (let at = 0; at < piece.length;) {
      const [gap] = /^[ \t\r\n\f]*/.exec(piece.slice(at)) ?? [''];
      const isWide = gap.includes('\n');
      const rest = piece.slice(at + gap.length);
      if (gap !== '' && within === 'text' && asItStands === '') {
        const next = /^<\/?([\w-]+)/.exec(rest)?.[1]?.toLowerCase();
        const isDrawn = !isWide || (before === 'drawn' && !(next !== undefined && blocks.has(next)));
        if (isDrawn) out += isWide ? ' ' : gap;
        at += gap.length;
        continue;
      }
      if (gap !== '' && within === 'tag') {
        if (!/^\/?>/.test(rest)) out += isWide ? ' ' : gap;
        at += gap.length;
        continue;
      }
      const char = piece[at];
      out += char;
      at += 1;
      if (within === 'text') {
        const opened = /^<(!--|\/?[a-z][\w-]*)/i.exec(piece.slice(at - 1));
        const name = opened?.[1]?.toLowerCase() ?? '';
        if (!opened || (asItStands !== '' && name !== `/${asItStands}`)) before = 'drawn';
        else if (name === '!--') within = 'comment';
        else {
          within = 'tag';
          tag = name;
        }
      } else if (within === 'comment') {
        if (out.endsWith('-->')) within = 'text';
      } else if (within === 'tag') {
        if (char === '"' || char === "'") within = char;
        else if (char === '>') {
          within = 'text';
          asItStands = literal.has(tag) ? tag : '';
          before = blocks.has(tag.replace('/', '')) ? 'undrawn' : 'drawn';
        }
      } else if (char === within) within = 'tag';
    }
    // A value follows.
    if (within === 'text') before = 'drawn';
    return out;
  });
}

/** As `css`. */
export const withoutStyleGaps = (pieces) =>
  pieces.map((piece) =>
    piece
      .replaceAll(/\/\*[^]*?\*\//g, '')
      .replaceAll(/(^|[^\s])\s*\n\s*(?=(.?))/g, (_, left, right) =>
        left !== '' && ('{};,'.includes(left) || right === '}') ? left : `${left} `,
      ),
  );

const squeezers = { html: withoutGaps, css: withoutStyleGaps };
/** The build's own copies for measuring are in such a folder too. */
const ofGadget = /\/gadgets\/[^/]+\/[^/]+\.ts$/;

function* taggedIn(node) {
  if (Array.isArray(node)) for (const each of node) yield* taggedIn(each);
  else if (typeof node?.type === 'string') {
    if (node.type === 'TaggedTemplateExpression') yield node;
    for (const value of Object.values(node)) if (typeof value === 'object') yield* taggedIn(value);
  }
}

/** Lines that a piece has lost; whatever follows it begins after as many. */
const linesOf = (text) => '\n'.repeat(text.split('\n').length - 1);

export const litTemplates = () => ({
  name: 'lit-templates',
  transform(code, id) {
    if (!ofGadget.test(id)) return null;
    const edits = [];
    for (const { tag, quasi } of taggedIn(this.parse(code))) {
      const squeeze = squeezers[tag.name];
      if (!squeeze) continue;
      const before = quasi.quasis.map(({ value }) => value.raw);
      for (const [index, after] of squeeze(before).entries()) {
        const { start, tail } = quasi.quasis[index];
        const end = start + before[index].length;
        // After the piece's own end: in front of the value that follows, or behind the template.
        const mark = tail ? '`' : '${';
        edits.push({
          start,
          end: end + mark.length,
          text: after + mark + linesOf(before[index]).slice(linesOf(after).length),
        });
      }
    }
    let out = '';
    let at = 0;
    for (const { start, end, text } of edits.sort((one, other) => one.start - other.start)) {
      out += code.slice(at, start) + text;
      at = end;
    }
    return { code: out + code.slice(at), map: null };
  },
});
