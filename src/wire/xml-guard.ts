/**
 * One linear look at a document before the parser sees it. It refuses what the wire never needs (DOCTYPE, entity
 * declarations, processing instructions, great size or depth) and what `fast-xml-parser` 5.12.1 silently accepts: junk
 * after the root, a second root, comments and CDATA broken off, control characters, `<` inside an attribute. Balanced
 * tags and well-formed attributes stay the validator's business.
 */
import { isXmlText } from './xml-text.ts';
import { WireFault, type WireErrorCode } from './wire-error.ts';

export const xmlLimits = {
  /** UTF-16 units (1 MiB). The largest documented payload, a supervisor's team, is about a tenth of it. */
  characters: 1_048_576,
  /** Elements inside each other. The deepest documented payload needs 8. */
  depth: 32,
} as const;

function refuse(code: WireErrorCode, message: string): never {
  throw new WireFault({ code, path: '', message });
}

const xmlDeclaration = /<\?xml[ \t\r\n]+version[^?<>]*\?>/y;
const blank = /^[ \t\r\n]*$/;

/** Where the guard is: `depth` 0 is outside the root. */
interface Progress {
  depth: number;
  roots: number;
}

/** Throws `WireFault` (`too-large`, `too-deep`, `forbidden-markup`, `not-xml`); returns the document without its BOM. */
export function guardXml(document: string): string {
  if (document.length > xmlLimits.characters) {
    refuse('too-large', `The document has more than ${xmlLimits.characters} characters.`);
  }
  const xml = document.startsWith('\ufeff') ? document.slice(1) : document;
  if (!isXmlText(xml)) refuse('not-xml', 'The document holds a character that XML does not allow.');
  const progress: Progress = { depth: 0, roots: 0 };
  let at = 0;
  xmlDeclaration.lastIndex = 0;
  if (xmlDeclaration.test(xml)) at = xmlDeclaration.lastIndex;
  for (;;) {
    const open = xml.indexOf('<', at);
    guardText(xml.slice(at, open === -1 ? xml.length : open), progress);
    if (open === -1) break;
    at = guardMarkup(xml, open, progress);
  }
  if (progress.roots === 0) refuse('not-xml', 'There is no element.');
  if (progress.depth > 0) refuse('not-xml', 'The document is broken off: an element is not closed.');
  return xml;
}

function guardText(text: string, progress: Progress): void {
  if (progress.depth === 0) {
    if (!blank.test(text)) refuse('not-xml', 'There is text outside the root element.');
  } else if (text.includes(']]>')) refuse('not-xml', 'Text holds "]]>".');
}

/** `open` is the place of a `<`; returns the place behind the markup. */
function guardMarkup(xml: string, open: number, progress: Progress): number {
  if (xml.startsWith('<!--', open)) {
    const dashes = xml.indexOf('--', open + 4);
    if (dashes === -1 || xml[dashes + 2] !== '>') refuse('not-xml', 'A comment is not closed, or holds "--".');
    return dashes + 3;
  }
  if (xml.startsWith('<![CDATA[', open)) {
    const end = xml.indexOf(']]>', open + 9);
    if (end === -1 || progress.depth === 0) refuse('not-xml', 'A CDATA section is not closed, or is outside the root.');
    return end + 3;
  }
  const next = xml[open + 1];
  if (next === '!') refuse('forbidden-markup', 'A DOCTYPE or another declaration is not accepted.');
  if (next === '?') refuse('forbidden-markup', 'A processing instruction is not accepted.');
  const end = endOfTag(xml, open + 1);
  if (next === '/') progress.depth -= 1;
  else {
    if (progress.depth === 0) progress.roots += 1;
    if (progress.roots > 1) refuse('not-xml', 'There is more than one root element.');
    if (progress.depth >= xmlLimits.depth) {
      refuse('too-deep', `Elements are nested more than ${xmlLimits.depth} deep.`);
    }
    if (xml[end - 1] !== '/') progress.depth += 1;
  }
  if (progress.depth < 0) refuse('not-xml', 'A closing tag has no opening tag.');
  return end + 1;
}

/** The place of the `>` that ends a tag; one inside an attribute's quotes does not. */
function endOfTag(xml: string, from: number): number {
  let quote = '';
  for (let at = from; at < xml.length; at += 1) {
    const character = xml.charAt(at);
    if (character === '<') refuse('not-xml', 'A tag or an attribute holds "<".');
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '>') return at;
    else if (character === '"' || character === "'") quote = character;
  }
  return refuse('not-xml', 'The document is broken off inside a tag.');
}
