/**
 * One machine that nodes and agents share, as a bench has it: each process does one thing after the other, in the order in
 * which it came, and has a core for itself as long as there are enough of them; otherwise all that have work go equally
 * slower. Knows neither agents nor what its jobs are.
 */
import type { Ms } from '../../wire/names.ts';

export interface Machine<Job> {
  /**
   * For process `at`; `work` in ms of a core, 0 for what only has to wait for its turn. Times never go back. `next`: it belongs
   * to what the process has just done, and comes before everything that waits, after others of the kind.
   */
  add(at: number, work: Ms, job: Job, now: Ms, turn?: 'next'): void;
  /** When the next job is done; Infinity when there is none. */
  next(): Ms;
  /** The job that is done at `next()`. Throws `RangeError` when there is none. */
  take(): Job;
}

interface Process<Job> {
  readonly jobs: { readonly work: Ms; readonly job: Job }[];
  /** How many of the first ones came with `next`. */
  ahead: number;
  /** Index of the first job that is not done: nothing is moved for each of them. */
  first: number;
  /** Of the first job. */
  left: Ms;
}

const forgottenAfter = 1024;

export function createMachine<Job>(processes: number, cores: number): Machine<Job> {
  const all = Array.from({ length: processes }, (): Process<Job> => ({ jobs: [], ahead: 0, first: 0, left: 0 }));
  let now: Ms = -Infinity;
  let busy: Process<Job>[] = [];

  /** What of a core each of them has. */
  const share = (): number => Math.min(1, cores / busy.length);
  const nearest = (): Process<Job> | undefined =>
    busy.reduce<Process<Job> | undefined>(
      (least, each) => (least && least.left <= each.left ? least : each),
      undefined,
    );

  function goOn(to: Ms): void {
    const done = busy.length === 0 ? 0 : (to - now) * share();
    for (const each of busy) each.left = Math.max(0, each.left - done);
    now = to;
  }

  return {
    add(at, work, job, when, turn) {
      const process = all[at];
      if (!process) throw new RangeError(`There is no process ${at}.`);
      goOn(Math.max(when, now));
      const waiting = process.jobs[process.first];
      const hasBegun = waiting !== undefined && process.left < waiting.work;
      const place = turn === 'next' ? process.first + Math.max(process.ahead, hasBegun ? 1 : 0) : process.jobs.length;
      process.jobs.splice(place, 0, { work, job });
      if (turn === 'next') process.ahead = place - process.first + 1;
      if (place === process.first) process.left = work;
      if (waiting === undefined) busy.push(process);
    },
    next() {
      const soonest = nearest();
      return soonest ? now + soonest.left / share() : Infinity;
    },
    take() {
      const process = nearest();
      const done = process?.jobs[process.first];
      if (!process || !done) throw new RangeError('Nobody has anything to do.');
      goOn(now + process.left / share());
      process.first += 1;
      process.ahead = Math.max(0, process.ahead - 1);
      if (process.first === forgottenAfter) process.jobs.splice(0, process.first);
      process.first %= forgottenAfter;
      const following = process.jobs[process.first];
      if (following) process.left = following.work;
      else busy = busy.filter((each) => each !== process);
      return done.job;
    },
  };
}
