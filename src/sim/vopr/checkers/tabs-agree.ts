/** Every open tab shows what the core shows, to the last field, whichever worker it had before. */
import type { DesktopView } from '../../../core/view.ts';
import { diffView } from '../../../worker/pure/view-delta.ts';
import { canonical } from '../../../worker/pure/view-hash.ts';
import type { Checker, Report } from '../contract.ts';

/** Slices keep their identity on the way to a tab, so that all but a few need not be read to see that they say the same. */
const saysTheSame = (shown: DesktopView, is: DesktopView | undefined): boolean =>
  is !== undefined && canonical(diffView(is, shown) ?? {}) === canonical(diffView(shown, is) ?? {});

export function tabsAgree(report: Report): Checker {
  return {
    end({ desks }) {
      for (const desk of desks) {
        const shown = desk.shown();
        if (shown.length === 0) report(desk, 'has no tab in the end');
        for (const [index, view] of shown.entries()) {
          if (!view) report(desk, `tab ${index} has never been served`);
          else if (!saysTheSame(view, desk.view)) report(desk, `tab ${index} shows something else than the core`);
        }
      }
    },
  };
}
