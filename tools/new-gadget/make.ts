/**
 * Makes a gadget from nothing: its folder, its test and its place in the layout. Everything is checked before anything is
 * written. Knows the repository's folders, no command line.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, type Options } from 'prettier';
import { parseLayout } from '../../src/wire/layout-codec.ts';
import { WireFault } from '../../src/wire/wire-error.ts';

/** The roles that the shipped layout has; a test holds the two together. */
export const layoutRoles = ['Agent', 'Supervisor', 'Administrator'] as const;
export type LayoutRole = (typeof layoutRoles)[number];

export type NewGadgetCode =
  /** Not a name that a folder, an element and a layout can have. */
  | 'bad-name'
  /** A gadget, an element or a tab of this name is there. */
  | 'exists'
  /** The layout has no place for it, or could not be read. */
  | 'layout';

/** Why nothing was made. */
export class NewGadgetError extends Error {
  override readonly name = 'NewGadgetError';
  readonly code: NewGadgetCode;
  constructor(code: NewGadgetCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const longestName = 40;
/** `gadgets/test` would be taken for helpers of tests, and not be compiled. */
const takenByTools = ['test'];

const words = (name: string): string[] => name.split('-');
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
/** As the desktop makes a title of an id. */
const titleOf = (name: string): string => capital(words(name).join(' '));
const tagOf = (name: string): string => `us-${name}`;
/** With an end of its own: a gadget called `map` must not hide the language's `Map`. */
const classOf = (name: string): string => `${words(name).map(capital).join('')}Gadget`;

function checkName(name: string): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > longestName) {
    throw new NewGadgetError(
      'bad-name',
      `“${name}” cannot be a gadget's name: lower-case letters and digits in words joined by “-”, beginning with a ` +
        `letter, at most ${longestName} characters, such as “call-notes”.`,
    );
  }
  if (takenByTools.includes(name)) throw new NewGadgetError('bad-name', `“${name}” means something else to the tools.`);
}

const isShipped = (path: string): boolean =>
  path.endsWith('.ts') && !path.endsWith('.test.ts') && !/(^|[\\/])test[\\/]/.test(path);

/** Tags of all elements that the product's sources define; examples in comments are none. */
function tagsIn(folder: string): Set<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isShipped);
  const all = files.flatMap((path) => [
    ...readFileSync(join(folder, path), 'utf8').matchAll(
      /^\s*(?:@customElement|customElements\.define)\(\s*'([^']+)'/gm,
    ),
  ]);
  return new Set(all.map((match) => match[1] ?? ''));
}

/** The layout with one more tab, which shows the gadget, for one role. The rest stays letter for letter. */
export function layoutWith(xml: string, name: string, role: LayoutRole): string {
  const present = parseLayout(xml).roles.find((one) => one.role === role);
  if (!present) throw new NewGadgetError('layout', `The layout has nothing for the role ${role}.`);
  if (present.tabs.some(({ id }) => id === name))
    throw new NewGadgetError('exists', `The layout of role ${role} has a tab “${name}”.`);
  const start = xml.search(new RegExp(`<role>\\s*${role}\\s*</role>`));
  const end = xml.indexOf('</tabs>', start);
  if (start < 0 || end < 0 || end > xml.indexOf('</layout>', start))
    throw new NewGadgetError('layout', `The layout of role ${role} has no <tabs>.`);
  const lineStart = xml.lastIndexOf('\n', end) + 1;
  const indent = xml.slice(lineStart, end);
  const at = indent.trim() === '' ? lineStart : end;
  const inside = indent.trim() === '' ? `${indent}  ` : '';
  const tab = [
    '<tab>',
    `  <id>${name}</id>`,
    `  <label>${titleOf(name)}</label>`,
    `  <gadgets><gadget id="${name}">gadgets/${name}</gadget></gadgets>`,
    '</tab>',
  ].map((line) => `${inside}${line}\n`);
  const made = xml.slice(0, at) + tab.join('') + xml.slice(at);
  parseLayout(made);
  return made;
}

function newLayout(file: string, name: string, role: LayoutRole): string {
  try {
    return layoutWith(readFileSync(file, 'utf8'), name, role);
  } catch (cause) {
    if (!(cause instanceof WireFault)) throw cause;
    throw new NewGadgetError('layout', `public/layout.xml: ${cause.message}`, { cause });
  }
}

/** Paths of what was made or changed, relative to `root`. Throws `NewGadgetError`; then nothing was. */
export async function newGadget(root: string, name: string, role: LayoutRole = 'Agent'): Promise<readonly string[]> {
  checkName(name);
  const folder = `gadgets/${name}`;
  if (existsSync(join(root, folder))) throw new NewGadgetError('exists', `${folder} is there already.`);
  if (tagsIn(join(root, 'src')).has(tagOf(name)) || tagsIn(join(root, 'gadgets')).has(tagOf(name)))
    throw new NewGadgetError('exists', `There is an element <${tagOf(name)}> already: choose another name.`);
  const layoutFile = join(root, 'public/layout.xml');
  const layout = newLayout(layoutFile, name, role);

  const marks: Readonly<Record<string, string>> = {
    NAME: name,
    TITLE: titleOf(name),
    TAG: tagOf(name),
    CLASS: classOf(name),
  };
  const style: Options = {
    ...(JSON.parse(readFileSync(join(import.meta.dirname, '../../.prettierrc.json'), 'utf8')) as Options),
    parser: 'typescript',
  };
  const text = async (template: string): Promise<string> => {
    const filled = readFileSync(join(import.meta.dirname, template), 'utf8').replace(
      /%([A-Z]+)%/g,
      (all, mark: string) => marks[mark] ?? all,
    );
    return format(filled, style);
  };
  const files = {
    [`${folder}/index.ts`]: await text('index.ts.txt'),
    [`${folder}/${name}.browser.test.ts`]: await text('test.ts.txt'),
  };
  mkdirSync(join(root, folder));
  for (const [path, body] of Object.entries(files)) writeFileSync(join(root, path), body);
  writeFileSync(layoutFile, layout);
  return [...Object.keys(files), 'public/layout.xml'];
}
