/**
 * The forms that verbs are written in, and matching a line against them: `{agent} answers[ call {id}]`. Knows the kinds
 * of placeholders, no verb.
 */
import { ScenarioProblem } from './scenario-contract.ts';
import type { VerbArguments } from './scenario-contract.ts';
import type { Ms } from '../wire/names.ts';

const duration = String.raw`\d+(?:\.\d+)? ?(?:ms|s|min|h)`;

/** What may stand for a placeholder. */
const kinds: Readonly<Record<string, string>> = {
  agent: String.raw`[\w.-]+`,
  node: 'publisher|subscriber',
  side: 'A|B',
  duration,
  number: String.raw`\+?[0-9*#.]+`,
  path: String.raw`/\S*`,
  id: String.raw`\S+`,
  words: '.+',
};

export interface Form {
  /** The values, or `undefined` when the line is something else. */
  match(line: string): VerbArguments | undefined;
}

const compiled = new Map<string, Form>();

/** Reads a form. Throws when it names a placeholder of no known kind. */
export function formOf(text: string): Form {
  const known = compiled.get(text);
  if (known) return known;
  const names: string[] = [];
  const pattern = text
    .split(/(\{[^}]*\}|[[\]|])/)
    .map((piece) => piecePattern(piece, names, text))
    .join('');
  const expression = new RegExp(`^(?:${pattern})$`);
  const form: Form = {
    match(line) {
      const found = expression.exec(line);
      return found ? Object.fromEntries(names.map((name, index) => [name, found[index + 1]])) : undefined;
    },
  };
  compiled.set(text, form);
  return form;
}

function piecePattern(piece: string, names: string[], form: string): string {
  if (piece === '[') return '(?:';
  if (piece === ']') return ')?';
  if (piece === '|') return '|';
  if (!piece.startsWith('{')) return piece.replaceAll(/[.*+?^$()\\]/g, String.raw`\$&`);
  const [kind = '', name = kind] = piece.slice(1, -1).split(':');
  const pattern = kinds[kind];
  if (pattern === undefined) throw new Error(`The form "${form}" names a placeholder of no kind: ${kind}`);
  names.push(name);
  return `(${pattern})`;
}

const unitMs: Readonly<Record<string, Ms>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };

/** `1.5 s` in milliseconds. Throws `ScenarioProblem` for anything else. */
export function readDuration(text: string | undefined): Ms {
  const found = /^(\d+(?:\.\d+)?) ?(ms|s|min|h)$/.exec(text ?? '');
  if (!found) throw new ScenarioProblem(`"${text ?? ''}" is no duration`);
  return Math.round(Number(found[1]) * (unitMs[found[2] ?? ''] ?? 0));
}

/** How an expectation ends, and what is left of the line without the ending. */
export type Ending =
  | { readonly kind: 'now' }
  | { readonly kind: 'within' | 'after' | 'for'; readonly ms: Ms }
  | { readonly kind: 'between'; readonly from: Ms; readonly ms: Ms };

const single = new RegExp(`^(.*) (within|after|for) (${duration})$`);
const double = new RegExp(`^(.*) between (${duration}) and (${duration})$`);

export function splitEnding(line: string): { readonly rest: string; readonly ending: Ending } {
  const between = double.exec(line);
  if (between) {
    const ending: Ending = { kind: 'between', from: readDuration(between[2]), ms: readDuration(between[3]) };
    return { rest: between[1] ?? '', ending };
  }
  const found = single.exec(line);
  if (!found) return { rest: line, ending: { kind: 'now' } };
  const kind = found[2] as 'within' | 'after' | 'for';
  return { rest: found[1] ?? '', ending: { kind, ms: readDuration(found[3]) } };
}

/** The value of a placeholder that the form does not make optional. */
export function given(args: VerbArguments, name: string): string {
  const value = args[name];
  if (value === undefined) throw new ScenarioProblem(`{${name}} is missing`);
  return value;
}
