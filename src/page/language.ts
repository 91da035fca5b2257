/**
 * The language of the page, before anything is drawn in it. English needs nothing; the pseudo-languages are loaded when the
 * address asks for one. A further language is one more entry of `languages`.
 */
import { useLanguage, type Language } from '../gadget/locale.ts';
import type { PseudoTag } from './pseudo-language.ts';

export const languageTags = { en: true, 'en-XA': true, 'ar-XB': true } as const;
export type LanguageTag = keyof typeof languageTags;

const pseudo = (tag: PseudoTag) => async (): Promise<Language> =>
  (await import('./pseudo-language.ts')).pseudoLanguage(tag);

const languages: Readonly<Record<LanguageTag, (() => Promise<Language>) | undefined>> = {
  en: undefined,
  'en-XA': pseudo('en-XA'),
  'ar-XB': pseudo('ar-XB'),
};
const readFromTheRight: readonly LanguageTag[] = ['ar-XB'];

export async function chooseLanguage(tag: LanguageTag | undefined, root: HTMLElement): Promise<void> {
  const load = tag && languages[tag];
  if (!load) return;
  useLanguage(await load());
  root.lang = tag;
  if (readFromTheRight.includes(tag)) root.dir = 'rtl';
}
