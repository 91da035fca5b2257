/**
 * What the core remembers so that it can tell a late forced logout from everything else that makes an agent Not Ready or
 * signed out (PF-3, PF-5, PF-7), and bring back what the agent had chosen. Plain data and its upkeep; decides nothing.
 */
import { systemReason } from '../wire/reason-code.ts';
import type { Ms } from '../wire/names.ts';
import type { Dialog } from '../wire/dialog.ts';
import type { User } from '../wire/user.ts';
import type { Step } from './state.ts';

/** What an agent chose to be between calls. */
export interface RestingState {
  readonly state: 'READY' | 'NOT_READY';
  /** Id of the reason chosen; absent for none, and for reasons of the system. */
  readonly reasonCodeId?: number;
}

/** A forced logout that is being taken back. */
export interface Undo {
  /** `needed`: the agent was signed out and has not been signed in again yet. */
  signIn: 'needed' | 'asked' | 'not-needed';
  /** What to be again; absent when nothing more than being signed in can be brought back. */
  readonly former?: RestingState;
  /** The state was asked for. */
  sent?: true;
}

export interface RaceMemory {
  /** When the agent last came to a node in a way that may have left another one waiting for a desktop that is gone. */
  arrivedAt?: Ms;
  /** Calls that were up then and still are: a forced logout may wait for their end (PF-3). */
  calls: string[];
  callsEndedAt?: Ms;
  resting?: RestingState;
  /** The current node was seen without its CTI link … */
  linkDownAt?: Ms;
  /** … and had it again, with the agent still there. */
  linkBackAt?: Ms;
  /** `owed`: Ready over a lost CTI link, so the next Not Ready shows Connection Failure (PF-7). `shown`: it does now. */
  failure?: 'owed' | 'shown';
  /** Epoch in which a forced logout was taken back: never twice in one. */
  undoneIn?: number;
  undo?: Undo;
}

export const noRaces = (): RaceMemory => ({ calls: [] });

/** Reasons by which the system, not a person, makes an agent Not Ready or signs the agent out for a lost desktop. */
export const forcedCodes: readonly number[] = [
  systemReason.connectionFailureLogout,
  systemReason.connectionFailure,
  systemReason.startingForceLogout,
  systemReason.forceLogout,
];

/** Keeps what the agent chose to be between calls; what the system did for a lost desktop is no choice. */
export function rememberResting({ state }: Step, { state: now, reasonCode, reasonCodeId }: User): void {
  if (now !== 'READY' && now !== 'NOT_READY') return;
  if (reasonCode && forcedCodes.includes(reasonCode.code)) return;
  const isChosen = now === 'NOT_READY' && reasonCodeId !== undefined && reasonCodeId >= 0;
  state.races.resting = { state: now, ...(isChosen ? { reasonCodeId } : {}) };
}

/** The node that the agent is on has lost its CTI link, as a probe or an event shows. */
export function rememberLinkDown({ state, now }: Step): void {
  state.races.linkDownAt = now;
}

/** Was the current node without its CTI link in this failover, and is the agent still on it? */
export function isLinkOutage({ state }: Step): boolean {
  const { failover, races } = state;
  if (!failover || failover.from !== state.view.node) return false;
  return races.linkDownAt !== undefined && races.linkDownAt >= failover.startedAt;
}

/** On every way into `connected`: a move, a sign-in, a session taken up again, a reconnection. */
export function rememberArrival(step: Step): void {
  const { state, now } = step;
  const { races, view } = state;
  if (isLinkOutage(step)) {
    races.linkBackAt = now;
    if (view.agent?.state === 'READY') races.failure = 'owed';
    return;
  }
  races.arrivedAt = now;
  races.calls = view.dialogs.map((dialog) => dialog.id);
  delete races.callsEndedAt;
}

export function rememberCalls({ state, now }: Step, dialogs: readonly Dialog[]): void {
  const { races } = state;
  if (races.calls.length === 0) return;
  races.calls = races.calls.filter((id) => dialogs.some((dialog) => dialog.id === id));
  if (races.calls.length === 0) races.callsEndedAt = now;
}

/** The clock was set back by so many ms: what happened has happened as long ago as before. */
export function shiftRaces(races: RaceMemory, by: Ms): void {
  for (const time of ['arrivedAt', 'callsEndedAt', 'linkDownAt', 'linkBackAt'] as const) {
    const at = races[time];
    if (at !== undefined) races[time] = at - by;
  }
}
