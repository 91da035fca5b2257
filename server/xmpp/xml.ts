/** Stanzas as text: a small writer, and a reader that believes nothing. Knows no stanza by name. */
import { parse } from 'ltx';
import type { Element } from 'ltx';
import { attempt } from '../../src/wire/attempt.ts';
import { guardXml } from '../../src/wire/xml-guard.ts';
import { escapeAttribute, escapeText } from '../../src/wire/xml-text.ts';

/** Finished XML, as opposed to text that is still to be escaped. */
export interface Xml {
  readonly xml: string;
}

type Attributes = Readonly<Record<string, string | undefined>>;

/** An element; attributes without a value are left out, text children are escaped. */
export function xml(name: string, attributes: Attributes, ...children: readonly (Xml | string | undefined)[]): Xml {
  let start = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) start += ` ${key}="${escapeAttribute(value)}"`;
  }
  const content = children
    .map((child) => (child === undefined ? '' : typeof child === 'string' ? escapeText(child) : child.xml))
    .join('');
  return { xml: content === '' ? `${start}/>` : `${start}>${content}</${name}>` };
}

/** One frame of RFC 7395: exactly one element. `undefined` for anything else, however it is broken. */
export function readFrame(text: string): Element | undefined {
  return attempt(
    () => {
      const guarded = guardXml(text);
      try {
        return parse(guarded);
      } catch {
        return undefined;
      }
    },
    () => undefined,
  );
}
