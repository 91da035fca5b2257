import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChannelEvent } from '../../core/contract.ts';
import type { ApiReply, ApiRequest, Authorization } from '../../wire/http.ts';
import { paths } from '../../wire/paths.ts';
import type { Credential, Link, LinkAnswer } from './link.ts';
import { createTokenLink } from './token-link.ts';

const reply = (status: number, payload: ApiReply['payload'] = { kind: 'Empty' }): LinkAnswer => ({
  kind: 'reply',
  reply: { status, headers: {}, payload },
});

/** A node that gives tokens of 100 s for 1000 s, and a clock that the test moves. */
function stage(mode: 'HYBRID' | 'NON_SSO' = 'HYBRID') {
  let now = 0;
  let count = 0;
  let offers: 'tokens' | 'none' = 'tokens';
  const timers: { at: number; call: () => void }[] = [];
  const clock = {
    now: () => now,
    at(at: number, call: () => void) {
      const timer = { at, call };
      timers.push(timer);
      return () => {
        if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
      };
    },
  };
  const asked: { path: string; authorization: Authorization | undefined; query: ApiRequest['query'] }[] = [];
  const opened: Credential[] = [];
  const later: (() => void)[] = [];
  let refreshToken = '';
  let refreshEnd = 0;
  const tokens = (given: ApiRequest['query'], shown: Authorization | undefined): LinkAnswer => {
    if (offers === 'none') return reply(404);
    if (given?.['refresh_token'] !== undefined) {
      if (given['refresh_token'] !== refreshToken || now >= refreshEnd) return reply(401);
    } else if (shown?.scheme !== 'Basic' || shown.password !== 'secret') return reply(401);
    else {
      refreshEnd = now + 1_000_000;
      refreshToken = `r${(count += 1)}`;
    }
    const value = {
      token: `a${(count += 1)}`,
      expires_in: 100,
      refresh_token: refreshToken,
      refresh_token_expires_in: Math.floor((refreshEnd - now) / 1000),
    };
    return reply(200, { kind: 'SsoTokens', value });
  };
  const inner: Link = {
    request(_node, { path, query }, authorization, done) {
      asked.push({ path, authorization, query });
      const answer =
        path === paths.ssoToken
          ? tokens(query, authorization)
          : path === paths.systemInfo
            ? reply(200, { kind: 'SystemInfo', value: { systemAuthMode: mode } as never })
            : reply(202);
      later.push(() => done(answer));
      return () => undefined;
    },
    openChannel(opening, on) {
      opened.push(opening.credential);
      later.push(() => on({ kind: 'open' }));
      return { subscribe: () => undefined, ping: () => undefined, present: () => undefined, close: () => undefined };
    },
    close: () => undefined,
  };
  let credential: Credential | undefined = { agentId: '1001', password: 'secret' };
  const link = createTokenLink({
    link: inner,
    clock,
    credential: () => credential,
    onTokens: (next) => (credential = next),
    note: () => undefined,
  });
  const settle = () => {
    for (let next = later.shift(); next; next = later.shift()) next();
  };
  const run = (ms: number) => {
    const end = now + ms;
    for (;;) {
      const due = timers.filter(({ at }) => at <= end).sort((left, right) => left.at - right.at)[0];
      if (!due) break;
      timers.splice(timers.indexOf(due), 1);
      now = Math.max(now, due.at);
      due.call();
      settle();
    }
    now = end;
  };
  const request = (path: string, shown?: Authorization) => {
    const answers: LinkAnswer[] = [];
    link.request('publisher', { method: 'GET', path }, shown, (answer) => answers.push(answer));
    settle();
    return answers[0];
  };
  const basic: Authorization = { scheme: 'Basic', loginId: '1001', password: 'secret' };
  const open = () => {
    const events: ChannelEvent[] = [];
    const using = credential ?? { agentId: '', password: '' };
    link.openChannel({ channel: 1, node: 'publisher', resource: 'desktop', credential: using }, (e) => events.push(e));
    settle();
    return events;
  };
  const own = paths.user('1001');
  return {
    ...{ asked, opened, link, run, request, basic, open, own, settle },
    get credential() {
      return credential;
    },
    set credential(next: Credential | undefined) {
      credential = next;
    },
    offer: (what: typeof offers) => (offers = what),
  };
}

test('PF-10: where the node asks for it the password is traded once, forgotten, and the token goes out everywhere', () => {
  const s = stage();
  s.request(paths.systemInfo);
  assert.deepEqual(
    s.open().map(({ kind }) => kind),
    ['open'],
  );
  s.request(s.own, s.basic);
  assert.equal(s.credential?.password, '');
  assert.equal(s.opened[0]?.accessToken, 'a2');
  assert.deepEqual(s.asked.at(-1)?.authorization, { scheme: 'Bearer', token: 'a2' });
  assert.equal(s.asked.filter(({ path }) => path === paths.ssoToken).length, 1);
});

test('PF-10: without single sign-on, or where a hybrid node offers no tokens, the password goes on as ever', () => {
  const plain = stage('NON_SSO');
  plain.request(paths.systemInfo);
  plain.open();
  assert.equal(plain.opened[0]?.password, 'secret');
  const hybrid = stage();
  hybrid.offer('none');
  hybrid.request(paths.systemInfo);
  hybrid.open();
  assert.equal(hybrid.opened[0]?.password, 'secret');
  hybrid.request(hybrid.own, hybrid.basic);
  assert.deepEqual(hybrid.asked.at(-1)?.authorization, hybrid.basic);
});

test('PF-10: no request meets an access token that is over; the end of the sign-in does not wander', () => {
  const s = stage();
  s.request(paths.systemInfo);
  s.open();
  const end = s.credential?.tokens?.refreshEndsAt;
  for (let elapsed = 0; elapsed < 990_000; elapsed += 7_300) {
    s.run(7_300);
    const { tokens } = s.credential ?? {};
    assert.ok(tokens && tokens.accessEndsAt > elapsed + 7_300, `at ${elapsed}`);
    assert.equal(tokens.refreshEndsAt, end);
  }
  s.run(15_000);
  assert.equal(s.request(s.own, s.basic)?.kind, 'reply', 'after the end there is one left to sign out with');
  assert.equal(s.asked.at(-1)?.path, s.own);
});

test('PF-10: a wrong password is a refusal, not a failure of the node', () => {
  const s = stage();
  s.credential = { agentId: '1001', password: 'wrong' };
  s.request(paths.systemInfo);
  assert.deepEqual(s.open(), [{ kind: 'failed', reason: 'unauthorized' }]);
});

test('PF-10: signed in again beside everything else: new tokens, another end; a wrong password changes nothing', () => {
  const s = stage();
  s.request(paths.systemInfo);
  s.open();
  s.run(500_000);
  const before = s.credential;
  const outcomes: unknown[] = [];
  s.link.renew('wrong', (failure) => outcomes.push(failure));
  s.settle();
  assert.equal(s.credential, before);
  s.link.renew('secret', (failure) => outcomes.push(failure));
  s.settle();
  assert.deepEqual(outcomes, ['refused', undefined]);
  assert.equal(s.credential?.tokens?.refreshEndsAt, 1_500_000);
  assert.equal(s.opened.length, 1, 'the open channel stays');
});
