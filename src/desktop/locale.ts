/**
 * The one catalogue of the shell's words. Each table of words is a section of it; every text has a key, `section.name`,
 * under which another language finds it. English stands with the section, next to what it is for. Knows no element.
 */

/** Gives the words for a key; English where a language has none. */
export type Translation = (key: string, english: string) => string;

const asWritten: Translation = (_key, english) => english;
let translation: Translation = asWritten;
const sections = new Map<string, Readonly<Record<string, string>>>();

/** For the whole page, before it draws anything: what is drawn already is not drawn again. `undefined`: English. */
export function useTranslation(next: Translation | undefined): void {
  translation = next ?? asWritten;
}

/** Words under a key that is made while the desktop runs, such as those of a notice with its parameters. */
export function translated(key: string, english: string): string {
  return english === '' ? '' : translation(key, english);
}

/** Registers a section. Reading a name gives its words in the language of the page. */
export function catalogue<Names extends string>(
  section: string,
  english: Readonly<Record<Names, string>>,
): Readonly<Record<Names, string>> {
  sections.set(section, english);
  const words = {} as Record<Names, string>;
  for (const name of Object.keys(english) as Names[]) {
    Object.defineProperty(words, name, {
      enumerable: true,
      get: () => translated(`${section}.${name}`, english[name]),
    });
  }
  return words;
}

/** Every key with its English words: what a translator is given. */
export function everyText(): ReadonlyMap<string, string> {
  const all = [...sections].flatMap(([section, english]) =>
    Object.entries(english).map(([name, text]): [string, string] => [`${section}.${name}`, text]),
  );
  return new Map(all);
}

/** Puts values where the text has `{name}`, so that each language chooses the order. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (all, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : all,
  );
}
