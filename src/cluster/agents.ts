/**
 * Agent states, whose truth is at the peripheral (Agent PG): what a request, a call or a lost presence makes of them.
 * Each function changes one record and returns whether the nodes must be told. Knows no node, no call leg, no XMPP.
 */
import { systemReason } from '../wire/reason-code.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import type { AgentState } from '../wire/user.ts';
import type { OnCallState } from './calls.ts';
import type { ClusterOptions } from './contract.ts';
import type { AgentFact, Reason } from './messages.ts';
import { isMutated } from './mutations.ts';
import type { MutationName } from './mutations.ts';
import { isPhoneTaken, notePhone } from './phones.ts';
import type { AgentRecord } from './state.ts';

/** A refusal in the field's terms: the constant that the CTI server answers with. */
export type Refusal = { readonly constant: string; readonly text: string };

const onCallStates: readonly AgentState[] = [
  'RESERVED',
  'RESERVED_OUTBOUND',
  'RESERVED_OUTBOUND_PREVIEW',
  'TALKING',
  'HOLD',
];
export const isOnCall = (agent: Pick<AgentFact, 'state'>): boolean => onCallStates.includes(agent.state);
export const isWrappingUp = (agent: Pick<AgentFact, 'state'>): boolean =>
  agent.state === 'WORK' || agent.state === 'WORK_READY';

const systemReasonOf = (code: number): Reason => ({ code, id: -1 });

/** Moves to a state. The time of change stays when nothing changes. */
function enter(agent: AgentRecord, state: AgentState, reason: Reason | undefined, now: Ms): void {
  if (agent.state !== state || agent.reason?.code !== reason?.code) agent.changedAt = now;
  agent.state = state;
  if (state === 'NOT_READY' && agent.failureOwed) {
    // Ready over a lost CTI link: the first Not Ready afterwards says so, whatever was asked for (PF-7).
    delete agent.failureOwed;
    agent.reason = systemReasonOf(systemReason.connectionFailure);
  } else if (reason) agent.reason = reason;
  else delete agent.reason;
}

/** Signs in; idempotent: who is signed in already keeps the state, which makes failover invisible to the peripheral. */
export function signIn(
  agent: AgentRecord,
  extension: string,
  others: Readonly<Record<string, AgentRecord>>,
  node: NodeName,
  now: Ms,
  options: Pick<ClusterOptions, 'mutations'> = {},
): Refusal | undefined {
  const taken = isPhoneTaken(others, extension, agent.loginId);
  if (taken || (agent.state !== 'LOGOUT' && agent.extension !== extension)) {
    return { constant: 'CF_INVALID_LOGON_DEVICE_SPECIFIED', text: `Extension ${extension} cannot be used` };
  }
  // A pending change lives with the node it was asked on: it does not survive signing in on the other (DF-10).
  if (agent.pending && agent.pending.via !== node && !isMutated(options, 'df-10-pending-survives'))
    delete agent.pending;
  if (agent.state !== 'LOGOUT') return undefined;
  agent.extension = extension;
  notePhone(others, agent);
  delete agent.forcedOut;
  enter(agent, 'NOT_READY', undefined, now);
  return undefined;
}

/** READY, NOT_READY or LOGOUT as asked for; on a call the first two wait for its end. */
export function changeState(
  agent: AgentRecord,
  wish: { readonly state: 'READY' | 'NOT_READY' | 'LOGOUT'; readonly reason?: Reason },
  by: { readonly supervisor: boolean; readonly node: NodeName },
  now: Ms,
): Refusal | undefined {
  const invalid = (text: string): Refusal => ({ constant: 'CF_INVALID_OBJECT_STATE', text });
  if (agent.state === 'LOGOUT') return invalid('The agent is not signed in');
  const reason =
    by.supervisor && wish.state !== 'READY' ? systemReasonOf(systemReason.supervisorInitiated) : wish.reason;
  if (wish.state === 'LOGOUT') {
    // A supervisor may sign an agent out who is not on a call; the agent only from Not Ready.
    const possible = by.supervisor ? !isOnCall(agent) : agent.state === 'NOT_READY';
    if (!possible) return invalid(`Sign-out is not possible while ${agent.state}`);
    signOut(agent, reason, now);
    return undefined;
  }
  // Reserved by a dialer that asks nobody, an agent leaves by saying so; the preview is a call, and is waited for.
  if (agent.state === 'RESERVED_OUTBOUND') delete agent.beforeCall;
  else if (isOnCall(agent)) {
    agent.pending = { state: wish.state, via: by.node, ...(reason ? { reason } : {}) };
    return undefined;
  }
  enter(agent, wish.state, wish.state === 'READY' ? undefined : reason, now);
  return undefined;
}

function signOut(agent: AgentRecord, reason: Reason | undefined, now: Ms): void {
  enter(agent, 'LOGOUT', reason, now);
  agent.extension = '';
  delete agent.pending;
  delete agent.beforeCall;
  delete agent.forcedOut;
  delete agent.failureOwed;
  delete agent.linkLost;
}

/**
 * The forced logout that a node sends with code 255 when presence is gone. What is seen is 50002: with LOAD 0 Not Ready,
 * after the call if there is one (PF-8); with LOAD 1 signed out at once, call or not (PF-9). Signed out already: nothing
 * (PF-4).
 */
export function forceLogout(
  agent: AgentRecord,
  load: 0 | 1,
  now: Ms,
  options: Pick<ClusterOptions, 'mutations'> = {},
): void {
  const is = (name: MutationName): boolean => isMutated(options, name);
  if (agent.state === 'LOGOUT' && !is('pf-4-signs-in-again')) return;
  if (is('pf-9-waits-for-the-call') && load === 1 && isOnCall(agent)) agent.forcedOut = true;
  else if (load === 1 ? !is('pf-9-not-ready') : is('pf-8-signs-out'))
    signOut(agent, systemReasonOf(systemReason.connectionFailure), now);
  else if (isOnCall(agent) && !is('pf-8-not-ready-in-mid-call')) agent.forcedOut = !is('pf-3-forgets-after-the-call');
  else enter(agent, 'NOT_READY', systemReasonOf(systemReason.connectionFailure), now);
}

/** A node in maintenance wants the agent gone (MM-4): two steps, told one by one, with the codes made for it. */
export const beginSignOutByForce = (agent: AgentRecord, now: Ms): void =>
  enter(agent, 'NOT_READY', systemReasonOf(systemReason.startingForceLogout), now);
export const signOutByForce = (agent: AgentRecord, now: Ms): void =>
  signOut(agent, systemReasonOf(systemReason.forceLogout), now);

/** The agent's calls make this state of the agent. Who has been signed out keeps the call, not a state. */
export function onCalls(agent: AgentRecord, state: OnCallState, now: Ms): void {
  if (agent.state === 'LOGOUT') return;
  if (!isOnCall(agent)) {
    const before = isWrappingUp(agent) ? { state: afterWrapUp(agent) } : { state: agent.state };
    agent.beforeCall = agent.reason ? { ...before, reason: agent.reason } : before;
  }
  enter(agent, state, undefined, now);
}

/** The last call is over. Returns true when wrap-up begins. */
export function callsOver(
  agent: AgentRecord,
  end: { readonly notAnswered: boolean; readonly wrapUp: boolean },
  now: Ms,
): boolean {
  if (!isOnCall(agent)) return false;
  const next = agent.pending ?? agent.beforeCall ?? { state: 'NOT_READY' as const };
  delete agent.pending;
  delete agent.beforeCall;
  if (agent.forcedOut) {
    delete agent.forcedOut;
    enter(agent, 'NOT_READY', systemReasonOf(systemReason.connectionFailure), now);
  } else if (end.notAnswered) {
    enter(agent, 'NOT_READY', systemReasonOf(systemReason.callNotAnswered), now);
  } else if (end.wrapUp) {
    enter(agent, next.state === 'READY' ? 'WORK_READY' : 'WORK', undefined, now);
    return true;
  } else {
    enter(agent, next.state, next.reason, now);
  }
  return false;
}

const afterWrapUp = (agent: AgentRecord): AgentState => (agent.state === 'WORK_READY' ? 'READY' : 'NOT_READY');

export function wrapUpOver(agent: AgentRecord, now: Ms): void {
  if (isWrappingUp(agent)) enter(agent, afterWrapUp(agent), undefined, now);
}

/** What nodes would see no difference between. */
export const isSameFact = (one: AgentFact, other: AgentFact): boolean =>
  one.loginId === other.loginId &&
  one.state === other.state &&
  one.extension === other.extension &&
  one.changedAt === other.changedAt &&
  one.reason?.code === other.reason?.code &&
  one.reason?.id === other.reason?.id &&
  one.pendingState === other.pendingState;

/** The agent as nodes are told. */
export function factOf(agent: AgentRecord): AgentFact {
  return {
    loginId: agent.loginId,
    state: agent.state,
    extension: agent.extension,
    changedAt: agent.changedAt,
    ...(agent.reason ? { reason: agent.reason } : {}),
    ...(agent.pending ? { pendingState: agent.pending.state } : {}),
  };
}
