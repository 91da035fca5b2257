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
  /** Why this value must not be sent; thrown when the tree is written, where the way from the root is known. */
  readonly fault?: { readonly code: WireErrorCode; readonly message: string };
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

/** A value that will be refused when it is written. */
function faulty(name: string, code: WireErrorCode, message: string): XmlNode {
  return { name, content: '', fault: { code, message } };
}

/** Text that must not be blank, such as an id; else `missing-field`. */
export function filledText(name: string, value: string): XmlNode {
  return typeof value === 'string' && value.trim() === ''
    ? faulty(name, 'missing-field', 'This field must not be empty.')
    : text(name, value);
}

/** A whole number from `least` to `most`, both included; else `bad-value`. */
export function integer(name: string, value: number, least: number, most: number = Number.MAX_SAFE_INTEGER): XmlNode {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    return faulty(name, 'bad-value', `A whole number from ${least} to ${most} is expected.`);
  }
  return text(name, String(value));
}

export function boolean(name: string, value: boolean): XmlNode {
  return text(name, value ? 'true' : 'false');
}

/** One word of a closed list; else `unknown-enum`. */
export function oneOf(name: string, value: string, list: readonly string[]): XmlNode {
  return list.includes(value) ? text(name, value) : faulty(name, 'unknown-enum', 'The model does not know this word.');
}

/** An ISO 8601 time, or empty; else `bad-value`. */
export function time(name: string, value: string): XmlNode {
  return value === '' || isIsoTime(value)
    ? text(name, value)
    : faulty(name, 'bad-value', 'An ISO 8601 time, or nothing, is expected.');
}

/** The part that is written only when the value is there. */
export function optional<T>(value: T | undefined, write: (value: T) => XmlNode): XmlNode | undefined {
  return value === undefined ? undefined : write(value);
}

/** Writes a document without white space between elements. Throws `WireFault`. */
export function writeXml(root: XmlNode): string {
  const parts: string[] = [];
  write(root, root.name, parts);
  const xml = parts.join('');
  if (xml.length > xmlLimits.characters) refuse('too-large', root.name, 'The document is too large to be sent.');
  return xml;
}

function write(node: XmlNode, path: string, parts: string[]): void {
  if (node.fault !== undefined) refuse(node.fault.code, path, node.fault.message);
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
