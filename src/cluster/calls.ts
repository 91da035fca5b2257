/**
 * A call as a value: who is in which state, what they may do, and how one step changes it. Pure functions on data; who
 * takes the step, and when, is `telephony.ts`.
 */
import type { DialogAction, ParticipantState } from '../wire/dialog.ts';
import type { Ms } from '../wire/names.ts';
import type { Call, Party } from './messages.ts';

/**
 * What a participant may do in each state (developer guide, "State participant parameter values"), as far as the
 * simulated telephony can do it: a desktop must not be offered a button that fails.
 */
export const allowedActions: Readonly<Record<ParticipantState, readonly DialogAction[]>> = {
  INITIATING: ['DROP', 'UPDATE_CALL_DATA'],
  INITIATED: ['DROP', 'UPDATE_CALL_DATA'],
  ALERTING: ['ANSWER'],
  ACTIVE: ['HOLD', 'DROP', 'UPDATE_CALL_DATA'],
  FAILED: ['DROP'],
  HELD: ['RETRIEVE', 'DROP', 'UPDATE_CALL_DATA'],
  DROPPED: [],
  WRAP_UP: ['UPDATE_CALL_DATA'],
  ACCEPTED: [],
  // States of non-voice tasks, which are not calls (`media-tasks.ts`).
  OFFERED: [],
  PAUSED: [],
  INTERRUPTED: [],
  WRAPPING_UP: [],
  CLOSED: [],
  UNKNOWN: [],
};

export function party(address: string, state: ParticipantState, at: Ms, loginId?: string): Party {
  return {
    address,
    state,
    stateCause: '',
    startedAt: at,
    changedAt: at,
    ...(loginId === undefined ? {} : { loginId }),
  };
}

/** The call with each party's state as `change` says; `undefined` leaves a party as it is. */
export function withStates(
  call: Call,
  at: Ms,
  change: (party: Party) => ParticipantState | undefined,
  stateCause = '',
): Call {
  return {
    ...call,
    parties: call.parties.map((each) => {
      const state = change(each);
      return state === undefined || state === each.state ? each : { ...each, state, stateCause, changedAt: at };
    }),
  };
}

export const partyOf = (call: Call, loginId: string): Party | undefined =>
  call.parties.find((each) => each.loginId === loginId);

export const isDropped = (each: Party): boolean => each.state === 'DROPPED';

/**
 * The dialog's own state. While it rings at an agent's phone that is what counts; while it rings at a customer's, that
 * the agent has dialled. Else the furthest that any party has got.
 */
export function callState(call: Call): ParticipantState {
  if (call.parties.some((each) => each.state === 'ALERTING' && each.loginId !== undefined)) return 'ALERTING';
  const order = ['FAILED', 'ACTIVE', 'HELD', 'INITIATED', 'INITIATING', 'WRAP_UP', 'ALERTING'] as const;
  return order.find((state) => call.parties.some((each) => each.state === state)) ?? 'DROPPED';
}

/** What the calls make of an agent, or `undefined` when there is none. */
export function stateOnCalls(calls: readonly Call[], loginId: string): 'RESERVED' | 'TALKING' | 'HOLD' | undefined {
  const states = calls.flatMap((call) => partyOf(call, loginId)?.state ?? []);
  // Off the hook counts as talking from the first digit, so that changes asked for meanwhile wait (assumed).
  if (
    states.some((state) => state === 'ACTIVE' || state === 'INITIATING' || state === 'INITIATED' || state === 'FAILED')
  )
    return 'TALKING';
  if (states.includes('ALERTING')) return 'RESERVED';
  if (states.includes('HELD')) return 'HOLD';
  return undefined;
}
