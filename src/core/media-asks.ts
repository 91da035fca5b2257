/** How what the core asked of a node for a domain (`media.ts`) came out: by reply, by event, or by silence. */
import type { ApiErrors } from '../wire/api-errors.ts';
import { paths } from '../wire/paths.ts';
import { ownAgentId } from './data.ts';
import { read } from './reading.ts';
import { endAsk } from './media.ts';
import { mediaAskId } from './media-requests.ts';
import type { MediaAsk } from './media-book.ts';
import type { Answer, PendingRequest, Step } from './state.ts';

/** Signing in again is how options are sent again; the documentation calls for taking this error as expected. */
export function isSignedInAlready(errors: ApiErrors): boolean {
  return errors.some(({ errorType, errorMessage, errorData }) =>
    [errorType, errorMessage, errorData].some((text) => text.includes('E_ARM_STAT_AGENT_ALREADY_LOGGED_IN')),
  );
}

/** The node knows the options now. What became of the state, which may go on by itself, is read. */
function signedIn(step: Step, mrdId: string): void {
  const { state } = step;
  const signIn = state.media.signIns[mrdId];
  const { node } = state.view;
  if (signIn && node !== undefined) {
    state.media.signIns = { ...state.media.signIns, [mrdId]: { ...signIn, node } };
  }
  endAsk(step, mrdId);
  read(step, 'media');
}

function failed(step: Step, mrdId: string, what: MediaAsk, code: string, message: string): void {
  const { state } = step;
  endAsk(step, mrdId);
  state.media.failures = { ...state.media.failures, [mrdId]: { status: 'checking', what, code, message } };
  read(step, 'media');
}

export function mediaAskAnswered(step: Step, request: PendingRequest, answer: Answer): void {
  const { purpose } = request;
  if (purpose.kind !== 'media') return;
  const { mrdId, what } = purpose;
  // It may have arrived: the timer reads the data.
  if (answer.kind === 'failed' || step.state.media.asks[mrdId]?.request !== request.id) return;
  const { status, payload } = answer.reply;
  const errors = payload.kind === 'ApiErrors' ? payload.value : [];
  if (what === 'sign-in' && isSignedInAlready(errors)) signedIn(step, mrdId);
  else if (status >= 300 && status !== 503) {
    failed(step, mrdId, what, errors[0]?.errorType ?? `HTTP ${status}`, errors[0]?.errorMessage ?? '');
  }
}

/** The event of a sign-in, or of the change to active. */
export function mediaEventTold(step: Step, mrdId: string): void {
  const ask = step.state.media.asks[mrdId];
  const domain = step.state.media.domains.find(({ id }) => id === mrdId);
  if (ask?.what === 'sign-in' && domain && domain.state !== 'LOGOUT') signedIn(step, mrdId);
}

/** An asynchronous error; `true` when it belonged to one of the core's own requests. */
export function mediaErrorTold(step: Step, requestId: string, source: string, errors: ApiErrors): boolean {
  const agentId = ownAgentId(step);
  for (const [mrdId, { what }] of Object.entries(step.state.media.asks)) {
    const isMeant =
      requestId === '' ? source === paths.userMedia(agentId, mrdId) : requestId === mediaAskId(mrdId, what);
    if (!isMeant) continue;
    if (what === 'sign-in' && isSignedInAlready(errors)) signedIn(step, mrdId);
    else failed(step, mrdId, what, errors[0]?.errorType ?? 'Generic Error', errors[0]?.errorMessage ?? '');
    return true;
  }
  return false;
}

/** No event came. */
export function mediaAskOverdue(step: Step, mrdId: string): void {
  const ask = step.state.media.asks[mrdId];
  if (ask) failed(step, mrdId, ask.what, 'no-answer', '');
}
