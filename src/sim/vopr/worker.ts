/**
 * The worker of one simulated desktop and its tabs: the shipped host core with an executor in virtual time. Workers are
 * killed, end by themselves and give way to newer builds; tabs notice and join again. What a tab shows comes by deltas, as in
 * the product. Knows nothing of faults, and judges nothing.
 */
import type { DesktopView } from '../../core/view.ts';
import type { Ms } from '../../wire/names.ts';
import type { HostCore, HostEffect, HostOptions } from '../../worker/pure/host-core-contract.ts';
import { applyPatch, diffView } from '../../worker/pure/view-delta.ts';
import type { Desk } from './desk.ts';
import type { Dice } from './dice.ts';

export interface WorkerOptions {
  readonly desk: Desk;
  readonly tabs: number;
  readonly dice: Dice;
  readonly now: () => Ms;
  readonly later: (delay: Ms, run: () => void) => void;
  readonly newHost: (options: HostOptions, now: Ms) => HostCore;
  readonly buggify: number;
  /** The server that the page comes from can be reached. */
  readonly canLoad: () => boolean;
  /** A tab shows something new. */
  readonly shows: (tab: number, view: DesktopView | undefined) => void;
}

export interface DeskWorker {
  /** All tabs that are not there are opened. */
  open(): void;
  /** They say that they leave; or their locks are freed some time. */
  closeTabs(how: 'with-a-word' | 'without'): void;
  /** Its process dies; the tabs live on. With `everything` they die, too. */
  kill(what: 'worker' | 'everything'): void;
  /** One tab is left and comes back after a while. */
  reload(tab: number): void;
  isOpen(tab: number): boolean;
  /** Grows with each page that is opened there, and when it goes. */
  lifeOf(tab: number): number;
  /** Without its service worker a page comes from the server alone, which may not be there. */
  loseShell(isLost: boolean): void;
  /** One tab is reloaded and has a newer build than the worker. */
  newBuild(): void;
  /** The core has worked something off. */
  publish(): void;
  /** What the open tabs show. */
  shown(): readonly (DesktopView | undefined)[];
}

interface Tab {
  connection: number;
  build: number;
  isOpen: boolean;
  life: number;
  view: DesktopView | undefined;
}

const nameOf = (index: number): string => `t${index}`;
const buildOf = (build: number): string => `build-${String(build).padStart(4, '0')}`;

export function createDeskWorker(options: WorkerOptions): DeskWorker {
  const { desk, dice, now, later } = options;
  const tabs = Array.from({ length: options.tabs }, (): Tab => ({
    connection: 0,
    build: 1,
    isOpen: false,
    life: 0,
    view: undefined,
  }));
  let isShellLost = false;
  let host: HostCore | undefined;
  let armedAt = Infinity;
  let connections = 0;
  let told: DesktopView | undefined;

  const drain = (of: HostCore): void => {
    for (const effect of of.effects()) carryOut(of, effect);
    if (of !== host) return;
    const due = of.deadline() ?? Infinity;
    if (due === armedAt || due === Infinity) return;
    armedAt = due;
    later(Math.max(0, due - now()), () => {
      armedAt = Infinity;
      if (of !== host) return;
      of.wake(now());
      drain(of);
    });
  };
  const feed = (of: HostCore, input: Parameters<HostCore['handle']>[0]): void => {
    if (of !== host) return;
    of.handle(input, now());
    drain(of);
  };

  /** The newest page's script is the one that a new worker runs. */
  const spawn = (): HostCore => {
    const build = buildOf(Math.max(...tabs.map((tab) => tab.build)));
    const buggify: HostOptions['buggify'] = () => dice.chance(options.buggify);
    const fresh = options.newHost({ protocol: 1, build, buggify }, now());
    host = fresh;
    armedAt = Infinity;
    later(dice.between(1, 20), () => feed(fresh, { type: 'rivals-met', newer: undefined }));
    return fresh;
  };
  const join = (index: number): void => {
    const tab = tabs[index];
    if (!tab?.isOpen) return;
    const into = host ?? spawn();
    if (into.view().isEnding) {
      // A closing worker is still handed out for a moment and never answers.
      later(200, () => join(index));
      return;
    }
    tab.connection = connections += 1;
    feed(into, {
      type: 'join',
      tab: nameOf(index),
      connection: tab.connection,
      protocol: 1,
      build: buildOf(tab.build),
    });
  };
  /** The lock that every tab waits for is free: each notices in its own time. */
  const died = (): void => {
    host = undefined;
    told = undefined;
    desk.crash(now());
    for (const [index, tab] of tabs.entries()) if (tab.isOpen) later(dice.between(1, 300), () => join(index));
  };

  function carryOut(of: HostCore, effect: HostEffect): void {
    switch (effect.type) {
      case 'start-core':
        later(dice.between(5, 50), () => {
          if (of !== host || of.view().isEnding) return;
          desk.start(now(), of.view().tabs.length);
          told = desk.view;
          feed(of, { type: 'core-started' });
        });
        return;
      case 'serve': {
        const tab = tabs[Number(effect.tab.slice(1))];
        if (tab?.connection !== effect.connection) return;
        tab.view = desk.view;
        options.shows(tabs.indexOf(tab), tab.view);
        return;
      }
      case 'forget-tab':
        desk.feed({ type: 'tab-gone', tab: effect.tab }, now());
        return;
      case 'tabs':
        desk.feed({ type: 'tabs', count: effect.count }, now());
        return;
      case 'tell-outdated': {
        // The page reloads when convenient, and is a newer one then.
        const index = Number(effect.tab.slice(1));
        later(dice.between(500, 20_000), () => {
          const tab = tabs[index];
          if (!tab?.isOpen) return;
          tab.build = Math.max(...tabs.map(({ build }) => build));
          join(index);
        });
        return;
      }
      case 'ask-whether-idle': {
        const { phase, notifications } = desk.view ?? {};
        const isIdle = phase === undefined || phase === 'signed-out' || notifications === 'closed';
        later(0, () => feed(of, { type: 'idle-told', isIdle }));
        return;
      }
      case 'stop':
        later(dice.between(1, 50), () => {
          if (of === host) died();
        });
        return;
      default:
    }
  }

  const publish = (): void => {
    const view = desk.view;
    if (!view || !told) return;
    const patch = diffView(told, view);
    told = view;
    if (!patch) return;
    // Tabs that have shown the same so far go on showing the same: it is put together once.
    let before: DesktopView | undefined;
    let after: DesktopView | undefined;
    for (let index = 0; index < tabs.length; index += 1) {
      const tab = tabs[index];
      if (!tab?.isOpen || !tab.view) continue;
      if (!after || tab.view !== before) {
        before = tab.view;
        after = applyPatch(before, patch).view;
      }
      tab.view = after;
      options.shows(index, after);
    }
  };
  const close = (index: number, how: 'with-a-word' | 'without'): void => {
    const tab = tabs[index];
    if (!tab?.isOpen) return;
    const { connection } = tab;
    tab.isOpen = false;
    tab.life += 1;
    tab.view = undefined;
    const of = host;
    if (!of) return;
    if (how === 'with-a-word') feed(of, { type: 'gone', tab: nameOf(index), connection });
    // Whoever has opened again under this name holds the lock again.
    later(dice.between(1, 100), () => {
      if (!tab.isOpen) feed(of, { type: 'gone', tab: nameOf(index) });
    });
  };
  const openOne = (index: number): void => {
    const tab = tabs[index];
    if (!tab || tab.isOpen) return;
    if (isShellLost && !options.canLoad()) {
      // The browser shows an error page; the agent tries again.
      const { life } = tab;
      later(dice.between(2_000, 6_000), () => {
        if (tab.life === life) openOne(index);
      });
      return;
    }
    tab.isOpen = true;
    tab.life += 1;
    join(index);
  };

  return {
    open: () => tabs.forEach((_, index) => openOne(index)),
    closeTabs: (how) => tabs.forEach((_, index) => close(index, how)),
    kill(what) {
      if (what === 'everything') {
        for (const tab of tabs) {
          tab.isOpen = false;
          tab.life += 1;
          tab.view = undefined;
        }
      }
      died();
    },
    reload(tab) {
      if (!tabs[tab]?.isOpen) return;
      close(tab, 'with-a-word');
      later(dice.between(50, 8_000), () => openOne(tab));
    },
    isOpen: (tab) => tabs[tab]?.isOpen === true,
    lifeOf: (tab) => tabs[tab]?.life ?? 0,
    loseShell(isLost) {
      isShellLost = isLost;
    },
    newBuild() {
      const [first] = tabs;
      if (!first) return;
      close(0, 'with-a-word');
      first.build += 1;
      later(dice.between(100, 3_000), () => openOne(0));
    },
    publish,
    shown: () => tabs.filter(({ isOpen }) => isOpen).map(({ view }) => view),
  };
}
