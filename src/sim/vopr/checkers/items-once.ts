/** No event is applied twice or out of order: an item that came before, or on a channel that is over, changes no data. */
import type { DesktopView } from '../../../core/view.ts';
import type { Checker, Report } from '../contract.ts';

const slices = ['agent', 'dialogs', 'teams', 'queues'] as const satisfies readonly (keyof DesktopView)[];

export function itemsOnce(report: Report): Checker {
  /** By desk: the open channels, and the last item of each. */
  const channels = new Map<string, Map<number, string>>();
  return {
    life(desk, event) {
      if (event === 'starts') channels.set(desk.id, new Map());
    },
    effect(desk, effect) {
      if (effect.type === 'open-channel') channels.get(desk.id)?.set(effect.channel, '');
      if (effect.type === 'close-channel') channels.get(desk.id)?.delete(effect.channel);
    },
    handled(desk, input, before, after) {
      if (input?.type !== 'channel') return;
      const { channel, event } = input;
      const open = channels.get(desk.id);
      if (event.kind === 'closed' || event.kind === 'failed') open?.delete(channel);
      if (event.kind !== 'item') return;
      const last = open?.get(channel);
      if (last !== undefined && event.itemId > last) {
        open?.set(channel, event.itemId);
        return;
      }
      const changed = slices.filter((slice) => before[slice] !== after[slice]);
      if (changed.length > 0) {
        const why = last === undefined ? 'of a channel that is over' : `which comes after ${last}`;
        report(desk, `applies item ${event.itemId} ${why}: ${changed.join(', ')} changed`);
      }
    },
  };
}
