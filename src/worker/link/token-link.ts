/**
 * Single sign-on around any link: where a node asks for it, the password is traded for a pair of tokens, the access token is
 * renewed before it ends, and requests and notifications go out with it. The password is forgotten as soon as there are
 * tokens. Knows no phases; until when the sign-in lasts is told, not judged.
 */
import type { Clock } from '../../thread/clock.ts';
import type { ApiReply, Authorization } from '../../wire/http.ts';
import type { NodeName } from '../../wire/names.ts';
import { paths } from '../../wire/paths.ts';
import type { SsoTokens } from '../../wire/sso-tokens.ts';
import { authorizationOf, type Credential, type Link, type LinkAnswer, type LinkChannel } from './link.ts';

export interface TokenLinkOptions {
  readonly link: Link;
  readonly clock: Pick<Clock, 'now' | 'at'>;
  readonly credential: () => Credential | undefined;
  /** New tokens: to be used and kept in place of what there was. */
  readonly onTokens: (credential: Credential) => void;
  readonly note: (text: string) => void;
}

export type TokenFailure = 'refused' | 'unreachable' | 'no-tokens';

export interface TokenLink extends Link {
  /** Signs in anew with the password, beside whatever is going on. */
  renew(password: string, done: (failure: TokenFailure | undefined) => void): void;
  /** Renews access tokens from now on: after tokens came, or were found again by a new worker. */
  watch(): void;
}

/** Virtual ms: less than this is left of an access token that nobody should rely on any more. */
const marginMs = 5_000;
/** The last renewal: what it gives must outlive the sign-in, so that the desktop can still sign the agent out (PF-10). */
const lastRenewalMs = 20_000;
const retryMs = 5_000;
/** Virtual ms for one exchange with the identity service. */
const exchangeMs = 10_000;

const refusal: ApiReply = {
  status: 401,
  headers: {},
  payload: { kind: 'ApiErrors', value: [{ errorType: 'Authorization Failure', errorMessage: '', errorData: '' }] },
};

type Outcome = { readonly credential: Credential } | { readonly failure: TokenFailure };

export function createTokenLink({ link, clock, credential, onTokens, note }: TokenLinkOptions): TokenLink {
  /** What each node's SystemInfo has said of how people sign in. */
  const wantsTokens = new Map<NodeName, boolean>();
  let under: { readonly credential: Credential; readonly waiting: ((outcome: Outcome) => void)[] } | undefined;
  let cancelRenewal: () => void = () => undefined;
  let lastNode: NodeName = 'publisher';

  const learn = (node: NodeName, answer: LinkAnswer): LinkAnswer => {
    if (answer.kind === 'reply' && answer.reply.payload.kind === 'SystemInfo') {
      const mode = answer.reply.payload.value.systemAuthMode;
      wantsTokens.set(node, mode === 'SSO' || mode === 'HYBRID');
    }
    return answer;
  };

  const exchange = (
    node: NodeName,
    how: { readonly authorization: Authorization } | { readonly refreshToken: string },
    done: (outcome: SsoTokens | TokenFailure) => void,
  ): void => {
    const query = 'refreshToken' in how ? { grant_type: 'refresh_token', refresh_token: how.refreshToken } : undefined;
    const request = { method: 'GET', path: paths.ssoToken, ...(query && { query }) } as const;
    const authorization = 'authorization' in how ? how.authorization : undefined;
    const cancelTimer = clock.at(clock.now() + exchangeMs, () => {
      cancel();
      done('unreachable');
    });
    const cancel = link.request(node, request, authorization, (answer) => {
      cancelTimer();
      if (answer.kind === 'failed' || answer.reply.status === 503) done('unreachable');
      else if (answer.reply.payload.kind === 'SsoTokens') done(answer.reply.payload.value);
      else done(answer.reply.status === 404 ? 'no-tokens' : 'refused');
    });
  };

  const kept = (agentId: string, tokens: SsoTokens, before?: Credential['tokens']): Credential => ({
    agentId,
    password: '',
    accessToken: tokens.token,
    tokens: {
      accessEndsAt: clock.now() + tokens.expires_in * 1000,
      refreshToken: tokens.refresh_token,
      // The same refresh token ends when it always did; counted in whole seconds it would wander.
      refreshEndsAt:
        before?.refreshToken === tokens.refresh_token
          ? before.refreshEndsAt
          : clock.now() + tokens.refresh_token_expires_in * 1000,
    },
  });

  const take = (next: Credential): void => {
    onTokens(next);
    watch();
  };

  /** The present credential, good for a request now; all that ask meanwhile wait for one exchange. */
  const obtain = (node: NodeName, present: Credential, done: (outcome: Outcome) => void): void => {
    if (under?.credential === present) {
      under.waiting.push(done);
      return;
    }
    const mine = { credential: present, waiting: [done] };
    under = mine;
    const { agentId, tokens } = present;
    const how = tokens ? { refreshToken: tokens.refreshToken } : { authorization: authorizationOf(present) };
    exchange(node, how, (found) => {
      if (under === mine) under = undefined;
      const next = typeof found === 'string' ? undefined : kept(agentId, found, tokens);
      // Another agent may have signed in, or this one again.
      if (next && credential() === present) take(next);
      if (found === 'no-tokens') wantsTokens.set(node, false);
      const outcome: Outcome = next ? { credential: next } : { failure: typeof found === 'string' ? found : 'refused' };
      for (const wait of mine.waiting) wait(outcome);
    });
  };

  const isFresh = ({ tokens }: Credential): boolean =>
    tokens !== undefined && tokens.accessEndsAt - clock.now() > marginMs;
  const mustObtain = (node: NodeName, present: Credential): boolean =>
    present.tokens ? !isFresh(present) : wantsTokens.get(node) === true;

  const watch = (): void => {
    cancelRenewal();
    const present = credential();
    if (!present?.tokens) return;
    const { accessEndsAt, refreshEndsAt } = present.tokens;
    const now = clock.now();
    if (now >= refreshEndsAt - lastRenewalMs) return;
    const life = accessEndsAt - now;
    const at = Math.min(accessEndsAt - Math.min(60_000, life / 5), refreshEndsAt - lastRenewalMs);
    cancelRenewal = clock.at(Math.max(now + 1_000, at), () => renewAccess(present));
  };
  const renewAccess = (present: Credential): void => {
    if (credential() !== present) return;
    obtain(lastNode, present, (outcome) => {
      if (!('failure' in outcome)) return;
      note(`the access token could not be renewed: ${outcome.failure}`);
      if (outcome.failure === 'unreachable')
        cancelRenewal = clock.at(clock.now() + retryMs, () => renewAccess(present));
    });
  };

  return {
    request(node, request, authorization, done) {
      const present = authorization && credential();
      let cancel: () => void = () => undefined;
      let cancelled = false;
      const send = (shown: Authorization | undefined): void => {
        cancel = link.request(node, request, shown, (answer) => done(learn(node, answer)));
      };
      if (present) lastNode = node;
      if (!present || !mustObtain(node, present)) {
        send(present ? authorizationOf(present) : authorization);
        return () => cancel();
      }
      obtain(node, present, (outcome) => {
        if (cancelled) return;
        if ('credential' in outcome) send(authorizationOf(outcome.credential));
        else if (outcome.failure === 'no-tokens') send(authorization);
        else if (outcome.failure === 'refused') done({ kind: 'reply', reply: refusal });
        else done({ kind: 'failed', failure: 'refused' });
      });
      return () => {
        cancelled = true;
        cancel();
      };
    },
    openChannel(opening, on) {
      let channel: LinkChannel | undefined;
      let closed = false;
      // What only stands ready is not where the agent is.
      if (opening.presence !== 'later') lastNode = opening.node;
      if (!mustObtain(opening.node, opening.credential)) return link.openChannel(opening, on);
      obtain(opening.node, opening.credential, (outcome) => {
        if (closed) return;
        if ('credential' in outcome) channel = link.openChannel({ ...opening, credential: outcome.credential }, on);
        else if (outcome.failure === 'no-tokens') channel = link.openChannel(opening, on);
        else on({ kind: 'failed', reason: outcome.failure === 'refused' ? 'unauthorized' : 'refused' });
      });
      return {
        subscribe: (path) => channel?.subscribe(path),
        ping: (ping) => channel?.ping(ping),
        present: () => channel?.present(),
        close() {
          closed = true;
          channel?.close();
        },
      };
    },
    ...(link.openChat && { openChat: link.openChat.bind(link) }),
    renew(password, done) {
      const present = credential();
      if (!present?.tokens) {
        done('no-tokens');
        return;
      }
      const { agentId } = present;
      exchange(lastNode, { authorization: { scheme: 'Basic', loginId: agentId, password } }, (found) => {
        if (typeof found === 'string') {
          done(found);
          return;
        }
        if (credential()?.agentId === agentId) take(kept(agentId, found));
        done(undefined);
      });
    },
    watch,
    close() {
      cancelRenewal();
      link.close();
    },
  };
}
