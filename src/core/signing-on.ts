/** The LOGIN request itself, used at sign-in, on a move and on a resume: LOGIN is idempotent and keeps the state. */
import type { ApiErrors } from '../wire/api-errors.ts';
import type { NodeName } from '../wire/names.ts';
import { ownAgentId, ownExtension } from './data.ts';
import { ask } from './links.ts';
import { loginRequest } from './requests.ts';
import type { Answer, Step } from './state.ts';

export function login(step: Step, node: NodeName): void {
  const { undo } = step.state.races;
  if (undo?.signIn === 'needed') undo.signIn = 'asked';
  step.state.loginPending = true;
  step.state.loginAsked = { epoch: step.state.view.epoch, events: step.state.events.user };
  ask(step, { node, request: loginRequest(ownAgentId(step), ownExtension(step)), purpose: { kind: 'login' } });
}

export type LoginOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'out-of-service' }
  | { readonly kind: 'refused'; readonly reason: 'credentials' | 'device' | 'other'; readonly detail: string };

/** Why a LOGIN was refused, from a 4xx body or from an asynchronous error. */
export function loginRefusal(errors: ApiErrors, status?: number): LoginOutcome & { kind: 'refused' } {
  const first = errors[0];
  const detail = first ? [first.errorType, first.errorMessage].filter((text) => text !== '').join(': ') : '';
  const text = errors.flatMap((error) => [error.errorType, error.errorMessage, error.errorData]).join(' ');
  const reason = text.includes('CF_INVALID_LOGON_DEVICE')
    ? 'device'
    : status === 401 || text.includes('CF_INVALID_PASSWORD')
      ? 'credentials'
      : 'other';
  return { kind: 'refused', reason, detail: detail === '' && status !== undefined ? `HTTP ${status}` : detail };
}

export function loginOutcome(answer: Answer): LoginOutcome {
  if (answer.kind === 'failed') return { kind: 'unreachable' };
  const { status, payload } = answer.reply;
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  if (status === 503) return { kind: 'out-of-service' };
  return loginRefusal(payload.kind === 'ApiErrors' ? payload.value : [], status);
}
