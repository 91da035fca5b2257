/**
 * Before a maintenance moves the desktop: asks every gadget of this page to keep its state for good and tells the core what
 * each one said. Gadget hosts put themselves on the list. Knows no gadget's element and no reason why.
 */
import type { CoreClient } from '../worker/client/contract.ts';

export interface SavingGadget {
  readonly id: string;
  /** Resolves when its state is on disk. `undefined`: there is nothing of it that could be saved now. */
  readonly save: () => Promise<void> | undefined;
}

type Client = Pick<CoreClient, 'onSave' | 'told'>;

const lists = new WeakMap<Client, Set<SavingGadget>>();

/** One list per client, which listens from its first entry on. */
function listOf(client: Client): Set<SavingGadget> {
  const known = lists.get(client);
  if (known) return known;
  const list = new Set<SavingGadget>();
  lists.set(client, list);
  client.onSave((round) => saveAll(client, round, [...list]));
  return list;
}

function saveAll(client: Client, round: number, gadgets: readonly SavingGadget[]): void {
  const begun = gadgets.flatMap(({ id, save }) => {
    const saving = begin(save);
    return saving ? [{ id, saving }] : [];
  });
  client.told({ type: 'saving', round, gadgets: begun.map(({ id }) => id) });
  for (const { id, saving } of begun) {
    saving.then(
      () => client.told({ type: 'saved', round, gadget: id, outcome: 'saved' }),
      () => client.told({ type: 'saved', round, gadget: id, outcome: 'failed' }),
    );
  }
}

/** A gadget that throws is one that could not save. */
function begin(save: SavingGadget['save']): Promise<void> | undefined {
  try {
    return save();
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }
}

/** A page without gadgets answers, too: listens to `client` from now on. */
export function answerSaves(client: Client): void {
  listOf(client);
}

/** Returns the way off the list. */
export function addSavingGadget(client: Client, gadget: SavingGadget): () => void {
  const list = listOf(client);
  list.add(gadget);
  return () => list.delete(gadget);
}
