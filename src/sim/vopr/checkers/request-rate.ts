/** No storm: what a desktop asks of the nodes by itself stays under a rate, whatever happens. Agents' commands are not counted. */
import type { Checker, Report } from '../contract.ts';
import { mostRequests, requestWindowMs } from '../bounds.ts';

export function requestRate(report: Report): Checker {
  const times = new Map<string, number[]>();
  return {
    life(desk, event) {
      if (event === 'starts') times.set(desk.id, []);
    },
    effect(desk, effect) {
      if (effect.type !== 'request' && effect.type !== 'open-channel') return;
      if (effect.type === 'request' && effect.request.requestId?.startsWith('c')) return;
      const recent = times.get(desk.id);
      if (!recent) return;
      recent.push(desk.now);
      const before = recent.at(-1 - mostRequests);
      if (before !== undefined && desk.now - before < requestWindowMs) {
        report(desk, `asks more than ${mostRequests} times within ${requestWindowMs / 1000} s`);
      }
      if (recent.length > 2 * mostRequests) recent.splice(0, recent.length - mostRequests - 1);
    },
  };
}
