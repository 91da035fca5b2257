/**
 * `/desktop/sso/token`: a pair of tokens for credentials, or a new access token for a refresh token (names assumed). In a
 * real deployment the identity service's own page takes the password; here the first request carries it as Basic.
 */
import type { ApiReply } from '../../wire/http.ts';
import { apiErrorType } from '../../wire/api-errors.ts';
import { paths } from '../../wire/paths.ts';
import { personBehind } from '../access.ts';
import { isLockedOut, rightPassword, wrongPassword } from '../lock-out.ts';
import type { NodeMessage } from '../messages.ts';
import type { NodeContext } from '../part.ts';
import { loginOfToken, tokensFor } from '../sso.ts';
import type { NodeState } from '../state.ts';
import { failure, lockedOut, methodNotAllowed, notFound, ok, wrongCredentials } from './replies.ts';

export const isTokenRequest = (path: string): boolean => path === paths.ssoToken;

const expired = failure(401, apiErrorType.authorizationFailure, 'The refresh token is not valid, or no longer');

/** 404 where the deployment has no single sign-on. */
export function giveTokens(node: NodeState, message: NodeMessage & { kind: 'rest' }, context: NodeContext): ApiReply {
  const { request, authorization } = message;
  const { options, now } = context;
  if (request.method !== 'GET') return methodNotAllowed;
  if (!options.sso) return notFound(request.path);
  if (request.query?.['grant_type'] === 'refresh_token') {
    const refreshToken = request.query['refresh_token'] ?? '';
    const loginId = loginOfToken('refresh', refreshToken, options, now);
    return loginId === undefined ? expired : tokens(loginId, context, refreshToken);
  }
  if (isLockedOut(node, authorization, now)) return lockedOut;
  const person = authorization?.scheme === 'Basic' ? personBehind(authorization, options) : undefined;
  if (!person) {
    wrongPassword(node, authorization, context);
    return wrongCredentials;
  }
  rightPassword(node, person.loginId);
  return tokens(person.loginId, context);
}

function tokens(loginId: string, { options, now }: NodeContext, refreshedBy?: string): ApiReply {
  const value = tokensFor(loginId, options, now, refreshedBy);
  return value ? ok({ kind: 'SsoTokens', value }) : notFound(paths.ssoToken);
}
