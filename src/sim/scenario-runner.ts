/**
 * Runs a scenario: each line by its verb, on a stage of its own. What did not hold is a failure with its line; the rest
 * is run all the same, so that the log is whole. Same scenario, same log.
 */
import { ClusterRefusal } from '../cluster/contract.ts';
import type { WorldOptions } from './contract.ts';
import { ScenarioProblem } from './scenario-contract.ts';
import type {
  ExpectVerb,
  Scenario,
  ScenarioFailure,
  ScenarioLine,
  ScenarioResult,
  Stage,
  VerbArguments,
  VerbFile,
} from './scenario-contract.ts';
import { faultCommand } from './scenario-faults.ts';
import { formOf, splitEnding } from './scenario-forms.ts';
import type { Ending } from './scenario-forms.ts';
import { createStage, defaultOptions } from './scenario-stage.ts';
import { wordsWith } from './scenario-words.ts';

const givenWord = 'given ';
const expectWord = 'expect ';

/**
 * `changes` to the options come last: a mutant, say. `reopening`: the world goes on from its snapshot after each line.
 * Throws nothing of a scenario's own.
 */
export function runScenario(
  scenario: Scenario,
  verbs: readonly VerbFile[],
  changes: Partial<WorldOptions> = {},
  how: { readonly reopening?: boolean } = {},
): ScenarioResult {
  const { stage, failures, take } = beginScenario(scenario, verbs, changes);
  for (const line of scenario.lines) {
    if (line.text.startsWith(givenWord)) continue;
    take(line);
    if (how.reopening) stage.reopen();
  }
  return { failures, log: stage.lines };
}

export interface ScenarioRun {
  readonly stage: ReturnType<typeof createStage>;
  /** Grows while lines are taken. */
  readonly failures: readonly ScenarioFailure[];
  /** Carries out one line; settings were taken at the beginning. */
  take(line: ScenarioLine): void;
}

/** As `runScenario`, for who wants to go line by line. */
export function beginScenario(
  scenario: Scenario,
  verbs: readonly VerbFile[],
  changes: Partial<WorldOptions> = {},
): ScenarioRun {
  const failures: ScenarioFailure[] = [];
  const attempt = (line: ScenarioLine, step: () => void): void => {
    try {
      step();
    } catch (error) {
      if (!(error instanceof ScenarioProblem) && !(error instanceof ClusterRefusal)) throw error;
      failures.push({ line, why: error.message });
    }
  };

  let options: WorldOptions = defaultOptions;
  const firstCommand = scenario.lines.findIndex((line) => !line.text.startsWith(givenWord));
  for (const [index, line] of scenario.lines.entries()) {
    if (!line.text.startsWith(givenWord)) continue;
    attempt(line, () => {
      if (index > firstCommand && firstCommand >= 0)
        throw new ScenarioProblem('settings stand above the first command');
      options = { ...options, ...settingOf(line.text.slice(givenWord.length), verbs) };
    });
  }
  const stage = createStage({ ...options, ...changes }, wordsWith(verbs.flatMap((file) => file.words ?? [])));
  const take = (line: ScenarioLine): void => {
    if (line.text.startsWith(givenWord)) return;
    const isExpectation = line.text.startsWith(expectWord);
    if (!isExpectation) stage.begin(line.text);
    const failed = failures.length;
    attempt(line, () => {
      if (isExpectation) expect(stage, line.text.slice(expectWord.length), verbs);
      else command(stage, line.text, verbs);
    });
    if (failures.length > failed) stage.log(`FAILED ${line.text}: ${failures.at(-1)?.why ?? ''}`);
    else if (isExpectation) stage.log(`ok ${line.text}`);
  };
  return { stage, failures, take };
}

interface Found<Verb> {
  readonly verb: Verb;
  readonly args: VerbArguments;
}

/** The first verb whose form the text has; areas are asked in their order. */
function find<Verb extends { readonly form: string }>(
  text: string,
  verbs: readonly VerbFile[],
  kind: (file: VerbFile) => readonly Verb[] | undefined,
): Found<Verb> | undefined {
  for (const verb of verbs.flatMap((file) => kind(file) ?? [])) {
    const args = formOf(verb.form).match(text);
    if (args) return { verb, args };
  }
  return undefined;
}

function settingOf(text: string, verbs: readonly VerbFile[]): Partial<WorldOptions> {
  const found = find(text, verbs, (file) => file.settings);
  if (!found) throw new ScenarioProblem(`there is no such setting: ${text}`);
  return found.verb.options(found.args);
}

function command(stage: Stage, text: string, verbs: readonly VerbFile[]): void {
  const found = find(text, verbs, (file) => file.commands);
  if (found) found.verb.run(stage, found.args);
  else stage.fault(faultCommand(text));
}

function expect(stage: Stage, text: string, verbs: readonly VerbFile[]): void {
  const { rest, ending } = splitEnding(text);
  const found = find(rest, verbs, (file) => file.expectations);
  if (!found) throw new ScenarioProblem(`there is no such expectation: ${rest}`);
  const { verb, args } = found;
  hold(stage, () => verb.test(stage, args), ending, verb);
  verb.met?.(stage, args);
}

/** Throws `ScenarioProblem` with what is there instead. */
function hold(stage: Stage, test: () => string | undefined, ending: Ending, verb: ExpectVerb): void {
  const isTrue = (): boolean => test() === undefined;
  const fail = (when: string): never => {
    throw new ScenarioProblem(`${when}: ${test() ?? 'it is so'}`);
  };
  switch (ending.kind) {
    case 'now':
      if (!stage.waitUntil(isTrue, verb.patience ?? 0)) fail('not so');
      return;
    case 'within':
      if (!stage.waitUntil(isTrue, ending.ms)) fail(`not within ${ending.ms} ms`);
      return;
    case 'after':
      stage.advance(ending.ms);
      if (!isTrue()) fail(`not after ${ending.ms} ms`);
      return;
    case 'for': {
      const begin = stage.now();
      if (stage.waitUntil(() => !isTrue(), ending.ms)) fail(`no longer after ${stage.now() - begin} ms`);
      return;
    }
    case 'between': {
      const begin = stage.now();
      if (stage.waitUntil(isTrue, ending.from)) fail(`too early, after ${stage.now() - begin} ms`);
      if (!stage.waitUntil(isTrue, ending.ms - ending.from)) fail(`not within ${ending.ms} ms`);
    }
  }
}
