/**
 * The gadgets of one simulated desktop, as far as the core hears of them: in every tab one that keeps notes and one that
 * serves non-voice media. They keep their state when asked (MM-3), say when their channel is ready (MRD-4), and the
 * media gadget takes the tasks that it shows. Some are slow, some fail, some never answer. Knows no faults.
 */
import type { CoreEffect } from '../../core/contract.ts';
import type { ServiceNeed } from '../../core/media-book.ts';
import type { DesktopView } from '../../core/view.ts';
import type { Ms } from '../../wire/names.ts';
import type { Desk } from './desk.ts';
import type { Dice } from './dice.ts';
import type { Pages } from './pages.ts';
import type { DeskWorker } from './worker.ts';

export interface GadgetsOptions {
  readonly desk: Desk;
  readonly worker: DeskWorker;
  readonly pages: Pages;
  readonly dice: Dice;
  readonly now: () => Ms;
  readonly later: (delay: Ms, run: () => void) => void;
  /** Domains that the media gadget serves. */
  readonly domains: readonly string[];
  /** Share of the gadgets that fail or never answer when they are to keep their state. */
  readonly moody: number;
  /** Ids of commands. */
  readonly nextId: () => string;
}

export interface Gadgets {
  hears(effect: CoreEffect): void;
  /** A tab shows something new. */
  shows(tab: number, view: DesktopView | undefined): void;
}

export const mediaGadget = 'media';
const notesGadget = 'notes';

/** What the gadget of one tab has said and is about to say. */
interface Said {
  round: number;
  /** Incarnation of its page: what is on its way dies with it. */
  life: number;
  readonly accepting: Set<string>;
}

export function createGadgets(options: GadgetsOptions): Gadgets {
  const { desk, worker, pages, dice, now, later, domains } = options;
  const said = new Map<number, Said>();
  const need: ServiceNeed = dice.chance(0.8) ? 'required' : 'optional';
  const isSlow = dice.chance(0.3);

  const keep = (tab: number, round: number): void => {
    const name = `t${tab}`;
    const life = worker.lifeOf(tab);
    const isThere = (): boolean => worker.lifeOf(tab) === life && worker.isOpen(tab);
    // A tab that hangs does not even hear it.
    if (dice.chance(options.moody / 2)) return;
    later(dice.between(1, 50), () => {
      if (!isThere()) return;
      desk.feed({ type: 'gadgets-saving', tab: name, round, gadgets: [notesGadget, mediaGadget] }, now());
      const answer = (gadget: string, outcome: 'saved' | 'failed'): void => {
        if (isThere()) desk.feed({ type: 'gadget-saved', tab: name, round, gadget, outcome }, now());
      };
      pages.save(tab, (outcome) => answer(notesGadget, outcome));
      if (dice.chance(options.moody)) return;
      const outcome = dice.chance(options.moody) ? 'failed' : 'saved';
      later(dice.between(1, 2_000), () => answer(mediaGadget, outcome));
    });
  };

  const ready = (tab: number, { media }: DesktopView): void => {
    const life = worker.lifeOf(tab);
    const known = said.get(tab);
    if (known?.round === media.round && known.life === life) return;
    const mine: Said = { round: media.round, life, accepting: new Set() };
    said.set(tab, mine);
    const speak = (channel: 'ready' | 'not-ready'): void => {
      if (said.get(tab) !== mine || worker.lifeOf(tab) !== life) return;
      for (const mrdId of domains) {
        const word = { gadgetId: mediaGadget, mrdId, need, channel, round: mine.round } as const;
        desk.feed({ type: 'media-channel', tab: `t${tab}`, ...word }, now());
      }
    };
    later(1, () => speak('not-ready'));
    later(isSlow ? dice.between(1_000, 40_000) : dice.between(50, 3_000), () => speak('ready'));
  };

  /** As an agent who sits before the screen does, at one of the tabs. */
  const accept = (tab: number, { media, phase }: DesktopView): void => {
    const mine = said.get(tab);
    if (!mine || phase !== 'connected') return;
    for (const { id, state } of media.tasks) {
      if (state !== 'OFFERED' || mine.accepting.has(id)) continue;
      mine.accepting.add(id);
      const command = { type: 'task-action', taskId: id, action: 'ACCEPT' } as const;
      later(dice.between(300, 3_000), () => {
        const isOffered = desk.view?.media.tasks.some((task) => task.id === id && task.state === 'OFFERED');
        if (isOffered === true) desk.feed({ type: 'command', id: options.nextId(), command }, now());
      });
    }
  };

  return {
    hears(effect) {
      if (effect.type !== 'save-gadgets') return;
      for (let tab = 0; tab < pages.count; tab += 1) if (worker.isOpen(tab)) keep(tab, effect.round);
    },
    shows(tab, view) {
      if (!view || domains.length === 0) return;
      if (view.media.domains.length === 0 || view.phase === 'signed-out') return;
      ready(tab, view);
      if (tab === 0) accept(tab, view);
    },
  };
}
