/** The list `MediaPropertiesLayouts`: XML in and out, as the REST guide's "MediaPropertiesLayout" shows it. */
import { mediaPropertiesLayoutTypes, type LayoutEntry, type MediaPropertiesLayout } from './media-properties-layout.ts';
import { booleanOf, childrenNamed, filledTextOf, optionalChild, textOf, wordOf, type Cursor } from './xml-cursor.ts';
import { boolean, element, filledText, oneOf, text, type XmlNode } from './xml-write.ts';

const readEntry = (cursor: Cursor): LayoutEntry => ({
  displayName: textOf(cursor, 'displayName'),
  mediaProperty: filledTextOf(cursor, 'mediaProperty'),
  showInPopOver: booleanOf(cursor, 'showInPopOver', false),
  uiEditable: booleanOf(cursor, 'uiEditable', false),
});

const entriesOf = (cursor: Cursor): readonly LayoutEntry[] => childrenNamed(cursor, 'entry').map(readEntry);

function readLayout(cursor: Cursor): MediaPropertiesLayout {
  const header = optionalChild(cursor, 'header');
  return {
    uri: textOf(cursor, 'uri'),
    name: textOf(cursor, 'name'),
    description: textOf(cursor, 'description'),
    type: wordOf(cursor, 'type', mediaPropertiesLayoutTypes),
    header: header === undefined ? [] : entriesOf(header),
    columns: childrenNamed(cursor, 'column').map(entriesOf),
  };
}

export const readMediaPropertiesLayouts = (cursor: Cursor): readonly MediaPropertiesLayout[] =>
  childrenNamed(cursor, 'MediaPropertiesLayout').map(readLayout);

const writeEntry = (entry: LayoutEntry): XmlNode =>
  element('entry', [
    text('displayName', entry.displayName),
    filledText('mediaProperty', entry.mediaProperty),
    boolean('showInPopOver', entry.showInPopOver),
    boolean('uiEditable', entry.uiEditable),
  ]);

export const writeMediaPropertiesLayouts = (layouts: readonly MediaPropertiesLayout[]): XmlNode =>
  element(
    'MediaPropertiesLayouts',
    layouts.map((layout) =>
      element('MediaPropertiesLayout', [
        text('uri', layout.uri),
        text('name', layout.name),
        text('description', layout.description),
        oneOf('type', layout.type, mediaPropertiesLayoutTypes),
        element('header', layout.header.map(writeEntry)),
        ...layout.columns.map((entries) => element('column', entries.map(writeEntry))),
      ]),
    ),
  );
