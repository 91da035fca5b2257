/**
 * Looking at one element while remembering the way to it, so that every complaint names its place. Tolerant where the
 * wire is known to vary (order, extra elements, case of names) and strict about what is read. It knows no element of
 * the wire: names, lists and defaults are the codecs' arguments.
 */
import { isIsoTime } from './iso-time.ts';
import { readXml, type XmlElement } from './xml.ts';
import { WireFault, type WireErrorCode } from './wire-error.ts';

export interface Cursor {
  readonly element: XmlElement;
  readonly parent?: Cursor;
  /** One-based place among siblings of the same name, where there may be several. */
  readonly position?: number;
}

/** Names differ in case between REST bodies and notifications, and between releases. */
function isNamed(found: XmlElement, name: string): boolean {
  return found.name === name || (found.name.length === name.length && found.name.toLowerCase() === name.toLowerCase());
}

/** Element names from the root, such as `Dialogs/Dialog[2]/state`. */
export function pathOf(cursor: Cursor): string {
  const own = cursor.position === undefined ? cursor.element.name : `${cursor.element.name}[${cursor.position}]`;
  return cursor.parent === undefined ? own : `${pathOf(cursor.parent)}/${own}`;
}

/** A fault at `cursor`, or at its (perhaps missing) child `name`. */
export function faultAt(code: WireErrorCode, cursor: Cursor, message: string, name?: string): WireFault {
  return new WireFault({ code, path: name === undefined ? pathOf(cursor) : `${pathOf(cursor)}/${name}`, message });
}

/** Reads a document whose root must have this name (in any case). Throws `WireFault`. */
export function readRoot(document: string, name: string): Cursor {
  const cursor = { element: readXml(document) };
  expectName(cursor, name);
  return cursor;
}

/** Throws `wrong-root` unless the element has this name, in any case. */
export function expectName(cursor: Cursor, name: string): void {
  if (!isNamed(cursor.element, name)) throw faultAt('wrong-root', cursor, `The element ${name} is expected here.`);
}

/** The only child of this name. Throws `bad-value` when there are two: taking either would be luck. */
export function optionalChild(cursor: Cursor, name: string): Cursor | undefined {
  let found: XmlElement | undefined;
  for (const child of cursor.element.children) {
    if (!isNamed(child, name)) continue;
    if (found !== undefined) throw faultAt('bad-value', cursor, 'This element is there twice.', name);
    found = child;
  }
  return found === undefined ? undefined : { element: found, parent: cursor };
}

export function requiredChild(cursor: Cursor, name: string): Cursor {
  const child = optionalChild(cursor, name);
  if (child === undefined) throw faultAt('missing-field', cursor, 'This element is missing.', name);
  return child;
}

/** All children of this name, in document order. */
export function childrenNamed(cursor: Cursor, name: string): readonly Cursor[] {
  return cursor.element.children
    .filter((child) => isNamed(child, name))
    .map((element, index) => ({ element, parent: cursor, position: index + 1 }));
}

/** Every child, of whatever name. */
export function allChildren(cursor: Cursor): readonly Cursor[] {
  return cursor.element.children.map((element) => ({ element, parent: cursor }));
}

/** The element's own text, as it came. Throws `bad-value` when there are elements instead. */
export function ownText(cursor: Cursor): string {
  if (cursor.element.children.length > 0) throw faultAt('bad-value', cursor, 'Text is expected, not elements.');
  return cursor.element.text;
}

/** A child's text as it came; `absent` when there is no such child. */
export function textOf(cursor: Cursor, name: string, absent = ''): string {
  const child = optionalChild(cursor, name);
  return child === undefined ? absent : ownText(child);
}

/** A child's text, which must not be blank. Throws `missing-field`. */
export function filledTextOf(cursor: Cursor, name: string): string {
  const value = ownText(requiredChild(cursor, name));
  if (value.trim() === '') throw faultAt('missing-field', cursor, 'This field is empty.', name);
  return value;
}

const wholeNumber = /^[+-]?[0-9]{1,15}$/;

/** A child's whole number; `undefined` when the child is missing or empty. Throws `bad-value`. */
export function integerOf(
  cursor: Cursor,
  name: string,
  least: number,
  most: number = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const value = textOf(cursor, name).trim();
  if (value === '') return undefined;
  const number = wholeNumber.test(value) ? Number.parseInt(value, 10) : Number.NaN;
  if (!(number >= least && number <= most)) {
    throw faultAt('bad-value', cursor, `A whole number from ${least} to ${most} is expected.`, name);
  }
  // `-0` would not survive a round trip.
  return number === 0 ? 0 : number;
}

/** `true` or `false` in any case. Throws `bad-value`; a missing or empty child gives `absent`. */
export function booleanOf(cursor: Cursor, name: string, absent: boolean): boolean {
  const value = textOf(cursor, name).trim().toLowerCase();
  if (value === '') return absent;
  if (value !== 'true' && value !== 'false') throw faultAt('bad-value', cursor, 'true or false is expected.', name);
  return value === 'true';
}

/** The element's own text as a word of a closed list. Throws `unknown-enum`. */
export function ownWord<Word extends string>(cursor: Cursor, list: readonly Word[]): Word {
  const value = ownText(cursor).trim();
  const word = list.find((candidate) => candidate === value);
  if (word === undefined) {
    throw faultAt('unknown-enum', cursor, `"${value.slice(0, 40)}" is none of the documented values.`);
  }
  return word;
}

/** A child's word of a closed list; `undefined` when the child is missing or empty. Throws `unknown-enum`. */
export function optionalWordOf<Word extends string>(
  cursor: Cursor,
  name: string,
  list: readonly Word[],
): Word | undefined {
  const child = optionalChild(cursor, name);
  return child === undefined || ownText(child).trim() === '' ? undefined : ownWord(child, list);
}

/** A child's word of a closed list. Throws `missing-field` or `unknown-enum`. */
export function wordOf<Word extends string>(cursor: Cursor, name: string, list: readonly Word[]): Word {
  const word = optionalWordOf(cursor, name, list);
  if (word === undefined) throw faultAt('missing-field', cursor, 'This field is missing or empty.', name);
  return word;
}

/** A child's ISO 8601 time, or empty when the node does not know it. Throws `bad-value`. */
export function timeOf(cursor: Cursor, name: string): string {
  const value = textOf(cursor, name).trim();
  if (value !== '' && !isIsoTime(value)) throw faultAt('bad-value', cursor, 'An ISO 8601 time is expected.', name);
  return value;
}
