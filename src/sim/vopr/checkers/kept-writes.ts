/** No acknowledged write of DesktopCache is lost: whoever starts with a database reads that value or a later one. */
import type { Checker, Report } from '../contract.ts';

export function keptWrites(report: Report): Checker {
  const promised = new Map<string, number>();
  const looked = new Set<string>();
  return {
    kept(desk, { kind, value }) {
      const most = promised.get(desk.id) ?? 0;
      if (kind === 'acknowledged') promised.set(desk.id, Math.max(most, value));
      else if (value < most) report(desk, `reads note ${value} after note ${most} was said to be kept`);
      if (kind === 'on-disk') looked.add(desk.id);
    },
    end({ desks }) {
      for (const desk of desks) if (!looked.has(desk.id)) report(desk, 'gets no answer from its database');
    },
  };
}
