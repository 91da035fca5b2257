/**
 * The end of a sign-in by tokens (PF-10): told 10 and 5 minutes before, counted down in the last one, and at zero the desktop
 * forces its agent out, so that the state follows LOAD. Nothing that is shown is lost: the agent may sign in again on the
 * spot. Knows no token: the host says until when the sign-in lasts.
 */
import { systemReason } from '../wire/reason-code.ts';
import type { Ms } from '../wire/names.ts';
import { tell, toast } from './announce.ts';
import { ownAgentId } from './data.ts';
import { enter } from './enter.ts';
import { ask } from './links.ts';
import type { SignInEndView } from './maintenance-view.ts';
import { phaseAfter } from './phases.ts';
import { logoutRequest } from './requests.ts';
import { patchView, type Step } from './state.ts';
import { cancelTimer, setTimer } from './timers.ts';

const minute = 60_000;

/** When each warning begins, before the end; the last first. Documented: 10 min, 5 min, the last minute. */
const warnings: readonly { readonly stage: SignInEndView['stage']; readonly before: Ms }[] = [
  { stage: 'last-minute', before: minute },
  { stage: 'five-minutes', before: 5 * minute },
  { stage: 'ten-minutes', before: 10 * minute },
];

/** `until` absent: this sign-in has no end (a password). */
export function signInLasts(step: Step, until: Ms | undefined): void {
  const { state, now } = step;
  const wasWarned = state.view.signInEnd !== undefined;
  state.signInEndsAt = until;
  if (wasWarned) patchView(step, { signInEnd: undefined });
  const isLonger = until === undefined || until - now > minute;
  if (wasWarned && isLonger && state.view.phase !== 'expired') {
    const minutes = until === undefined ? 0 : Math.round((until - now) / minute);
    toast(step, 'sign-in-renewed', 'success', { minutes });
  }
  watchSignInEnd(step);
}

/** Tells what is to be told by now and sets the time of the next word. Also for the timer, and after an absence. */
export function watchSignInEnd(step: Step): void {
  const { state, now } = step;
  const { signInEndsAt: endsAt, view } = state;
  cancelTimer(state, 'sign-in-end');
  if (endsAt === undefined || view.phase === 'signed-out' || view.phase === 'expired') return;
  const left = endsAt - now;
  if (left <= 0) {
    endSignIn(step);
    return;
  }
  const reached = warnings.find(({ before }) => left <= before);
  if (reached && view.signInEnd?.stage !== reached.stage) warn(step, reached.stage, endsAt);
  const next = warnings.findLast(({ before }) => before < left);
  setTimer(state, 'sign-in-end', endsAt - (next?.before ?? 0));
}

function warn(step: Step, stage: SignInEndView['stage'], endsAt: Ms): void {
  const seconds = Math.round((endsAt - step.now) / 1000);
  const key = stage === 'last-minute' ? 'sign-in-ends-soon' : 'sign-in-ends';
  const notice = tell(step, key, 'warning', { seconds });
  patchView(step, { signInEnd: { endsAt, stage, notice } });
}

/** Zero. The last access token is still good for this one request (see PF-10-tokens). */
function endSignIn(step: Step): void {
  const { state } = step;
  const { node, phase } = state.view;
  if (phaseAfter(phase, 'sign-in-ended') === undefined) return;
  if (node !== undefined && state.asleepSince === undefined) {
    const request = logoutRequest(ownAgentId(step), systemReason.connectionFailureLogout);
    ask(step, { node, request, purpose: { kind: 'report' } });
  }
  state.signInEndsAt = undefined;
  patchView(step, { signInEnd: undefined });
  enter(step, 'sign-in-ended', { key: 'sign-in-ended', level: 'error', params: {} });
}

/** Signed out: whoever comes next has a sign-in of their own. */
export function forgetSignInEnd(step: Step): void {
  step.state.signInEndsAt = undefined;
  if (step.state.view.signInEnd) patchView(step, { signInEnd: undefined });
}
