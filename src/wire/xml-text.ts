/**
 * Text as XML can carry it: which characters are legal, how they are escaped, and the references back to characters.
 * It knows nothing of elements; `xml.ts` reads them and `xml-write.ts` writes them.
 */
import { WireFault } from './wire-error.ts';

/**
 * Characters outside XML 1.0's `Char`: most controls, the two non-characters of the first plane, and (because of the
 * `u` flag, which keeps pairs together) surrogates that stand alone.
 */
const illegalCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/u;

/** Whether XML 1.0 can carry every character of `text`, escaped or not. */
export function isXmlText(text: string): boolean {
  return !illegalCharacter.test(text);
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  // A bare carriage return would come back as a line feed.
  '\r': '&#xD;',
};
const escapeCharacter = (character: string): string => escapes[character] ?? character;

/** Text between tags. Every `>` is escaped, so that `]]>` cannot arise. */
export function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, escapeCharacter);
}

/** Text between double quotes; white space is escaped because a reader turns it into blanks. */
export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"'\t\n\r]/g, escapeCharacter);
}

const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Longest reference that means anything: `&#x10FFFF;`, with room for leading zeros. */
const longestReference = 16;
const decimal = /^#[0-9]+$/;
const hexadecimal = /^#x[0-9a-fA-F]+$/;

/**
 * Replaces the five predefined entities and numeric references. An entity beyond the five is `forbidden-markup`
 * (only a DOCTYPE could have declared it); a stray `&` or a reference to an impossible character is `not-xml`.
 */
export function decodeReferences(raw: string, path: string): string {
  let ampersand = raw.indexOf('&');
  if (ampersand === -1) return raw;
  const parts: string[] = [];
  let from = 0;
  while (ampersand !== -1) {
    const semicolon = raw.slice(ampersand, ampersand + longestReference).indexOf(';');
    if (semicolon < 2) throw new WireFault({ code: 'not-xml', path, message: 'An ampersand starts no reference.' });
    parts.push(raw.slice(from, ampersand), decodeOne(raw.slice(ampersand + 1, ampersand + semicolon), path));
    from = ampersand + semicolon + 1;
    ampersand = raw.indexOf('&', from);
  }
  parts.push(raw.slice(from));
  return parts.join('');
}

function decodeOne(name: string, path: string): string {
  if (name.startsWith('#')) {
    const code = decimal.test(name)
      ? Number.parseInt(name.slice(1), 10)
      : hexadecimal.test(name)
        ? Number.parseInt(name.slice(2), 16)
        : Number.NaN;
    const character = code <= 0x10ffff ? String.fromCodePoint(code) : '';
    if (character === '' || !isXmlText(character)) {
      throw new WireFault({ code: 'not-xml', path, message: `The reference &${name}; names no character of XML.` });
    }
    return character;
  }
  const character = Object.hasOwn(predefined, name) ? predefined[name] : undefined;
  if (character === undefined) {
    throw new WireFault({
      code: 'forbidden-markup',
      path,
      message: 'An entity beyond the five predefined ones is used.',
    });
  }
  return character;
}
