/**
 * Two languages that nobody speaks, for whoever looks at the desktop before it is translated: every text that comes from a
 * catalogue is accented, about 40 % longer and in brackets, so that words which stand elsewhere, and places which are too
 * narrow, are seen. `ar-XB` also reads from right to left. Pure but for `useLanguage`'s value; knows no element.
 */
import type { Language } from '../gadget/locale.ts';

export const pseudoTags = ['en-XA', 'ar-XB'] as const;
export type PseudoTag = (typeof pseudoTags)[number];

const plain = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const accented = 'ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž';
const letters = new Map(Array.from(plain, (letter, at) => [letter, accented.charAt(at)]));

/** Places for values stay as they are: `{name}`. */
const pieces = /(\{\w+\})/;
/** Right-to-left override and its end, around what a catalogue says. */
const rightToLeft = ['\u202E', '\u202C'] as const;

/** Doubling these makes English about 40 % longer. */
const lengthened = (text: string): string => text.replaceAll(/[aeiout]/gi, '$&$&');

export function pseudoText(english: string, tag: PseudoTag): string {
  const [open, close] = tag === 'ar-XB' ? rightToLeft : ['', ''];
  const inside = english
    .split(pieces)
    .map((piece) => (pieces.test(piece) ? piece : open + accentedText(piece) + close))
    .join('');
  return `⟦${inside}⟧`;
}

function accentedText(text: string): string {
  // What is in brackets already, as a value in a sentence, is long enough.
  const bare = text.includes('⟦') ? text : lengthened(text);
  return bare.replaceAll(/[a-z]/gi, (letter) => letters.get(letter) ?? letter);
}

export function pseudoLanguage(tag: PseudoTag): Language {
  return { tag, translate: (_key, english) => pseudoText(english, tag) };
}
