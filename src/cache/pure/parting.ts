/**
 * The parting copy: what a page knew of its agent when it left, as text in the tab's own storage, so that the same tab's next
 * page has it at once, before there is a database, and also when that is slow. It is good only if nobody else has opened the
 * cache or written since: each page writes its name where all see it, when it opens and when it tells or writes. It must not know
 * what is kept, nor when a page leaves.
 */
import type { JournalStore } from './journal.ts';
import { partingText, readParting, type PartingCopy } from './parting-text.ts';

/** The part of `Storage` that is needed. Pages pass `sessionStorage`: nobody else's, and gone with the tab. */
export type TabStore = Pick<JournalStore, 'getItem' | 'setItem' | 'removeItem'>;

export interface PartingOptions {
  readonly tab: TabStore;
  /** What all tabs see. Pages pass `localStorage`. */
  readonly shared: TabStore;
  readonly database: string;
  /** This page's name and nobody else's. */
  readonly instance: string;
  /** Ms since 1970. */
  readonly now: () => number;
}

export interface Parting {
  /** What the last page of this tab left behind; each copy is given once. */
  readonly copy: PartingCopy | undefined;
  /** Before what is written is told, and again before it can be on disk: who opens in between has missed it. */
  writes(): void;
  /** Somebody else is here: what he writes may be on its way when this page leaves. */
  heard(): void;
  /** `copy`: none when not everything is known. */
  leaves(copy: PartingCopy | undefined): void;
}

/** A reload takes a second or two; what is older, a browser has brought back. Ms. */
const goodForMs = 60_000;
/** Whoever was here before this page, and had something to say, has said it by then. Ms. */
const settledMs = 10_000;

/** Without storage there are no copies; nothing here throws. */
export function createParting({ tab, shared, database, instance, now }: PartingOptions): Parting {
  const tabName = `understudy-parting:${database}`;
  const lastName = `understudy-last:${database}`;
  const openedAt = now();
  let isAlone = true;
  let hasLeft = false;

  const attempt = <Result>(run: () => Result): Result | undefined => {
    try {
      return run();
    } catch {
      // Refused, or full: this page's next one waits for the database.
      return undefined;
    }
  };
  const last = (): string | null | undefined => attempt(() => shared.getItem(lastName));
  const text = attempt(() => tab.getItem(tabName));
  if (text) attempt(() => tab.removeItem(tabName));
  const parted = text ? readParting(text) : undefined;
  const age = parted ? openedAt - parted.at : Infinity;
  const wasAlone = parted !== undefined && last() === parted.instance;
  attempt(() => shared.setItem(lastName, instance));

  return {
    copy: wasAlone && age >= 0 && age <= goodForMs ? parted.copy : undefined,
    writes() {
      if (hasLeft) attempt(() => tab.removeItem(tabName));
      hasLeft = false;
      if (last() === instance) return;
      isAlone = false;
      attempt(() => shared.setItem(lastName, instance));
    },
    heard() {
      isAlone = false;
    },
    leaves(copy) {
      hasLeft = true;
      const isSettled = wasAlone || now() - openedAt >= settledMs;
      const isGood = isAlone && isSettled && last() === instance;
      attempt(() => tab.removeItem(tabName));
      attempt(() => tab.setItem(tabName, partingText({ instance, at: now(), ...(copy && isGood && { copy }) })));
    },
  };
}
