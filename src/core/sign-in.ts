/** Phase `signing-in`: SystemInfo, notifications, LOGIN, data; on the wanted node, then once on the other. */
import { otherNode, type NodeName } from '../wire/names.ts';
import type { CoreInput } from './contract.ts';
import { settleAll } from './commands.ts';
import { clearData } from './data.ts';
import { enter } from './enter.ts';
import { learnProbe } from './knowledge.ts';
import { closeChannel, openChannel, probe } from './links.ts';
import { noRaces } from './race-memory.ts';
import { isPhone } from './phone.ts';
import { startGathering } from './reading.ts';
import { login, loginOutcome, type LoginOutcome } from './signing-on.ts';
import { patchView, type Answer, type PendingRequest, type Step } from './state.ts';
import { setTimer } from './timers.ts';

type SignInInput = Extract<CoreInput, { type: 'sign-in' }>;

export function signIn(step: Step, input: SignInInput): void {
  const { state, now } = step;
  const { agentId, extension, node } = input;
  const { view } = state;
  const expiredOn = view.phase === 'expired' && view.session?.agentId === agentId ? view.node : undefined;
  state.signIn = {
    agentId,
    extension,
    // A phone's user chooses the other service by hand (IP-2).
    untried: isPhone(step) ? [node] : [node, otherNode(node)],
    refusals: [],
    ...(expiredOn === undefined ? {} : { expiredOn }),
  };
  if (view.phase === 'expired' && expiredOn === undefined) {
    // Another agent: what waited for the one before is over.
    settleAll(step);
    clearData(step);
    state.races = noRaces();
    state.established = false;
  }
  const signedInAt = expiredOn === undefined ? now : (view.session?.signedInAt ?? now);
  patchView(step, { epoch: view.epoch + 1, session: { agentId, extension, signedInAt }, toasts: [] });
  enter(step, 'sign-in', undefined);
}

/** Entry of `signing-in`, and again for the other node. */
export function tryNextNode(step: Step): void {
  const { state, now, policy } = step;
  const node = state.signIn?.untried.shift();
  if (node === undefined) return;
  patchView(step, { node });
  setTimer(state, 'sign-in-bound', now + policy.signInBoundMs);
  probe(step, node, 'sign-in-probe');
}

/** This node does not do. */
export function tryOtherNode(step: Step, reason: 'unreachable' | 'out-of-service'): void {
  const { state } = step;
  const { signIn } = state;
  if (!signIn) return;
  signIn.refusals.push(reason);
  closeChannel(step);
  state.requests = [];
  state.loginPending = false;
  state.gathering = undefined;
  if (signIn.untried.length > 0) tryNextNode(step);
  else failSignIn(step, noNodeDoes(step, signIn.refusals), '');
}

function noNodeDoes(step: Step, refusals: readonly string[]): SignInRefusal {
  const isOut = refusals.includes('out-of-service');
  if (isPhone(step)) return isOut ? 'service-out-of-service' : 'service-unreachable';
  return isOut ? 'out-of-service' : 'unreachable';
}

type SignInRefusal =
  | 'credentials'
  | 'unreachable'
  | 'out-of-service'
  /** The one node that a phone knows. */
  | 'service-unreachable'
  | 'service-out-of-service'
  | 'device'
  | 'other';

export function failSignIn(step: Step, reason: SignInRefusal, detail: string): void {
  const banner = { key: 'sign-in-failed', level: 'error', params: { reason, detail } } as const;
  const expiredOn = step.state.signIn?.expiredOn;
  step.state.signIn = undefined;
  if (expiredOn === undefined) {
    enter(step, 'sign-in-failed', banner);
  } else {
    patchView(step, { node: expiredOn });
    enter(step, 'still-expired', banner);
  }
}

export function signInProbeAnswered(step: Step, request: PendingRequest, answer: Answer): void {
  const { node } = request;
  const health = learnProbe(step, node, request.sentAt, answer);
  if (health === 'good') openChannel(step, node, step.policy.openTimeoutMs);
  else tryOtherNode(step, health);
}

export function signInChannelOpened(step: Step, node: NodeName): void {
  login(step, node);
}

export function signInLoginAnswered(step: Step, answer: Answer): void {
  signInLoginOutcome(step, loginOutcome(answer));
}

/** Also for an asynchronous refusal. */
export function signInLoginOutcome(step: Step, outcome: LoginOutcome): void {
  if (outcome.kind === 'accepted') {
    startGathering(step, true);
  } else if (outcome.kind === 'refused') {
    failSignIn(step, outcome.reason, outcome.detail);
  } else {
    tryOtherNode(step, outcome.kind);
  }
}
