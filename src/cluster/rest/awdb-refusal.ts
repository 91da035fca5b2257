/** What is said when no administration database can vouch for whoever asks (AW-4): four errors, by who asks for what. */
import type { ApiReply } from '../../wire/http.ts';
import { apiErrorType } from '../../wire/api-errors.ts';
import { personOf } from '../fixtures.ts';
import type { RestMessage } from '../awdb-access.ts';
import { isMutated } from '../mutations.ts';
import type { NodeContext } from '../part.ts';
import { agentFact } from '../render.ts';
import type { NodeState } from '../state.ts';
import { failure } from './replies.ts';

const refusal = (message: string): ApiReply => failure(401, apiErrorType.authorizationFailure, message);

/** The first two texts are the documented ones of the desktop; to programs all of it is a 401. */
const signIn = refusal('Invalid user ID or password');
const signedIn = refusal('Operation timed out');
/** assumed: the wording. */
const administrator = refusal('Settings can be neither read nor changed: no administration database answers');

export function awdbRefusal(node: NodeState, { request, authorization }: RestMessage, context: NodeContext): ApiReply {
  const loginId = authorization?.scheme === 'Basic' ? authorization.loginId : '';
  if (isMutated(context.options, 'aw-4-all-alike')) return signIn;
  if (personOf(loginId)?.roles.includes('Administrator')) return administrator;
  const isSignIn = request.body?.kind === 'UserLogin' || agentFact(node, loginId).state === 'LOGOUT';
  return isSignIn ? signIn : signedIn;
}
