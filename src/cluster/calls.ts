/**
 * A call as a value: who is in which state, what they may do, and how one step changes it. Pure functions on data; who
 * takes the step, and when, is `telephony.ts`.
 */
import type { CallVariable, DialogAction, ParticipantState } from '../wire/dialog.ts';
import type { Ms } from '../wire/names.ts';
import type { ClusterOptions } from './contract.ts';
import { personOf } from './fixtures.ts';
import type { Call, Party } from './messages.ts';
import { isMutated } from './mutations.ts';
import type { Writable } from '../wire/writable.ts';

/** Call types that decide what may be done (others only tell). */
export const callType = {
  conference: 'CONFERENCE',
  monitor: 'SUPERVISOR_MONITOR',
  outbound: 'OUTBOUND',
  preview: 'OUTBOUND_PREVIEW',
  /** Between dialer and agent, progressive: shown by the agent's state alone. Never on the wire. */
  reservation: 'RESERVATION',
} as const;

const previewActions: readonly DialogAction[] = ['ACCEPT', 'CLOSE', 'REJECT'];

/** What nodes are told of. */
export const isTold = (call: Call, options: Pick<ClusterOptions, 'mutations'>): boolean =>
  call.callType !== callType.reservation || isMutated(options, 'dialog-reservation-shown');

/**
 * What a participant may do in each state (developer guide, "State participant parameter values"). TRANSFER_SST and
 * SEND_DTMF stand in no stored table; real nodes offer them on an active call (assumed).
 */
export const allowedActions: Readonly<Record<ParticipantState, readonly DialogAction[]>> = {
  INITIATING: ['DROP', 'UPDATE_CALL_DATA'],
  INITIATED: ['DROP', 'UPDATE_CALL_DATA'],
  ALERTING: ['ANSWER'],
  ACTIVE: ['HOLD', 'DROP', 'UPDATE_CALL_DATA', 'CONSULT_CALL', 'TRANSFER_SST', 'SEND_DTMF'],
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

/** Of an agent who speaks on another call at the same time. */
const joiningActions: readonly DialogAction[] = ['TRANSFER', 'CONFERENCE'];

export type CallRules = Pick<ClusterOptions, 'enableDropParticipantFor' | 'mutations'>;

/**
 * What this party of this call may do at this moment. The node offers exactly this, and the telephony takes exactly
 * this: a desktop must not be offered a button that fails.
 */
export function actionsOf(call: Call, own: Party, rules: CallRules): readonly DialogAction[] {
  if (own.loginId === undefined) return [];
  // Who listens in silence is not heard, so there is nothing to do but leave; barging in is a request of its own.
  if (call.callType === callType.monitor) return own.state === 'ACTIVE' ? ['DROP'] : [];
  if (call.callType === callType.preview) return own.state === 'ALERTING' ? previewActions : [];
  if (call.callType === callType.reservation) return [];
  const actions = allowedActions[own.state];
  if (own.state === 'HELD' && own.joinable) return [...actions, ...joiningActions];
  return mayDropOthers(call, own, rules) ? [...actions, 'PARTICIPANT_DROP'] : actions;
}

/** Property `enableDropParticipantFor`: whom it lets drop others, `supervisor_only` unless told. */
function mayDropOthers(call: Call, own: Party, rules: CallRules): boolean {
  if (own.state !== 'ACTIVE' || call.callType !== callType.conference) return false;
  if (!call.parties.some((each) => isDroppable(each, own))) return false;
  const allowed = rules.enableDropParticipantFor ?? 'supervisor_only';
  const supervisor = own.loginId !== undefined && personOf(own.loginId)?.roles.includes('Supervisor') === true;
  if (supervisor || allowed === 'all') return true;
  return allowed === 'conference_controller_and_supervisor' && call.controller === own.loginId;
}

/** Devices that the peripheral does not watch cannot be dropped by it (assumed). */
export const isDroppable = (each: Party, own: Party): boolean =>
  each.loginId !== undefined && each.loginId !== own.loginId && each.state !== 'WRAP_UP';

export function party(address: string, state: ParticipantState, at: Ms, loginId?: string): Party {
  const leg = { address, state, stateCause: '', startedAt: at, changedAt: at };
  return loginId === undefined ? leg : { ...leg, loginId };
}

/** The leg without the word that its call can be joined with another. */
export function withoutJoinable(leg: Party): Party {
  const copy: Writable<Party> = { ...leg };
  delete copy.joinable;
  return copy;
}

/** The call with each party's state as `change` says; `undefined` leaves a party as it is. */
export function withStates(
  call: Call,
  at: Ms,
  change: (party: Party) => ParticipantState | undefined,
  stateCause = '',
): Call {
  return withParties(
    call,
    call.parties.map((each) => {
      const state = change(each);
      return state === undefined || state === each.state ? each : inState(each, state, stateCause, at);
    }),
  );
}

/**
 * The call with other parties, made at each of its steps. Field by field: copies of copies made by spreading have ever other
 * forms in engines of today, and each look at a call would have to tell them apart.
 */
export function withParties(call: Call, parties: readonly Party[]): Call {
  const copy: Writable<Call> = {
    id: call.id,
    callType: call.callType,
    from: call.from,
    to: call.to,
    dialedNumber: call.dialedNumber,
    queueId: call.queueId,
    variables: call.variables,
    wrapUpReason: call.wrapUpReason,
    startedAt: call.startedAt,
    parties,
  };
  if (call.associatedId !== undefined) copy.associatedId = call.associatedId;
  if (call.secondaryId !== undefined) copy.secondaryId = call.secondaryId;
  if (call.controller !== undefined) copy.controller = call.controller;
  if (call.campaign !== undefined) copy.campaign = call.campaign;
  return copy;
}

function inState(leg: Party, state: ParticipantState, stateCause: string, changedAt: Ms): Party {
  const { address, startedAt } = leg;
  const copy: Writable<Party> = { address, state, stateCause, startedAt, changedAt };
  if (leg.loginId !== undefined) copy.loginId = leg.loginId;
  if (leg.joinable) copy.joinable = leg.joinable;
  return copy;
}

/** The call with these variables changed by name, others kept. */
export function withData(call: Call, variables: readonly CallVariable[], wrapUpReason: string | undefined): Call {
  const named = new Map(call.variables.map((variable) => [variable.name, variable]));
  for (const variable of variables) named.set(variable.name, variable);
  return { ...call, variables: [...named.values()], wrapUpReason: wrapUpReason ?? call.wrapUpReason };
}

export const partyOf = (call: Call, loginId: string): Party | undefined =>
  call.parties.find((each) => each.loginId === loginId);

/** Asked a dozen times for each step of a call. */
export function loginIdsOn({ parties }: Call): string[] {
  const found: string[] = [];
  for (const { loginId } of parties) if (loginId !== undefined) found.push(loginId);
  return found;
}

export const isDropped = (each: Party): boolean => each.state === 'DROPPED';

/** Nobody is on it any more; somebody may still wrap it up. */
export const isOver = (call: Call): boolean =>
  call.parties.every((each) => each.state === 'DROPPED' || each.state === 'WRAP_UP');

/**
 * The dialog's own state. While it rings at an agent's phone, and no other agent is on it, that is what counts; while it
 * rings at a customer's, that the agent has dialled. Else the furthest that any party has got.
 */
export function callState(call: Call): ParticipantState {
  const agents = call.parties.filter((each) => each.loginId !== undefined).map((each) => each.state);
  if (agents.includes('ALERTING') && !agents.includes('ACTIVE') && !agents.includes('HELD')) return 'ALERTING';
  if (agents.includes('ACCEPTED')) return 'ACCEPTED';
  const order = ['FAILED', 'ACTIVE', 'HELD', 'INITIATED', 'INITIATING', 'WRAP_UP', 'ALERTING'] as const;
  return order.find((state) => call.parties.some((each) => each.state === state)) ?? 'DROPPED';
}

export type OnCallState = 'RESERVED' | 'RESERVED_OUTBOUND' | 'RESERVED_OUTBOUND_PREVIEW' | 'TALKING' | 'HOLD';

/** What the calls make of an agent, or `undefined` when there is none. */
export function stateOnCalls(calls: readonly Call[], loginId: string): OnCallState | undefined {
  if (calls.some((call) => call.callType === callType.preview)) return 'RESERVED_OUTBOUND_PREVIEW';
  if (calls.some((call) => call.callType === callType.reservation)) return 'RESERVED_OUTBOUND';
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
