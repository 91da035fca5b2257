/** What is to be done later: a list by time, the next thing last, and by order of entry among equals. Knows nothing of what is done. */
import type { Ms } from '../../wire/names.ts';

export interface Agenda {
  add(at: Ms, run: () => void): void;
  /** Infinity when nothing is planned. */
  next(): Ms;
  /** Does the first thing, if it is due. */
  run(now: Ms): void;
}

interface Entry {
  readonly at: Ms;
  readonly order: number;
  readonly run: () => void;
}

const isBefore = (left: Entry, right: Entry): boolean =>
  left.at < right.at || (left.at === right.at && left.order < right.order);

export function createAgenda(): Agenda {
  const entries: Entry[] = [];
  let order = 0;
  return {
    add(at, run) {
      const entry = { at, order: (order += 1), run };
      // Short, and mostly added near its end.
      let index = entries.length;
      for (let before = entries[index - 1]; before && isBefore(before, entry); before = entries[index - 1]) index -= 1;
      entries.splice(index, 0, entry);
    },
    next: () => entries.at(-1)?.at ?? Infinity,
    run(now) {
      if ((entries.at(-1)?.at ?? Infinity) > now) return;
      entries.pop()?.run();
    },
  };
}
