/** The query of a request's path, as text and as names with values. Knows no parameter. */
import { WireFault } from './wire-error.ts';

function refuse(message: string): never {
  throw new WireFault({ code: 'bad-value', path: 'query', message });
}

/** Empty, or `?name=value&…`. Throws `WireFault` for text that UTF-8 cannot carry. */
export function writeQuery(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${escaped(name)}=${escaped(value)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function escaped(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return refuse('A query parameter holds half a character.');
  }
}

/** Reads what stands behind the `?`. A name that is there twice counts once, the first time. Throws `WireFault`. */
export function readQuery(text: string): Readonly<Record<string, string>> {
  const query = new Map<string, string>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = unescaped(equals === -1 ? pair : pair.slice(0, equals));
    if (!query.has(name)) query.set(name, equals === -1 ? '' : unescaped(pair.slice(equals + 1)));
  }
  return Object.fromEntries(query);
}

/** Forms write a blank as `+`. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return refuse('A query parameter is wrongly escaped.');
  }
}
