/**
 * A requirement scenario played in the page, line by line, in a cluster of its own and in virtual time. The desktop's own
 * cluster is not touched. Knows no element.
 */
import type { WorldView } from '../../sim/contract.ts';
import type { Scenario, ScenarioFailure } from '../../sim/scenario-contract.ts';
import { parseScenario } from '../../sim/scenario-parse.ts';
import { beginScenario } from '../../sim/scenario-runner.ts';
import { allVerbs } from '../../sim/scenario-verbs/all.ts';

export interface PlayedLine {
  readonly number: number;
  readonly text: string;
  readonly outcome: 'waiting' | 'done' | 'held' | 'failed';
  /** Why it failed. */
  readonly why?: string;
}

export interface ScenarioPlayer {
  readonly scenario: Scenario;
  readonly lines: readonly PlayedLine[];
  readonly log: readonly string[];
  /** Virtual ms since it began. */
  readonly now: number;
  readonly world: WorldView;
  readonly finished: boolean;
  readonly failures: readonly ScenarioFailure[];
  /** Carries out the next line; virtual time that it waits for goes by at once. Returns that time in ms. */
  step(): number;
}

/** Throws `ScenarioSyntaxError`. */
export function playScenario(text: string): ScenarioPlayer {
  const scenario = parseScenario(text);
  const run = beginScenario(scenario, allVerbs);
  let done = 0;
  return {
    scenario,
    get lines() {
      const failed = new Map(run.failures.map(({ line, why }) => [line.number, why]));
      return scenario.lines.map(({ number, text: words }, index): PlayedLine => {
        const why = failed.get(number);
        if (index >= done) return { number, text: words, outcome: 'waiting' };
        if (why !== undefined) return { number, text: words, outcome: 'failed', why };
        return { number, text: words, outcome: words.startsWith('expect ') ? 'held' : 'done' };
      });
    },
    get log() {
      return run.stage.lines;
    },
    get now() {
      return run.stage.now();
    },
    get world() {
      return run.stage.view();
    },
    get finished() {
      return done >= scenario.lines.length;
    },
    get failures() {
      return run.failures;
    },
    step() {
      const before = run.stage.now();
      const line = scenario.lines[done];
      if (line) {
        done += 1;
        run.take(line);
      }
      return run.stage.now() - before;
    },
  };
}
