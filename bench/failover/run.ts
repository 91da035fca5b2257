/**
 * All rounds, on several pairs of nodes: while one failover is measured, other pairs wait for the seconds in which their
 * killed node starts, so that only what is measured takes its time. Knows neither what a round is nor what becomes of it.
 */
import { createRooms } from './rooms.ts';
import type { Ground } from '../real/stage.ts';
import { companyAtMost, companyOf, lookingAtMost, type Cell, type Company } from './plan.ts';
import { runRound, type FailoverRound, type Turns } from './round.ts';

export interface CellResult {
  readonly done: readonly FailoverRound[];
  readonly failed: readonly string[];
}

export interface RoundsOrder {
  readonly cells: readonly Cell[];
  readonly rounds: number;
  readonly firstAgent: number;
  readonly stop: AbortSignal;
  /** Of one row more is known. */
  onRound(cell: number, failure: string | undefined): void;
  /** All its rounds are over. Nothing is measured until it has returned. */
  onCell(cell: number, result: CellResult): void;
}

/** Two work on their preparations while a third waits for something. */
const preparingAtMost = 3;

/** A node that has never seen a failover takes longer for the first: nobody measures that. */
const rehearsal: Cell = { move: 'in-place-cold', road: '1ms' };

export async function runRounds(grounds: readonly Ground[], order: RoundsOrder): Promise<void> {
  const { cells, rounds, firstAgent, stop } = order;
  const rooms = createRooms({ preparing: preparingAtMost, ...companyAtMost });
  const lookout = createRooms({ looking: lookingAtMost });
  const turnsFor = (company: Company): Turns => ({
    company,
    preparing: (run) => rooms.within('preparing', run),
    looking: (run) => lookout.within('looking', run),
    measured: (run, turn) => rooms.within(company, run, turn),
  });
  const results = cells.map(() => ({ done: [] as FailoverRound[], failed: [] as string[] }));
  const plan = cells.flatMap((_, cell) => Array.from({ length: rounds }, () => cell));
  let next = 0;

  const count = async (cell: number, round: Promise<FailoverRound>): Promise<void> => {
    const result = results[cell];
    if (!result) return;
    let failure: string | undefined;
    try {
      result.done.push(await round);
    } catch (error) {
      stop.throwIfAborted();
      failure = error instanceof Error ? error.message : String(error);
      result.failed.push(failure);
    }
    order.onRound(cell, failure);
    if (result.done.length + result.failed.length < rounds) return;
    await rooms.within('preparing', () => {
      order.onCell(cell, result);
      return Promise.resolve();
    });
  };

  const work = async (ground: Ground, lane: number): Promise<void> => {
    const login = (number: number): string => String(firstAgent + number);
    await runRound(ground, rehearsal, login(plan.length + lane), turnsFor('in-fours'));
    for (;;) {
      stop.throwIfAborted();
      const number = next;
      const index = plan[number];
      const cell = index === undefined ? undefined : cells[index];
      if (index === undefined || !cell) return;
      next += 1;
      await rooms.within('preparing', () => ground.restart());
      await ground.heal();
      await count(index, runRound(ground, cell, login(number), turnsFor(companyOf(cell))));
    }
  };
  await Promise.all(grounds.map(work));
}
