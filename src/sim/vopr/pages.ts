/**
 * The pages of one simulated desktop and what happens to them: several tabs that write down the same note, are reloaded,
 * closed, crash and freeze, on a disk that fails. Tells the observer what was acknowledged and what came back.
 */
import type { Buggify, CacheCore, CacheCoreOptions } from '../../cache/pure/cache-core-contract.ts';
import type { Ms } from '../../wire/names.ts';
import type { Dice } from './dice.ts';
import { createDisk, createTextStore, type DiskTrouble } from './disk.ts';
import type { TabStore } from '../../cache/pure/parting.ts';
import { openPage, type Page } from './page.ts';

export interface PagesOptions {
  readonly owner: string;
  readonly tabs: number;
  readonly dice: Dice;
  readonly now: () => Ms;
  readonly later: (delay: Ms, run: () => void) => void;
  readonly newCache: (options: CacheCoreOptions) => CacheCore;
  /** Share of the occasions at which a site of what ships does the rare thing. */
  readonly buggify: number;
  readonly told: (event: KeptEvent) => void;
}

/** Values only grow: whoever reads an older one than was promised has lost something. */
export interface KeptEvent {
  readonly kind: 'acknowledged' | 'restored' | 'on-disk';
  readonly value: number;
}

export interface Pages {
  write(): void;
  /** The note of this tab is put for good; says when it is, or that it cannot be. */
  save(tab: number, done: (outcome: 'saved' | 'failed') => void): void;
  readonly count: number;
  reload(tab: number): void;
  crash(tab: number): void;
  freeze(tab: number, isFrozen: boolean): void;
  loseHandles(): void;
  trouble(what: DiskTrouble): void;
  /** How it is in the end: asked of a page that starts anew. */
  look(): void;
}

export function createPages(options: PagesOptions): Pages {
  const { owner, dice, now, later, told } = options;
  const disk = createDisk();
  let opened = 0;
  let value = 0;
  let putAt: Ms | undefined;
  const active: readonly boolean[] = [0, 1, 2].map(() => dice.chance(0.25));
  const sites: Readonly<Record<Parameters<Buggify>[0], number>> = {
    'cache-batch-of-one': 0,
    'cache-late-batch': 1,
    'cache-reopen-before-write': 2,
  };
  const buggify: Buggify = (site) => active[sites[site]] === true && dice.chance(options.buggify);

  /** Each tab's own. */
  const stores = Array.from({ length: options.tabs }, createTextStore);

  const open = (tab: TabStore, restored: (value: number) => void): Page => {
    const instance = `${owner}-${(opened += 1)}`;
    const page: Page = openPage({
      owner,
      instance,
      disk,
      tab,
      dice,
      now,
      later,
      core: options.newCache({ openTimeoutMs: 3_000, instance, buggify }),
      tellOthers: (operation) => {
        for (const other of pages) if (other !== page) later(dice.between(1, 5), () => other.hears(operation));
      },
      acknowledged: (written) => told({ kind: 'acknowledged', value: written }),
      restored,
    });
    return page;
  };
  const restored = (read: number): void => told({ kind: 'restored', value: read });
  const pages: Page[] = [];
  for (const store of stores) pages.push(open(store, restored));
  const replace = (tab: number): void => {
    const delay = dice.between(50, 8_000);
    later(delay, () => (pages[tab] = open(stores[tab] ?? createTextStore(), restored)));
  };

  return {
    count: options.tabs,
    write() {
      putAt = now();
      value += 1;
      pages[value % pages.length]?.put(value, dice.chance(0.2) ? 'strict' : 'relaxed');
    },
    save(tab, done) {
      // Two tabs in the very same millisecond: which note is the newer one, nobody could say.
      if (putAt === now()) {
        later(1, () => this.save(tab, done));
        return;
      }
      putAt = now();
      value += 1;
      pages[tab]?.put(value, 'strict', done);
    },
    reload(tab) {
      pages[tab]?.leave();
      replace(tab);
    },
    crash(tab) {
      pages[tab]?.crash();
      replace(tab);
    },
    freeze: (tab, isFrozen) => pages[tab]?.freeze(isFrozen),
    loseHandles() {
      for (const page of pages) page.loseHandle();
    },
    trouble(what) {
      disk.trouble = what;
    },
    look() {
      disk.trouble = 'none';
      open(createTextStore(), (read) => told({ kind: 'on-disk', value: read }));
    },
  };
}
