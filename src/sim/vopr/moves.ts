/**
 * How a simulated desktop's pages move: reloaded where they are, or gone to the other node's own address, where another
 * worker takes the session over (`hand-over`). Some refuse, some never answer. What a browser keeps is one store for both
 * addresses here: mirroring it is not simulated. Judges nothing.
 */
import type { CoreEffect, SessionRecord } from '../../core/contract.ts';
import type { RedirectWay } from '../../core/ways.ts';
import { otherNode, type Ms } from '../../wire/names.ts';
import type { Desk } from './desk.ts';
import type { Wallet } from './desk-tokens.ts';
import type { Dice } from './dice.ts';
import type { Pages } from './pages.ts';
import type { DeskWorker } from './worker.ts';

export interface MovesOptions {
  readonly desk: Desk;
  readonly worker: DeskWorker;
  readonly pages: Pages;
  readonly dice: Dice;
  readonly now: () => Ms;
  readonly later: (delay: Ms, run: () => void) => void;
}

export interface Moves {
  hears(effect: CoreEffect): void;
  /** A core has been started: it is told which ways are open from this address. */
  started(): void;
}

const kinds = ['none', 'unreachable', 'same-site', 'primed', 'unprimed'] as const;

export function createMoves({ desk, worker, pages, dice, now, later }: MovesOptions): Moves {
  const kind = dice.pick(kinds);

  const way = (): RedirectWay => {
    const to = otherNode(desk.address);
    if (kind === 'none') return { kind, because: 'switched-off' };
    return kind === 'unreachable' ? { kind, to, address: 'https://other.example.com' } : { kind, to };
  };
  const everyTab = (run: (tab: number) => void): void => {
    for (let tab = 0; tab < pages.count; tab += 1) if (worker.isOpen(tab)) run(tab);
  };

  /** At the other address another worker is asked to go on; an agent who has signed in meanwhile is left alone. */
  const arrive = (session: SessionRecord, wallet: Wallet, tries: number): void => {
    if (tries === 0) return;
    if (!desk.isRunning) {
      later(100, () => arrive(session, wallet, tries - 1));
      return;
    }
    if (desk.view?.phase === 'signed-out') desk.takeOver(session, wallet, now());
  };

  const leave = (epoch: number, session: SessionRecord): void => {
    const { view } = desk;
    if (!desk.isRunning || view?.phase !== 'switching' || view.epoch !== epoch) return;
    const wallet = { ...desk.store.wallet };
    desk.feed({ type: 'handed-over', epoch, outcome: 'left' }, now());
    everyTab((tab) => pages.reload(tab));
    worker.kill('everything');
    desk.address = session.node;
    later(dice.between(50, 4_000), () => {
      worker.open();
      if (kind !== 'unprimed') arrive(session, wallet, 50);
    });
  };

  return {
    started() {
      desk.feed({ type: 'ways', ways: { reload: 'without-server', redirect: way() } }, now());
    },
    hears(effect) {
      if (effect.type === 'reload-pages') {
        everyTab((tab) =>
          later(dice.between(5, 1_500), () => {
            worker.reload(tab);
            pages.reload(tab);
          }),
        );
      }
      if (effect.type !== 'hand-over') return;
      const { epoch } = effect;
      const session = desk.lastRecord;
      const roll = dice.next();
      // Frozen pages say nothing at all.
      if (!session || roll < 0.1) return;
      later(dice.between(20, 2_000), () => {
        if (roll < 0.3) desk.feed({ type: 'handed-over', epoch, outcome: 'refused' }, now());
        else leave(epoch, session);
      });
    },
  };
}
