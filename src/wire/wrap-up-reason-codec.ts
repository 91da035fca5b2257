/** The list `WrapUpReasons`: XML in and out (finesse.md §1.7). */
import type { WrapUpReason } from './wrap-up-reason.ts';
import { booleanOf, childrenNamed, filledTextOf, textOf, type Cursor } from './xml-cursor.ts';
import { boolean, element, filledText, text, type XmlNode } from './xml-write.ts';

const readWrapUpReason = (cursor: Cursor): WrapUpReason => ({
  uri: textOf(cursor, 'uri'),
  label: filledTextOf(cursor, 'label'),
  forAll: booleanOf(cursor, 'forAll', false),
});

export const readWrapUpReasons = (cursor: Cursor): readonly WrapUpReason[] =>
  childrenNamed(cursor, 'WrapUpReason').map(readWrapUpReason);

export const writeWrapUpReasons = (reasons: readonly WrapUpReason[]): XmlNode =>
  element(
    'WrapUpReasons',
    reasons.map((reason) =>
      element('WrapUpReason', [
        text('uri', reason.uri),
        filledText('label', reason.label),
        boolean('forAll', reason.forAll),
      ]),
    ),
  );
