/**
 * The call manager's hands: putting up a call as it is now, ending it, taking parties off it. All that one step does is
 * told to the peripheral at once, so that nobody sees an agent between two calls. Knows no agent's wish.
 */
import { callsWith, monitorsAmong, putCall, removeCall } from './calls-by-agent.ts';
import { callType, isDropped, loginIdsOn, partyOf, withoutJoinable, withParties, withStates } from './calls.ts';
import type { Call, EndedCall, Party } from './messages.ts';
import type { TelephonyContext } from './part.ts';
import type { TelephonyState } from './state.ts';

export interface Switchboard {
  readonly state: TelephonyState;
  readonly context: TelephonyContext;
  readonly changed: Map<string, Call>;
  readonly ended: Map<string, EndedCall>;
  /** Agents one of whose legs has changed. */
  readonly touched: Set<string>;
}

/** One step, and what follows from it for other calls of the same people. */
export function atSwitchboard(
  state: TelephonyState,
  context: TelephonyContext,
  step: (board: Switchboard) => void,
): void {
  const board: Switchboard = { state, context, changed: new Map(), ended: new Map(), touched: new Set() };
  step(board);
  endListening(board);
  for (const loginId of board.touched) tellJoinable(board, loginId);
  if (board.changed.size + board.ended.size === 0) return;
  context.toPg({ kind: 'calls', ended: [...board.ended.values()], changed: [...board.changed.values()] });
}

export function put(board: Switchboard, call: Call): void {
  for (const loginId of [...loginIdsOn(board.state.calls[call.id] ?? call), ...loginIdsOn(call)]) {
    board.touched.add(loginId);
  }
  putCall(board.state.calls, call);
  // Keeps its place in the order: whoever is put on hold is told before whoever is taken up.
  board.changed.set(call.id, call);
}

const timers = ['no-answer', 'far-end-rings', 'answer', 'clear-failed'] as const;

export function endCall(board: Switchboard, call: Call, cause: EndedCall['cause']): void {
  const { state, context } = board;
  removeCall(state.calls, call.id);
  board.changed.delete(call.id);
  for (const loginId of loginIdsOn(call)) board.touched.add(loginId);
  for (const timer of timers) context.cancel(`${timer}:${call.id}`);
  context.log(`call ${call.id} is over${cause === 'no-answer' ? ': not answered' : ''}`);
  board.ended.set(call.id, { call: withStates(call, context.now, () => 'DROPPED'), cause });
}

/** Two on the line are a call, and one of them must be an agent: what is outside alone nobody here can see. */
const canGoOn = (parties: readonly Party[]): boolean =>
  parties.length >= 2 && parties.some((each) => each.loginId !== undefined);

/** Takes parties off a call; it ends when too few are left. */
export function leave(
  board: Switchboard,
  call: Call,
  gone: (each: Party) => boolean,
  cause: EndedCall['cause'] = 'dropped',
): void {
  const left = call.parties.filter((each) => !gone(each) && !isDropped(each));
  if (canGoOn(left)) put(board, withParties(call, left));
  else endCall(board, call, cause);
}

/** The call with other parties, or its end when they cannot be a call. */
export function putOrEnd(board: Switchboard, before: Call, after: Call): void {
  if (canGoOn(after.parties)) put(board, after);
  else endCall(board, before, 'dropped');
}

export const callsOn = (board: Switchboard, loginId: string): Call[] => callsWith(board.state.calls, loginId);

export function takeCallId(state: TelephonyState): string {
  const id = String(state.nextCallId);
  state.nextCallId += 1;
  return id;
}

/** Nothing is left to listen to when the agent is off the call. */
function endListening(board: Switchboard): void {
  for (const listening of monitorsAmong(board.state.calls)) {
    const heard = board.state.calls[listening.associatedId ?? ''];
    const monitored = listening.parties.find((each) => each.loginId === undefined);
    if (!heard?.parties.some((each) => each.address === monitored?.address && each.loginId !== undefined)) {
      endCall(board, listening, 'dropped');
    }
  }
}

/** A call on hold can be joined with the one that its agent speaks on: that is known with the call. */
function tellJoinable(board: Switchboard, loginId: string): void {
  const calls = callsOn(board, loginId).filter((call) => call.callType !== callType.monitor);
  const speaking = calls.find((call) => partyOf(call, loginId)?.state === 'ACTIVE');
  for (const call of calls) {
    const own = partyOf(call, loginId);
    if (!own) continue;
    const joinable = own.state === 'HELD' && speaking !== undefined;
    if (joinable === (own.joinable === true)) continue;
    const leg: Party = joinable ? { ...own, joinable } : withoutJoinable(own);
    const parties = call.parties.map((each) => (each === own ? leg : each));
    put(board, { ...call, parties });
  }
}
