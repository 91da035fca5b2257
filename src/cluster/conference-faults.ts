/**
 * CTI-7: an agent who signs in, or fails over, while in a conference with outside devices may be told wrong things about
 * that call until the agent drops: participants are missing, the call is missing, or events lag behind. A fault that an
 * operator switches on. It changes what one node shows one agent of one call, and nothing else: the call is as it is.
 */
import { callsWith } from './calls-by-agent.ts';
import { callType } from './calls.ts';
import type { Call } from './messages.ts';
import { isMutated } from './mutations.ts';
import type { NodeContext } from './part.ts';
import { without } from './record.ts';
import type { NodeState } from './state.ts';

/** What is wrong with what is shown. assumed: these three are what the chapter names. */
export const conferenceFaultKinds = ['missing-participants', 'missing-call', 'inconsistent-events'] as const;
export type ConferenceFaultKind = (typeof conferenceFaultKinds)[number];

/** One agent's wrong picture of one call. */
export interface WrongPicture {
  readonly callId: string;
  readonly kind: ConferenceFaultKind;
  /** `inconsistent-events`: the call one event ago, which is what is shown. */
  readonly stale?: Call;
}

/** With the fault switched off nobody's picture is wrong any more. `kind`: which of the three; else each in turn. */
export interface ConferenceFaults {
  readonly kind?: ConferenceFaultKind;
  /** How many pictures have gone wrong so far. */
  readonly count: number;
}

export function setConferenceFaults(node: NodeState, on: boolean, kind: ConferenceFaultKind | undefined): void {
  if (on) node.conferenceFaults = { count: 0, ...(kind ? { kind } : {}) };
  else delete node.conferenceFaults;
  if (!on) node.wrongPictures = {};
}

/** Whoever speaks with devices that the peripheral does not watch, besides another agent or a second such device. */
const isConferenceWithOutside = (call: Call): boolean =>
  call.callType === callType.conference && call.parties.some((each) => each.loginId === undefined);

/** The agent signs in here, or this node finds the call again after its CTI link was down. */
export function pictureGoesWrong(node: NodeState, loginId: string, context: NodeContext): void {
  const faults = node.conferenceFaults;
  if (!faults || isMutated(context.options, 'cti-7-no-faults')) return;
  const call = callsWith(node.calls, loginId).find(isConferenceWithOutside);
  if (!call) return;
  const kind = faults.kind ?? conferenceFaultKinds[faults.count % conferenceFaultKinds.length] ?? 'missing-call';
  node.conferenceFaults = { ...faults, count: faults.count + 1 };
  node.wrongPictures[loginId] = { callId: call.id, kind, ...(kind === 'inconsistent-events' ? { stale: call } : {}) };
  context.log(`conference fault: what agent ${loginId} is shown of call ${call.id} is wrong (${kind})`);
}

/** The agent is off the call: everything is as it should be again. */
export function pictureIsRight(node: NodeState, loginId: string, callId: string, context: NodeContext): void {
  if (node.wrongPictures[loginId]?.callId !== callId) return;
  if (isMutated(context.options, 'cti-7-stays-wrong')) return;
  node.wrongPictures = without(node.wrongPictures, loginId);
}

/** The call as this agent is shown it; `undefined` when the agent is not shown it at all. */
export function callShown(node: NodeState, loginId: string, call: Call): Call | undefined {
  const wrong = node.wrongPictures[loginId];
  // While it is wrong the kind holds for any call, so that a fault that outlives its call can be seen.
  if (!wrong) return call;
  switch (wrong.kind) {
    case 'missing-call':
      return undefined;
    case 'missing-participants':
      return { ...call, parties: call.parties.filter((each) => each.loginId !== undefined) };
    case 'inconsistent-events':
      return wrong.stale?.id === call.id ? wrong.stale : call;
  }
}

/** An event about the call went out, or would have: the next one shows what this one should have shown. */
export function pictureMovesOn(node: NodeState, loginId: string, call: Call): void {
  const wrong = node.wrongPictures[loginId];
  if (wrong?.kind === 'inconsistent-events' && wrong.callId === call.id) {
    node.wrongPictures[loginId] = { ...wrong, stale: call };
  }
}
