/** A tab's answers to `save`, as inputs of the core: shape checked, for ports carry what older pages send, too. Pure. */
import type { CoreInput } from '../../core/contract.ts';
import type { PageToCore } from '../protocol.ts';

export type SaveMessage = Extract<PageToCore, { type: 'saving' | 'saved' }>;

/** `undefined` for what is none. */
export function saveInput(tab: string, message: SaveMessage): CoreInput | undefined {
  const { round } = message;
  if (!Number.isSafeInteger(round)) return undefined;
  if (message.type === 'saving') {
    const gadgets: unknown = message.gadgets;
    const isList = Array.isArray(gadgets) && gadgets.every((gadget) => typeof gadget === 'string');
    return isList ? { type: 'gadgets-saving', tab, round, gadgets: message.gadgets } : undefined;
  }
  const { gadget, outcome } = message;
  // An answer that cannot be read is no proof that anything is saved.
  return typeof gadget === 'string'
    ? { type: 'gadget-saved', tab, round, gadget, outcome: outcome === 'saved' ? 'saved' : 'failed' }
    : undefined;
}
