/** Every open tab shows what the core shows, to the last field, whichever worker it had before. */
import type { DesktopView } from '../../../core/view.ts';
import { canonical } from '../../../worker/pure/view-hash.ts';
import type { Checker, Report } from '../contract.ts';

/**
 * Slices keep their identity on the way to a tab, so that all but a few need not be read to see that they say the same. Not by
 * the product's own comparison of views: a defect in that must be seen here.
 */
function saysTheSame(shown: DesktopView, is: DesktopView | undefined): boolean {
  if (!is) return false;
  const names = new Set([...Object.keys(shown), ...Object.keys(is)] as (keyof DesktopView)[]);
  return [...names].every((name) => shown[name] === is[name] || canonical(shown[name]) === canonical(is[name]));
}

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
