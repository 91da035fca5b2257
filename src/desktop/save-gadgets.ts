/**
 * Asks every gadget of this page to keep its state: for good before a maintenance moves the desktop, and then the core is
 * told what each one said; at once when the page is left. Gadget hosts put themselves on the list. Knows no gadget's element.
 */
import type { CoreClient } from '../worker/client/contract.ts';

export interface SavingGadget {
  readonly id: string;
  /** Resolves when its state is on disk. `undefined`: there is nothing of it that could be saved now. */
  readonly save: () => Promise<void> | undefined;
  /** The page is being left: what is not in the cache yet is there when this returns. */
  readonly handOver: () => void;
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

/** A gadget that throws keeps no other one from it. */
export function handOverAll(client: Client): void {
  for (const { handOver } of listOf(client)) {
    try {
      handOver();
    } catch (error) {
      console.warn('Understudy: a gadget could not hand over its state.', error);
    }
  }
}
