/**
 * One machine that nodes and agents share, as a bench has it: each process does one thing after the other, in the order in
 * which it came, and has a core for itself as long as there are enough of them; otherwise all that have work go equally
 * slower. Knows neither agents nor what its jobs are.
 */
import type { Ms } from '../../wire/names.ts';

export interface Machine<Job> {
  /** For process `at`; `work` in ms of a core, 0 for what only has to wait for its turn. Times never go back. */
  add(at: number, work: Ms, job: Job, now: Ms): void;
  /** When the next job is done; Infinity when there is none. */
  next(): Ms;
  /** The job that is done at `next()`. Throws `RangeError` when there is none. */
  take(): Job;
}

interface Process<Job> {
  readonly jobs: { readonly work: Ms; readonly job: Job }[];
  /** Index of the first job that is not done: nothing is moved for each of them. */
  first: number;
  /** Of the first job. */
  left: Ms;
}

const forgottenAfter = 1024;

export function createMachine<Job>(processes: number, cores: number): Machine<Job> {
  const all = Array.from({ length: processes }, (): Process<Job> => ({ jobs: [], first: 0, left: 0 }));
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
    add(at, work, job, when) {
      const process = all[at];
      if (!process) throw new RangeError(`There is no process ${at}.`);
      goOn(Math.max(when, now));
      process.jobs.push({ work, job });
      if (process.jobs.length - process.first > 1) return;
      process.left = work;
      busy.push(process);
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
      if (process.first === forgottenAfter) process.jobs.splice(0, process.first);
      process.first %= forgottenAfter;
      const following = process.jobs[process.first];
      if (following) process.left = following.work;
      else busy = busy.filter((each) => each !== process);
      return done.job;
    },
  };
}
