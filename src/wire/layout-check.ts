/**
 * The rules of a layout that its XML form does not show: ids, references between gadgets, how many columns (finesse.md
 * §1.8). Reading and writing both pass through here, so that no half desktop is shown or saved. Knows no XML.
 */
import type { Layout, LayoutGadget, RoleLayout } from './layout.ts';
import { WireFault, type WireErrorCode } from './wire-error.ts';

export const layoutLimits = { columnsOfTab: 4 } as const;

const legalId = /^[A-Za-z][A-Za-z0-9_-]{0,127}$/;
const legalWidth = /^(?:auto|[0-9]{1,4}(?:\.[0-9]{1,3})?(?:px|%|em|rem))$/;
const legalHost = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})(?::[0-9]{1,5})?$/;
const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const webAddress = /^https?:\/\/[^\s/]/i;

function refuse(code: WireErrorCode, path: string, message: string): never {
  throw new WireFault({ code, path: `finesseLayout/${path}`, message });
}

/** Throws `WireFault` for the first rule that is broken. */
export function checkLayout(layout: Layout): void {
  for (const key of Object.keys(layout.configs)) {
    if (key === '' || key !== key.trim()) refuse('bad-value', 'configs/config/@key', 'A key without blanks around it.');
  }
  const shared = new Set<string>();
  for (const column of layout.header) {
    const path = `header/${column.side}AlignedColumns/headercolumn`;
    if (!legalWidth.test(column.width)) refuse('bad-value', `${path}/@width`, 'A width such as 300px is expected.');
    if (column.components.length === 0)
      refuse('missing-field', `${path}/component`, 'A header column holds something.');
    for (const component of column.components) {
      checkId(component.id, `${path}/component`, shared);
      checkUrl(component.url, `${path}/component/url`);
    }
  }
  if (layout.roles.length === 0) refuse('missing-field', 'layout', 'A layout is for at least one role.');
  const seen = new Set<string>();
  for (const role of layout.roles) {
    const path = `layout[${role.role}]`;
    if (seen.has(role.role)) refuse('bad-value', path, 'This role has two layouts.');
    seen.add(role.role);
    checkRole(role, path, shared);
  }
}

/** Gadget ids are unique within a role: the same gadget may well stand in another role's layout. */
function checkRole(role: RoleLayout, path: string, shared: ReadonlySet<string>): void {
  const ids = new Set(shared);
  const gadgets: { gadget: LayoutGadget; path: string }[] = [];
  for (const gadget of role.page) gadgets.push({ gadget, path: `${path}/page/gadget` });
  if (role.tabs.length === 0) refuse('missing-field', `${path}/tabs/tab`, 'A role has at least one tab.');
  const tabIds = new Set<string>();
  for (const tab of role.tabs) {
    const tabPath = `${path}/tabs/tab[${tab.id}]`;
    checkId(tab.id, tabPath, tabIds);
    if (tab.label.trim() === '') refuse('missing-field', `${tabPath}/label`, 'A tab has a label.');
    if (tab.columns.length < 1 || tab.columns.length > layoutLimits.columnsOfTab) {
      refuse('bad-value', `${tabPath}/columns`, `A tab has one to ${layoutLimits.columnsOfTab} columns.`);
    }
    for (const column of tab.columns) {
      for (const gadget of column.gadgets) gadgets.push({ gadget, path: `${tabPath}/columns/column/gadgets/gadget` });
    }
  }
  for (const each of gadgets) checkGadget(each.gadget, each.path, ids);
  const gadgetIds = new Set(gadgets.map((each) => each.gadget.id));
  for (const { gadget, path: gadgetPath } of gadgets) {
    if (gadget.managedBy === undefined) continue;
    if (gadget.managedBy === gadget.id || !gadgetIds.has(gadget.managedBy)) {
      refuse('bad-value', `${gadgetPath}/@managedBy`, 'This names no other gadget of the same role.');
    }
  }
}

function checkGadget(gadget: LayoutGadget, path: string, ids: Set<string>): void {
  checkId(gadget.id, path, ids);
  checkUrl(gadget.url, path);
  if (gadget.maxRows !== undefined && (!Number.isSafeInteger(gadget.maxRows) || gadget.maxRows < 1)) {
    refuse('bad-value', `${path}/@maxRows`, 'A whole number from 1 is expected.');
  }
  for (const host of gadget.alternateHosts) {
    if (!legalHost.test(host)) refuse('bad-value', `${path}/@alternateHosts`, 'A list of hosts is expected.');
  }
}

function checkId(id: string, path: string, taken: Set<string>): void {
  if (!legalId.test(id)) {
    refuse('bad-value', `${path}/@id`, 'An id starts with a letter and goes on with letters, digits, - and _.');
  }
  if (taken.has(id)) refuse('bad-value', `${path}/@id`, `The id "${id}" is there twice.`);
  taken.add(id);
}

/** Our own address, or one on the web: never `javascript:` or `data:`. */
function checkUrl(url: string, path: string): void {
  if (url === '' || url !== url.trim()) refuse('missing-field', path, 'An address is expected.');
  if (scheme.test(url) ? !webAddress.test(url) : /[\s\\]/.test(url) || url.startsWith('//')) {
    refuse('bad-value', path, 'The address must be relative, or begin with http:// or https://.');
  }
}
