/**
 * `ReasonCode` and the list `ReasonCodes`: XML in and out (finesse.md §1.4, §6.2). Used alone, inside a User and inside
 * a team's member, where the element is spelt `reasonCode`.
 */
import { reasonCategories, type ReasonCode } from './reason-code.ts';
import { booleanOf, childrenNamed, faultAt, integerOf, readRoot, textOf, wordOf, type Cursor } from './xml-cursor.ts';
import { boolean, element, integer, oneOf, text, writeXml, type XmlNode } from './xml-write.ts';

/** Codes that reports show. */
const highestCode = 65_535;
/** Database id of a reason that has none (system reasons). */
const noId = -1;
const trailingNumber = /\/(\d{1,15})$/;

export function readReasonCode(cursor: Cursor): ReasonCode {
  const uri = textOf(cursor, 'uri');
  const code = integerOf(cursor, 'code', 1, highestCode);
  if (code === undefined) throw faultAt('missing-field', cursor, 'A reason has a code.', 'code');
  // Older releases leave the id out; the address holds it.
  const idOfUri = trailingNumber.exec(uri)?.[1];
  return {
    uri,
    id: integerOf(cursor, 'id', noId) ?? (idOfUri === undefined ? noId : Number.parseInt(idOfUri, 10)),
    category: wordOf(cursor, 'category', reasonCategories),
    code,
    label: textOf(cursor, 'label'),
    forAll: booleanOf(cursor, 'forAll', false),
    systemCode: booleanOf(cursor, 'systemCode', false),
  };
}

export function writeReasonCode(reason: ReasonCode, name: 'ReasonCode' | 'reasonCode' = 'ReasonCode'): XmlNode {
  return element(name, [
    oneOf('category', reason.category, reasonCategories),
    text('uri', reason.uri),
    integer('code', reason.code, 1, highestCode),
    text('label', reason.label),
    boolean('forAll', reason.forAll),
    boolean('systemCode', reason.systemCode),
    integer('id', reason.id, noId),
  ]);
}

export function readReasonCodes(cursor: Cursor): readonly ReasonCode[] {
  return childrenNamed(cursor, 'ReasonCode').map(readReasonCode);
}

export function writeReasonCodes(reasons: readonly ReasonCode[]): XmlNode {
  return element(
    'ReasonCodes',
    reasons.map((reason) => writeReasonCode(reason)),
  );
}

/** Reads `<ReasonCodes>`. Throws `WireFault`. */
export function decodeReasonCodes(xml: string): readonly ReasonCode[] {
  return readReasonCodes(readRoot(xml, 'ReasonCodes'));
}

/** Writes `<ReasonCodes>`. Throws `WireFault` for a value outside the model. */
export function encodeReasonCodes(reasons: readonly ReasonCode[]): string {
  return writeXml(writeReasonCodes(reasons));
}
