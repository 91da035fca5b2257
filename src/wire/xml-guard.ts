/**
 * One linear look at a document before the parser sees it. `fast-xml-parser` 5.12.1 builds a tree out of nearly
 * anything (junk after the root, a second root, tags that do not match, control characters) and its own validator is
 * deprecated and lets half of that through. So well-formedness is settled here, together with what the wire never
 * needs: DOCTYPE, entity declarations, processing instructions, great size or depth. References are checked where they
 * are replaced (`xml-text.ts`).
 */
import { WireFault, type WireErrorCode } from './wire-error.ts';
import { isXmlText } from './xml-text.ts';

export const xmlLimits = {
  /** UTF-16 units (1 MiB). The largest documented payload, a supervisor's team, is about a tenth of it. */
  characters: 1_048_576,
  /** Elements inside each other. The deepest documented payload needs 8. */
  depth: 32,
  /** One tag with its attributes. Only layouts have attributes; regular expressions never see more than this. */
  tagCharacters: 8_192,
} as const;

function refuse(code: WireErrorCode, message: string): never {
  throw new WireFault({ code, path: '', message });
}

// Each expression reads every character at most twice: no part can match what its neighbour matches.
const xmlDeclaration = /<\?xml[ \t\r\n]+version[^?<>]*\?>/y;
const blank = /^[ \t\r\n]*$/;
const name = '[\\p{L}_:][\\p{L}\\p{M}\\p{N}_:.\\-]*';
const attribute = `[ \\t\\r\\n]+${name}[ \\t\\r\\n]*=[ \\t\\r\\n]*(?:"[^"]*"|'[^']*')`;
const openingTag = new RegExp(`^(${name})((?:${attribute})*)[ \\t\\r\\n]*/?$`, 'u');
const closingTag = new RegExp(`^/(${name})[ \\t\\r\\n]*$`, 'u');
const attributeName = new RegExp(`(${name})[ \\t\\r\\n]*=[ \\t\\r\\n]*(?:"[^"]*"|'[^']*')`, 'gu');

/** Where the guard is: the names of the elements that are open, and whether the root has been seen. */
interface Progress {
  readonly open: string[];
  roots: number;
}

/** Throws `WireFault` (`too-large`, `too-deep`, `forbidden-markup`, `not-xml`); returns the document without its BOM. */
export function guardXml(document: string): string {
  if (document.length > xmlLimits.characters) {
    refuse('too-large', `The document has more than ${xmlLimits.characters} characters.`);
  }
  const xml = document.startsWith('\ufeff') ? document.slice(1) : document;
  if (!isXmlText(xml)) refuse('not-xml', 'The document holds a character that XML does not allow.');
  const progress: Progress = { open: [], roots: 0 };
  xmlDeclaration.lastIndex = 0;
  let at = xmlDeclaration.test(xml) ? xmlDeclaration.lastIndex : 0;
  for (;;) {
    const markup = xml.indexOf('<', at);
    guardText(xml.slice(at, markup === -1 ? xml.length : markup), progress);
    if (markup === -1) break;
    at = guardMarkup(xml, markup, progress);
  }
  if (progress.roots === 0) refuse('not-xml', 'There is no element.');
  if (progress.open.length > 0) refuse('not-xml', 'The document is broken off: an element is not closed.');
  return xml;
}

function guardText(text: string, progress: Progress): void {
  if (progress.open.length === 0) {
    if (!blank.test(text)) refuse('not-xml', 'There is text outside the root element.');
  } else if (text.includes(']]>')) refuse('not-xml', 'Text holds "]]>".');
}

/** `at` is the place of a `<`; returns the place behind the markup. */
function guardMarkup(xml: string, at: number, progress: Progress): number {
  if (xml.startsWith('<!--', at)) {
    const dashes = xml.indexOf('--', at + 4);
    if (dashes === -1 || xml[dashes + 2] !== '>') refuse('not-xml', 'A comment is not closed, or holds "--".');
    return dashes + 3;
  }
  if (xml.startsWith('<![CDATA[', at)) {
    const end = xml.indexOf(']]>', at + 9);
    if (end === -1) refuse('not-xml', 'A CDATA section is not closed.');
    if (progress.open.length === 0) refuse('not-xml', 'A CDATA section stands outside the root element.');
    return end + 3;
  }
  if (xml[at + 1] === '!') refuse('forbidden-markup', 'A DOCTYPE or another declaration is not accepted.');
  if (xml[at + 1] === '?') refuse('forbidden-markup', 'A processing instruction is not accepted.');
  const end = endOfTag(xml, at + 1);
  if (end - at > xmlLimits.tagCharacters) {
    refuse('too-large', `A tag has more than ${xmlLimits.tagCharacters} characters.`);
  }
  const tag = xml.slice(at + 1, end);
  if (tag.startsWith('/')) guardClosing(tag, progress);
  else guardOpening(tag, progress);
  return end + 1;
}

function guardOpening(tag: string, progress: Progress): void {
  const [, element, attributes = ''] = openingTag.exec(tag) ?? [];
  if (element === undefined) return refuse('not-xml', 'A tag is not well-formed.');
  if (attributes !== '') guardAttributes(attributes);
  if (progress.open.length === 0) progress.roots += 1;
  if (progress.roots > 1) refuse('not-xml', 'There is more than one root element.');
  if (progress.open.length >= xmlLimits.depth) {
    refuse('too-deep', `Elements are nested more than ${xmlLimits.depth} deep.`);
  }
  if (!tag.endsWith('/')) progress.open.push(element);
}

function guardAttributes(attributes: string): void {
  const seen = new Set<string>();
  for (const [, found = ''] of attributes.matchAll(attributeName)) {
    if (seen.has(found)) refuse('not-xml', 'An attribute is there twice.');
    seen.add(found);
  }
}

function guardClosing(tag: string, progress: Progress): void {
  const closed = closingTag.exec(tag)?.[1];
  if (closed === undefined || closed !== progress.open.pop()) {
    refuse('not-xml', 'A closing tag does not belong to the element that is open.');
  }
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
