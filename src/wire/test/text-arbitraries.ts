/** Generators (fast-check) of what the wire's objects are made of: texts that codecs have been known to lose, times, counts. */
import fc from 'fast-check';

export const plain = { noNullPrototype: true } as const;
/** For `fc.record`: records whose other keys may be absent. */
export const needs = <Key extends string>(...requiredKeys: Key[]) => ({ ...plain, requiredKeys });

/** Characters that codecs have been known to lose, among ordinary ones. */
const awkward = [
  '<',
  '>',
  '&',
  '"',
  "'",
  ']',
  '\t',
  '\n',
  '\r',
  ' ',
  '0',
  ':',
  '%',
  '+',
  'é',
  '\u0085',
  '\u2028',
  '😀',
];
const character = fc.oneof(fc.constantFrom(...awkward), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }));
/** Any text that XML can carry. */
export const anyText = fc
  .array(character, { maxLength: 12 })
  .map((characters) => characters.join('').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''));
/** Text that is not blank. */
export const filledText = anyText.map((text) => (text.trim() === '' ? `x${text}` : text));

export const isoTime = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
/** Empty when the node does not know it. */
export const timeOrNothing = fc.oneof(isoTime, fc.constant(''));
export const count = fc.integer({ min: -1, max: 100_000 });
