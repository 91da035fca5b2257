/** What the nodes told of maintenance, item by item, each once and only on an open channel. Shared by checkers; judges nothing. */
import type { CoreEffect, CoreInput } from '../../../core/contract.ts';
import type { MaintenanceAlert } from '../../../wire/maintenance.ts';
import type { NodeName } from '../../../wire/names.ts';

export interface AlertBook {
  forget(desk: string): void;
  effect(desk: string, effect: CoreEffect): void;
  /** What this input tells of maintenance, and of which node. */
  told(
    desk: string,
    input: CoreInput | undefined,
  ): { readonly node: NodeName; readonly alert: MaintenanceAlert } | undefined;
}

interface Channel {
  readonly node: NodeName;
  last: string;
}

export function createAlertBook(): AlertBook {
  const books = new Map<string, Map<number, Channel>>();
  return {
    forget: (desk) => void books.set(desk, new Map()),
    effect(desk, effect) {
      if (effect.type === 'open-channel') books.get(desk)?.set(effect.channel, { node: effect.node, last: '' });
      if (effect.type === 'close-channel') books.get(desk)?.delete(effect.channel);
    },
    told(desk, input) {
      if (input?.type !== 'channel' || input.event.kind !== 'item') return undefined;
      const channel = books.get(desk)?.get(input.channel);
      const { itemId, update } = input.event;
      if (!channel || itemId <= channel.last) return undefined;
      channel.last = itemId;
      return update.data.kind === 'MaintenanceAlert' ? { node: channel.node, alert: update.data.value } : undefined;
    },
  };
}
