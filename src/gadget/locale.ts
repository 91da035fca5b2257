/**
 * The catalogue of words, for the shell and for every gadget. Each table of words is a section of it; every text has a key,
 * `section.name`, under which another language finds it. English stands with the section, next to what it is for. Knows
 * no element.
 */

type Said = (...args: never[]) => string | undefined;

/**
 * Gives the words for a key; what it cannot say stays English, as given. `args`: what a text that is made of parameters was
 * made of, for a language that orders or inflects them otherwise.
 */
export type Translation = (key: string, english: string, args: readonly unknown[]) => string;

export interface Language {
  /** BCP 47; chooses the plural rules too. */
  readonly tag: string;
  readonly translate: Translation;
}

const english: Language = { tag: 'en', translate: (_key, words) => words };
let language = english;
const sections = new Map<string, Readonly<Record<string, unknown>>>();
const rulesByTag = new Map<string, Intl.PluralRules>();

/** For the whole page, before it draws anything: what is drawn already is not drawn again. `undefined`: English. */
export function useLanguage(next: Language | undefined): void {
  language = next ?? english;
}

/** Words under a key that is made while the desktop runs, such as those of a notice with its parameters. */
export function translated(key: string, words: string, args: readonly unknown[] = []): string {
  return words === '' ? '' : language.translate(key, words, args);
}

/** A function that makes words, in the language of the page. Where it says nothing, nothing is said. */
export function said<Words extends Said>(key: string, make: Words): Words {
  return ((...args: Parameters<Words>) => {
    const words = make(...args);
    return words === undefined ? undefined : translated(key, words, args);
  }) as Words;
}

/**
 * Registers a section: texts, functions that make texts, or tables of them. Reading a name gives its words in the language
 * of the page.
 */
export function catalogue<const Table extends Readonly<Record<string, string | undefined | Said>>>(
  section: string,
  table: Table,
): { readonly [Name in keyof Table]: Table[Name] extends string ? string : Table[Name] } {
  sections.set(section, table);
  const words = {};
  for (const [name, text] of Object.entries(table)) {
    const key = `${section}.${name}`;
    const read =
      typeof text === 'function' ? said(key, text) : text === undefined ? undefined : () => translated(key, text);
    Object.defineProperty(words, name, {
      enumerable: true,
      ...(typeof text === 'function' || read === undefined ? { value: read } : { get: read }),
    });
  }
  return words as ReturnType<typeof catalogue<Table>>;
}

/**
 * A table whose rows hold words among other things: in the fields named, the words are those of the page's language. Keys are
 * `section.row.field`.
 */
export function worded<Table extends Readonly<Record<string, object>>>(
  section: string,
  fields: readonly string[],
  table: Table,
): Table {
  return Object.fromEntries(
    Object.entries(table).map(([name, row]) => [name, wordedRow(section, fields, name, row)]),
  ) as {
    [Name in keyof Table]: Table[Name];
  };
}

/** The same for a list; `id` names the field that tells its rows apart. */
export function wordedList<Row extends object>(
  section: string,
  id: keyof Row,
  fields: readonly (keyof Row & string)[],
  rows: readonly Row[],
): readonly Row[] {
  return rows.map((row) => wordedRow(section, fields, String(row[id]), row));
}

function wordedRow<Row extends object>(section: string, fields: readonly string[], name: string, row: Row): Row {
  const texts: Record<string, string> = {};
  const shown = { ...row };
  for (const field of fields) {
    const text = (row as Readonly<Record<string, unknown>>)[field];
    if (typeof text !== 'string') continue;
    const key = `${name}.${field}`;
    texts[key] = text;
    Object.defineProperty(shown, field, { enumerable: true, get: () => translated(`${section}.${key}`, text) });
  }
  sections.set(section, { ...sections.get(section), ...texts });
  return shown;
}

/** Every key of a fixed text with its English words: what a translator is given. */
export function everyText(): ReadonlyMap<string, string> {
  const all = [...sections].flatMap(([section, table]) =>
    Object.entries(table).flatMap(([name, text]): [string, string][] =>
      typeof text === 'string' ? [[`${section}.${name}`, text]] : [],
    ),
  );
  return new Map(all);
}

/** Puts values where the text has `{name}`, so that each language chooses the order. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (all, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : all,
  );
}

/** The form that the plural rules of the page's language ask for. English needs `one` and `other`. */
export function plural(
  count: number,
  forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>,
): string {
  const rules = rulesByTag.get(language.tag) ?? new Intl.PluralRules(language.tag);
  rulesByTag.set(language.tag, rules);
  return forms[rules.select(count)] ?? forms.other;
}
