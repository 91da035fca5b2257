/**
 * The neutral tree to text, strictly: what XML cannot carry is refused and nothing is sent. It knows no element of the
 * wire; the codecs build the tree with the helpers here, which check each value against the model.
 */
import { isIsoTime } from './iso-time.ts';
import { xmlLimits } from './xml-guard.ts';
import { escapeAttribute, escapeText, isXmlText } from './xml-text.ts';
import { WireFault, type WireErrorCode } from './wire-error.ts';

export interface XmlNode {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content: string | readonly XmlNode[];
}

function refuse(code: WireErrorCode, path: string, message: string): never {
  throw new WireFault({ code, path, message });
}

/** An element with children; `undefined` among them (an absent optional field) is left out. */
export function element(name: string, children: readonly (XmlNode | undefined)[]): XmlNode {
  return { name, content: children.filter((child) => child !== undefined) };
}

/** Text as it is. Characters that XML cannot carry are refused when the tree is written. */
export function text(name: string, value: string): XmlNode {
  return { name, content: value };
}

/** Text that must not be blank, such as an id. Throws `missing-field`. */
export function filledText(name: string, value: string): XmlNode {
  if (typeof value === 'string' && value.trim() === '') refuse('missing-field', name, 'This field must not be empty.');
  return text(name, value);
}

/** A whole number from `least` to `most`, both included. Throws `bad-value`. */
export function integer(name: string, value: number, least: number, most: number = Number.MAX_SAFE_INTEGER): XmlNode {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    refuse('bad-value', name, `A whole number from ${least} to ${most} is expected.`);
  }
  return text(name, String(value));
}

export function boolean(name: string, value: boolean): XmlNode {
  return text(name, value ? 'true' : 'false');
}

/** One word of a closed list. Throws `unknown-enum`. */
export function oneOf(name: string, value: string, list: readonly string[]): XmlNode {
  if (!list.includes(value)) refuse('unknown-enum', name, `The model does not know this ${name}.`);
  return text(name, value);
}

/** An ISO 8601 time, or empty. Throws `bad-value`. */
export function time(name: string, value: string): XmlNode {
  if (value !== '' && !isIsoTime(value)) refuse('bad-value', name, 'An ISO 8601 time, or nothing, is expected.');
  return text(name, value);
}

/** The part that is written only when the value is there. */
export function optional<T>(value: T | undefined, write: (value: T) => XmlNode): XmlNode | undefined {
  return value === undefined ? undefined : write(value);
}

/** Writes a document without white space between elements. Throws `WireFault` (`bad-value`, `too-large`). */
export function writeXml(root: XmlNode): string {
  const parts: string[] = [];
  write(root, root.name, parts);
  const xml = parts.join('');
  if (xml.length > xmlLimits.characters) refuse('too-large', root.name, 'The document is too large to be sent.');
  return xml;
}

function write(node: XmlNode, path: string, parts: string[]): void {
  parts.push('<', node.name);
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    parts.push(' ', name, '="', escapeAttribute(legal(value, `${path}/@${name}`)), '"');
  }
  parts.push('>');
  if (Array.isArray(node.content)) {
    for (const child of node.content as readonly XmlNode[]) write(child, `${path}/${child.name}`, parts);
  } else parts.push(escapeText(legal(node.content as string, path)));
  parts.push('</', node.name, '>');
}

function legal(value: string, path: string): string {
  // Callers in plain JavaScript (a gadget, a fixture) may hand over what the types forbid.
  if (typeof value !== 'string') refuse('bad-value', path, 'Text is expected.');
  if (!isXmlText(value)) refuse('bad-value', path, 'The text holds a character that XML cannot carry.');
  return value;
}
