/** Chosen sizes as rules of a style sheet. Heights reach a gadget's host as `--us-gadget-height`. */
import type { LayoutTab } from '../../wire/layout.ts';
import { widthsOf, type Arrangement } from './arrangement.ts';

/** The rules of an arrangement. Columns get their shares only where they stand side by side. */
export function sizeRules(tabs: readonly LayoutTab[], arrangement: Arrangement): string {
  const heights = Object.entries(arrangement.heights).map(
    ([id, height]) => `us-gadget-host[data-testid="gadget-${CSS.escape(id)}"] { --us-gadget-height: ${height}rem; }`,
  );
  const widths = tabs
    .filter((tab) => tab.columns.length > 1 && Object.hasOwn(arrangement.widths, tab.id))
    .map((tab) => {
      const shares = widthsOf(tab, arrangement).map((share) => `minmax(0, ${share}fr)`);
      const from = tab.columns.length === 4 ? 90 : 46;
      return `@container (min-width: ${from}rem) {
        #panel-${CSS.escape(tab.id)} > .columns { grid-template-columns: ${shares.join(' ')} !important; }
        #panel-${CSS.escape(tab.id)} > .columns.enlarged { grid-template-columns: minmax(0, 1fr) !important; }
      }`;
    });
  return [...heights, ...widths].join('\n');
}
