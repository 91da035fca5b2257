/**
 * Everybody who watches, as one: hands each observation to the trace and to all checkers, keeps the first failure. Decides
 * nothing about right and wrong.
 */
import type { ClusterLogEntry } from '../../cluster/contract.ts';
import type { CoreEffect, CoreInput } from '../../core/contract.ts';
import type { DesktopView } from '../../core/view.ts';
import type { Ms } from '../../wire/names.ts';
import type { Checker, DeskFacts, Failure, Finale, LifeEvent, Report } from './contract.ts';
import type { KeptEvent } from './pages.ts';
import { effectWords, inputWords, logWords, type Trace } from './trace.ts';

export interface Observer {
  input(desk: DeskFacts, input: CoreInput): void;
  handled(desk: DeskFacts, input: CoreInput | undefined, before: DesktopView, after: DesktopView): void;
  effect(desk: DeskFacts, effect: CoreEffect): void;
  life(desk: DeskFacts, event: LifeEvent): void;
  kept(desk: DeskFacts, event: KeptEvent): void;
  /** `undefined`: the world did. */
  threw(desk: DeskFacts | undefined, error: unknown): void;
  log(entry: ClusterLogEntry): void;
  /** Something of the plan, for the trace alone. */
  note(text: string, desk?: string): void;
  recovered(finale: Finale): void;
  end(finale: Finale): void;
  failure(): Failure | undefined;
}

export type CheckerMakers = Readonly<Record<string, (report: Report) => Checker>>;

const storyLines = 60;

export function createObserver(trace: Trace, makers: CheckerMakers, clock: () => Ms): Observer {
  let failure: Failure | undefined;
  const fail = (checker: string, desk: DeskFacts | undefined, text: string): void => {
    if (failure) return;
    const atMs = clock();
    trace.note(atMs, desk?.id ?? '', `! ${checker}: ${text}`);
    failure = { checker, desk: desk?.id, atMs, text, story: trace.story(desk?.id, storyLines) };
  };
  const checkers = Object.entries(makers).map(([name, make]) => make((desk, text) => fail(name, desk, text)));
  const pick = <Verb extends keyof Checker>(verb: Verb): NonNullable<Checker[Verb]>[] =>
    checkers.flatMap((checker) => checker[verb] ?? []);
  const handled = pick('handled');
  const effects = pick('effect');
  const lives = pick('life');
  const logs = pick('log');
  const kept = pick('kept');

  return {
    input(desk, input) {
      trace.note(clock(), desk.id, inputWords(input));
    },
    handled(desk, input, before, after) {
      if (input === undefined) trace.note(clock(), desk.id, '> wake');
      if (before.phase !== after.phase) trace.note(clock(), desk.id, `= ${after.phase} at ${after.node ?? '-'}`);
      for (const check of handled) check(desk, input, before, after);
    },
    effect(desk, effect) {
      trace.note(clock(), desk.id, effectWords(effect));
      for (const check of effects) check(desk, effect);
    },
    life(desk, event) {
      trace.note(clock(), desk.id, `* ${event}`);
      for (const check of lives) check(desk, event);
    },
    kept(desk, event) {
      trace.note(clock(), desk.id, `~ note ${event.value} ${event.kind}`);
      for (const check of kept) check(desk, event);
    },
    threw(desk, error) {
      fail('no-exception', desk, error instanceof Error ? (error.stack ?? error.message) : String(error));
    },
    log(entry) {
      trace.note(clock(), '', logWords(entry));
      for (const check of logs) check(entry);
    },
    note(text, desk = '') {
      trace.note(clock(), desk, text);
    },
    recovered(finale) {
      for (const check of pick('recovered')) check(finale);
    },
    end(finale) {
      for (const check of pick('end')) check(finale);
    },
    failure: () => failure,
  };
}
