/**
 * A desktop's tokens where people sign in by single sign-on (PF-10): the password is traded for a pair, the access token is
 * renewed before it ends, and until when the sign-in lasts is told. As `src/worker/link/token-link.ts` does it, typed and
 * in virtual time. Outlives a worker, as the stored credential does. Knows no phases.
 */
import type { ApiReply, ApiRequest, Authorization } from '../../wire/http.ts';
import type { Ms, NodeName } from '../../wire/names.ts';
import { paths } from '../../wire/paths.ts';

export interface Wallet {
  access?: string;
  accessEndsAt: Ms;
  refresh?: string;
  refreshEndsAt: Ms;
}

export const emptyWallet = (): Wallet => ({ accessEndsAt: 0, refreshEndsAt: 0 });

/** Signed out, or signing in with a password: nothing of it stays. */
export function empty(wallet: Wallet): void {
  delete wallet.access;
  delete wallet.refresh;
  Object.assign(wallet, emptyWallet());
}

export type Obtained = { readonly authorization: Authorization; readonly secret: string } | 'refused' | 'unreachable';

export interface DeskTokens {
  /** `then` is called at once when what is held is good for a request now. */
  obtain(node: NodeName, now: Ms, then: (obtained: Obtained) => void): void;
  /** Of a new worker that goes on with what the old one held: tells, and renews from now on. */
  resume(now: Ms): void;
  /** With the password, beside whatever is going on. */
  renew(now: Ms): void;
  /** What stands for the password, as far as anything does. */
  secret(): string;
  /** The answer to one of the exchanges; false when it is none. */
  take(id: string, reply: ApiReply | 'refused', now: Ms): boolean;
  deadline(): Ms | undefined;
  expire(now: Ms): void;
}

export interface DeskTokensOptions {
  readonly loginId: string;
  readonly wallet: Wallet;
  readonly isOn: boolean;
  readonly send: (node: NodeName, id: string, request: ApiRequest, authorization: Authorization | undefined) => void;
  /** The sign-in lasts until then. */
  readonly told: (until: Ms) => void;
}

/** As in the link that ships. */
const marginMs = 5_000;
const lastRenewalMs = 20_000;
const retryMs = 5_000;
const exchangeMs = 10_000;

interface Exchange {
  readonly limit: Ms;
  readonly before: string | undefined;
  readonly waiting: ((obtained: Obtained) => void)[];
}

export function createDeskTokens({ loginId, wallet, isOn, send, told }: DeskTokensOptions): DeskTokens {
  const exchanges = new Map<string, Exchange>();
  let exchangeCount = 0;
  let renewAt: Ms | undefined;
  let lastNode: NodeName = 'publisher';
  const basic: Authorization = { scheme: 'Basic', loginId, password: 'secret' };
  const held = (): Obtained =>
    wallet.access === undefined
      ? { authorization: basic, secret: 'secret' }
      : { authorization: { scheme: 'Bearer', token: wallet.access }, secret: wallet.access };

  const exchange = (node: NodeName, now: Ms, how: 'password' | 'refresh', then: (obtained: Obtained) => void): void => {
    const under =
      how === 'refresh' ? [...exchanges.values()].find(({ before }) => before === wallet.refresh) : undefined;
    if (under) {
      under.waiting.push(then);
      return;
    }
    const before = how === 'refresh' ? wallet.refresh : undefined;
    const id = `t${(exchangeCount += 1)}`;
    exchanges.set(id, { limit: now + exchangeMs, before, waiting: [then] });
    const query = before === undefined ? {} : { query: { grant_type: 'refresh_token', refresh_token: before } };
    send(node, id, { method: 'GET', path: paths.ssoToken, ...query }, before === undefined ? basic : undefined);
  };

  const watch = (now: Ms): void => {
    const { accessEndsAt, refreshEndsAt } = wallet;
    renewAt = undefined;
    if (wallet.access === undefined || now >= refreshEndsAt - lastRenewalMs) return;
    const life = accessEndsAt - now;
    const at = Math.min(accessEndsAt - Math.min(60_000, life / 5), refreshEndsAt - lastRenewalMs);
    renewAt = Math.max(now + 1_000, Math.floor(at));
  };
  const settle = (id: string, obtained: Obtained): void => {
    const known = exchanges.get(id);
    exchanges.delete(id);
    for (const then of known?.waiting ?? []) then(obtained);
  };
  const renewed = (node: NodeName, now: Ms): void => {
    exchange(node, now, 'refresh', (obtained) => {
      if (obtained === 'unreachable') renewAt = now + exchangeMs + retryMs;
    });
  };

  return {
    obtain(node, now, then) {
      lastNode = node;
      const isFresh = wallet.access !== undefined && wallet.accessEndsAt - now > marginMs;
      if (!isOn || isFresh) then(held());
      else exchange(node, now, wallet.refresh === undefined ? 'password' : 'refresh', then);
    },
    resume(now) {
      if (wallet.refresh === undefined) return;
      watch(now);
      told(wallet.refreshEndsAt);
    },
    renew(now) {
      if (isOn && wallet.access !== undefined) exchange(lastNode, now, 'password', () => undefined);
    },
    secret: () => wallet.access ?? 'secret',
    take(id, reply, now) {
      const known = exchanges.get(id);
      if (!known) return false;
      if (reply === 'refused' || reply.status === 503) settle(id, 'unreachable');
      else if (reply.payload.kind !== 'SsoTokens') settle(id, 'refused');
      else if (known.before !== undefined && known.before !== wallet.refresh) settle(id, held());
      else {
        const { token, expires_in, refresh_token, refresh_token_expires_in } = reply.payload.value;
        const isSame = wallet.refresh === refresh_token;
        wallet.access = token;
        wallet.accessEndsAt = now + expires_in * 1000;
        if (!isSame) {
          wallet.refresh = refresh_token;
          wallet.refreshEndsAt = now + refresh_token_expires_in * 1000;
        }
        watch(now);
        settle(id, held());
        if (!isSame) told(wallet.refreshEndsAt);
      }
      return true;
    },
    deadline() {
      let least = renewAt;
      for (const { limit } of exchanges.values()) if (limit < (least ?? Infinity)) least = limit;
      return least;
    },
    expire(now) {
      for (const [id, { limit }] of exchanges) if (limit <= now) settle(id, 'unreachable');
      if (renewAt === undefined || renewAt > now) return;
      renewAt = undefined;
      renewed(lastNode, now);
    },
  };
}
