/**
 * The desktop layout: XML in and out (finesse.md §1.8). `layout-check.ts` holds the rules beyond the form. A layout is
 * read whole or not at all. It knows no gadget and no default layout (`public/layout.xml`).
 */
import { checkLayout } from './layout-check.ts';
import type { HeaderColumn, Layout, LayoutColumn, LayoutGadget, LayoutTab, RoleLayout } from './layout.ts';
import { roles } from './user.ts';
import {
  childrenNamed,
  faultAt,
  filledTextOf,
  optionalChild,
  ownText,
  readRoot,
  requiredChild,
  textOf,
  wordOf,
  type Cursor,
} from './xml-cursor.ts';
import { element, filledText, oneOf, text, writeXml, type XmlNode } from './xml-write.ts';

const namespace = 'http://www.cisco.com/vtg/finesse';
const sides = { left: 'leftAlignedColumns', right: 'rightAlignedColumns' } as const;
const widthWhenUnsaid = 'auto';

/** Reads `<finesseLayout>`. Throws `WireFault`; never gives back half a layout. */
export function parseLayout(xml: string): Layout {
  const cursor = readRoot(xml, 'finesseLayout');
  const layout: Layout = {
    version: textOf(cursor, 'version'),
    configs: readConfigs(optionalChild(cursor, 'configs')),
    header: readHeader(optionalChild(cursor, 'header')),
    roles: childrenNamed(cursor, 'layout').map(readRole),
  };
  checkLayout(layout);
  return layout;
}

function attributeOf(cursor: Cursor, name: string): string | undefined {
  return Object.hasOwn(cursor.element.attributes, name) ? cursor.element.attributes[name] : undefined;
}

function requiredAttributeOf(cursor: Cursor, name: string): string {
  const value = attributeOf(cursor, name)?.trim() ?? '';
  if (value === '') throw faultAt('missing-field', cursor, 'This attribute is missing or empty.', `@${name}`);
  return value;
}

function readConfigs(cursor: Cursor | undefined): Readonly<Record<string, string>> {
  const configs = new Map<string, string>();
  for (const config of cursor === undefined ? [] : childrenNamed(cursor, 'config')) {
    const key = requiredAttributeOf(config, 'key');
    if (configs.has(key)) throw faultAt('bad-value', config, 'This key is there twice.', '@key');
    configs.set(key, attributeOf(config, 'value') ?? '');
  }
  return Object.fromEntries(configs);
}

function readHeader(cursor: Cursor | undefined): readonly HeaderColumn[] {
  if (cursor === undefined) return [];
  return (['left', 'right'] as const).flatMap((side) => {
    const columns = optionalChild(cursor, sides[side]);
    return columns === undefined
      ? []
      : childrenNamed(columns, 'headercolumn').map((column) => readHeaderColumn(column, side));
  });
}

/** A header column holds components, or gadgets, whose address is their text; both count as components here. */
function readHeaderColumn(cursor: Cursor, side: HeaderColumn['side']): HeaderColumn {
  return {
    side,
    width: attributeOf(cursor, 'width')?.trim() ?? widthWhenUnsaid,
    components: [
      ...childrenNamed(cursor, 'component').map((component) => ({
        id: requiredAttributeOf(component, 'id'),
        url: filledTextOf(component, 'url').trim(),
      })),
      ...childrenNamed(cursor, 'gadget').map((gadget) => ({
        id: requiredAttributeOf(gadget, 'id'),
        url: ownText(gadget).trim(),
      })),
    ],
  };
}

function readRole(cursor: Cursor): RoleLayout {
  const page = optionalChild(cursor, 'page');
  return {
    role: wordOf(cursor, 'role', roles),
    page: page === undefined ? [] : childrenNamed(page, 'gadget').map(readGadget),
    tabs: childrenNamed(requiredChild(cursor, 'tabs'), 'tab').map(readTab),
  };
}

function readTab(cursor: Cursor): LayoutTab {
  const gadgets = optionalChild(cursor, 'gadgets');
  const columns = optionalChild(cursor, 'columns');
  if (gadgets !== undefined && columns !== undefined) {
    throw faultAt('bad-value', cursor, 'A tab has gadgets or columns, not both.');
  }
  return {
    id: filledTextOf(cursor, 'id').trim(),
    label: filledTextOf(cursor, 'label'),
    icon: textOf(cursor, 'icon'),
    columns:
      gadgets === undefined
        ? childrenNamed(columns ?? requiredChild(cursor, 'columns'), 'column').map(readColumn)
        : [readGadgets(gadgets)],
  };
}

function readColumn(cursor: Cursor): LayoutColumn {
  return readGadgets(requiredChild(cursor, 'gadgets'));
}

function readGadgets(cursor: Cursor): LayoutColumn {
  return { gadgets: childrenNamed(cursor, 'gadget').map(readGadget) };
}

function readGadget(cursor: Cursor): LayoutGadget {
  const hidden = attributeOf(cursor, 'hidden')?.trim().toLowerCase() ?? 'false';
  if (hidden !== 'true' && hidden !== 'false') {
    throw faultAt('bad-value', cursor, 'true or false is expected.', '@hidden');
  }
  const managedBy = attributeOf(cursor, 'managedBy')?.trim();
  const maxRows = attributeOf(cursor, 'maxRows')?.trim();
  const hosts = attributeOf(cursor, 'alternateHosts') ?? '';
  return {
    id: requiredAttributeOf(cursor, 'id'),
    url: ownText(cursor).trim(),
    hidden: hidden === 'true',
    ...(managedBy === undefined ? {} : { managedBy }),
    // What is no number becomes NaN, which the check refuses with its place.
    ...(maxRows === undefined ? {} : { maxRows: /^[0-9]{1,6}$/.test(maxRows) ? Number.parseInt(maxRows, 10) : NaN }),
    alternateHosts: hosts
      .split(',')
      .map((host) => host.trim())
      .filter((host) => host !== ''),
  };
}

/** Writes `<finesseLayout>`. Throws `WireFault` for a layout that could not be read back. */
export function serialiseLayout(layout: Layout): string {
  checkLayout(layout);
  const root = element('finesseLayout', [
    text('version', layout.version),
    element('configs', Object.entries(layout.configs).map(writeConfig)),
    layout.header.length === 0 ? undefined : element('header', [writeSide(layout, 'left'), writeSide(layout, 'right')]),
    ...layout.roles.map(writeRole),
  ]);
  return writeXml({ ...root, attributes: { xmlns: namespace } });
}

function writeConfig([key, value]: [string, string]): XmlNode {
  return { name: 'config', attributes: { key, value }, content: '' };
}

function writeSide(layout: Layout, side: HeaderColumn['side']): XmlNode {
  const columns = layout.header.filter((column) => column.side === side);
  return element(
    sides[side],
    columns.map((column) => ({
      name: 'headercolumn',
      attributes: { width: column.width },
      content: column.components.map(({ id, url }) => ({
        name: 'component',
        attributes: { id },
        content: [text('url', url)],
      })),
    })),
  );
}

function writeRole(role: RoleLayout): XmlNode {
  return element('layout', [
    oneOf('role', role.role, roles),
    element('page', role.page.map(writeGadget)),
    element('tabs', role.tabs.map(writeTab)),
  ]);
}

function writeTab(tab: LayoutTab): XmlNode {
  const columns = tab.columns.map((column) => element('column', [element('gadgets', column.gadgets.map(writeGadget))]));
  return element('tab', [
    filledText('id', tab.id),
    text('icon', tab.icon),
    filledText('label', tab.label),
    element('columns', columns),
  ]);
}

function writeGadget(gadget: LayoutGadget): XmlNode {
  return {
    name: 'gadget',
    attributes: {
      id: gadget.id,
      ...(gadget.hidden ? { hidden: 'true' } : {}),
      ...(gadget.managedBy === undefined ? {} : { managedBy: gadget.managedBy }),
      ...(gadget.maxRows === undefined ? {} : { maxRows: String(gadget.maxRows) }),
      ...(gadget.alternateHosts.length === 0 ? {} : { alternateHosts: gadget.alternateHosts.join(',') }),
    },
    content: gadget.url,
  };
}
