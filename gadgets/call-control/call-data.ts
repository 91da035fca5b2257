/** What the administrator has configured about a call's data: names of variables, which may be changed, wrap-up reasons. Pure. */
import type { Dialog, LayoutEntry, MediaPropertiesLayout } from '../../src/gadget/index.ts';
import { variableLabel } from './parties.ts';

/** A call that names its layout by `user.layout` gets that one; others the default. */
function entriesFor({ mediaProperties }: Dialog, layouts: readonly MediaPropertiesLayout[]): readonly LayoutEntry[] {
  const wanted = mediaProperties.callVariables.find(({ name }) => name === 'user.layout')?.value ?? '';
  const named = layouts.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  const layout = named ?? layouts.find(({ type }) => type === 'DEFAULT');
  return layout ? [...layout.header, ...layout.columns.flat()] : [];
}

export interface CallDatum {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly editable: boolean;
}

/** What there is to show, and what may be changed though it is empty. */
export function dataOf(dialog: Dialog, layouts: readonly MediaPropertiesLayout[]): readonly CallDatum[] {
  const entries = entriesFor(dialog, layouts);
  const { callVariables } = dialog.mediaProperties;
  const known = callVariables.map(({ name, value }): CallDatum => {
    const entry = entries.find(({ mediaProperty }) => mediaProperty === name);
    return { name, value, label: entry?.displayName || variableLabel(name), editable: entry?.uiEditable ?? false };
  });
  const missing = entries.filter(
    ({ mediaProperty, uiEditable }) =>
      uiEditable &&
      /^(callVariable\d+|user\.)/.test(mediaProperty) &&
      !known.some(({ name }) => name === mediaProperty),
  );
  return [
    ...known.filter(({ name, value, editable }) => name !== 'user.layout' && (editable || value !== '')),
    ...missing.map(({ mediaProperty, displayName }): CallDatum => ({
      name: mediaProperty,
      label: displayName,
      value: '',
      editable: true,
    })),
  ];
}
