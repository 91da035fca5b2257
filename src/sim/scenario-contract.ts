/**
 * Scenarios as data, and what a verb of the scenario language is. Grammar: `scenarios/README.md`. Nothing here reads a
 * file or knows a single verb.
 */
import type { ApiReply, ApiRequest, WirePayload } from '../wire/http.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import type { ClusterLogEntry, XmppFromClient } from '../cluster/contract.ts';
import type { WorldFault, WorldInput, WorldOptions, WorldView } from './contract.ts';

export interface ScenarioLine {
  /** Counted from 1, as an editor does. */
  readonly number: number;
  readonly text: string;
}

export interface Scenario {
  /** IDs of requirement rows, or an area in capitals, that the first line names. */
  readonly ids: readonly string[];
  readonly title: string;
  /** Without remarks and empty lines. */
  readonly lines: readonly ScenarioLine[];
  /** Everything above the mark, which no rewrite touches. */
  readonly head: string;
  /** The log as it stands in the file; empty when there is none yet. */
  readonly log: readonly string[];
}

export interface ScenarioFailure {
  readonly line: ScenarioLine;
  readonly why: string;
}

export interface ScenarioResult {
  readonly failures: readonly ScenarioFailure[];
  readonly log: readonly string[];
}

/** Values of a form's placeholders by name, as written; one that was left out is missing. */
export type VerbArguments = Readonly<Record<string, string | undefined>>;

export interface CommandVerb {
  /** As a reader writes it, with `{placeholders}` and `[optional parts]`. */
  readonly form: string;
  readonly text: string;
  /** Throws `ScenarioProblem` for what cannot be. */
  readonly run: (stage: Stage, args: VerbArguments) => void;
}

export interface ExpectVerb {
  readonly form: string;
  readonly text: string;
  /** What is there instead; `undefined` when it is as expected. */
  readonly test: (stage: Stage, args: VerbArguments) => string | undefined;
  /** Called once when the expectation has held. */
  readonly met?: (stage: Stage, args: VerbArguments) => void;
  /** Time allowed to become true when the line names none; 0 unless told. */
  readonly patience?: Ms;
}

/** A `given` line: how the deployment is set up. */
export interface SettingVerb {
  readonly form: string;
  readonly text: string;
  readonly options: (args: VerbArguments) => Partial<WorldOptions>;
}

export type PayloadWords = {
  readonly [Kind in WirePayload['kind']]?: (
    value: Extract<WirePayload, { kind: Kind }> extends { value: infer Value } ? Value : never,
  ) => string;
};

/** The verbs of one area. */
export interface VerbFile {
  readonly commands?: readonly CommandVerb[];
  readonly expectations?: readonly ExpectVerb[];
  readonly settings?: readonly SettingVerb[];
  /** How payloads read in logs and for `hears` and `reply`. */
  readonly words?: PayloadWords;
}

/** What came in answer to a request. */
export type Answer = ApiReply | 'refused' | 'reset' | 'no answer';

export interface Heard {
  readonly at: Ms;
  readonly node: NodeName;
  readonly words: string;
}

/** One agent's scripted client: it sends what it is told, and pings while it lives. Nothing else. */
export interface Desk {
  readonly agent: string;
  /** The connection's owner in the world; a new one after a crash. */
  client: string;
  /** Where its requests go unless a line says otherwise. */
  node: NodeName | undefined;
  /** Open notification sessions by name. */
  sessions: Record<string, { readonly node: NodeName; readonly nextPing: Ms }>;
  readonly heard: Heard[];
  /** How much of it an earlier `hears` has used up. */
  used: number;
}

/** The world as a scenario's verbs see it. Times are milliseconds since the scenario began. */
export interface Stage {
  readonly options: WorldOptions;
  now(): Ms;
  view(): WorldView;
  /** Lets time go by. */
  advance(ms: Ms): void;
  /** Lets time go by until `done`, at most `limit`; returns whether it came to that. */
  waitUntil(done: () => boolean, limit: Ms): boolean;
  fault(fault: WorldFault): void;
  /** Anything else that the world takes in. */
  feed(input: WorldInput): void;
  /** The agent's client; made when first asked for. */
  desk(agent: string): Desk;
  /** All clients, in the order in which they came. */
  desks(): readonly Desk[];
  /** Opens a notification session and waits until it is bound. Throws when refused or unanswered. */
  connect(agent: string, node: NodeName, how?: { readonly password?: string; readonly resource?: string }): void;
  /** Sends a stanza on every open session of the agent, or on those with one node. */
  tell(agent: string, message: XmppFromClient, node?: NodeName): void;
  /** The client is gone without a word. */
  vanish(agent: string): void;
  /** Sends a request and waits for its answer, at most 10 s. */
  request(
    agent: string,
    request: ApiRequest,
    node?: string,
    how?: { readonly password?: string; readonly token?: string; readonly anonymous?: boolean },
  ): Answer;
  /** The answer to the last request. Throws when there was none. */
  lastAnswer(): Answer;
  /** Words of the last answer, as the log shows them. */
  lastAnswerWords(): string;
  /** What the cluster's parts wrote into their log, since the beginning or since the last command began. */
  told(since: 'beginning' | 'command'): readonly ClusterLogEntry[];
  log(line: string): void;
  /** Goes on from the world's snapshot as text, as after a restart of the program. */
  reopen(): void;
  /** A new command: from here on agents hear, and parts tell. */
  begin(line: string): void;
}

/** A line that cannot be carried out: its words, or what is there, do not allow it. */
export class ScenarioProblem extends Error {
  override readonly name = 'ScenarioProblem';
}
