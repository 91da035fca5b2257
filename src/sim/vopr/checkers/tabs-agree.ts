/** Every open tab shows what the core shows, to the last field, whichever worker it had before. */
import { canonical } from '../../../worker/pure/view-hash.ts';
import type { Checker, Report } from '../contract.ts';

export function tabsAgree(report: Report): Checker {
  return {
    end({ desks }) {
      for (const desk of desks) {
        const shown = desk.shown();
        if (shown.length === 0) report(desk, 'has no tab in the end');
        for (const [index, view] of shown.entries()) {
          if (!view) report(desk, `tab ${index} has never been served`);
          else if (canonical(view) !== canonical(desk.view))
            report(desk, `tab ${index} shows something else than the core`);
        }
      }
    },
  };
}
