import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { loginOfToken, tokensFor } from './sso.ts';
import type { SsoOptions } from './sso.ts';
import { bench, options } from './test/bench.ts';
import { paths } from '../wire/paths.ts';

const now = 1_772_438_400_000;
const sso: SsoOptions = { hosts: options.hosts, sso: { accessSeconds: 600, refreshSeconds: 3600 } };
const pair = (loginId = '1001') => {
  const tokens = tokensFor(loginId, sso, now);
  assert.ok(tokens);
  return tokens;
};

test('a token says whose it is until it is over, and is of one kind', () => {
  const { token, refresh_token } = pair();
  assert.equal(loginOfToken('access', token, sso, now + 599_999), '1001');
  assert.equal(loginOfToken('access', token, sso, now + 600_000), undefined);
  assert.equal(loginOfToken('refresh', token, sso, now), undefined);
  assert.equal(loginOfToken('refresh', refresh_token, sso, now + 3_599_999), '1001');
  assert.equal(loginOfToken('access', refresh_token, sso, now), undefined);
});

test('refreshing gives a new access token and does not move the end', () => {
  const later = now + 3_000_000;
  const refreshed = tokensFor('1001', sso, later, pair().refresh_token);
  assert.equal(refreshed?.refresh_token, pair().refresh_token);
  assert.equal(refreshed.refresh_token_expires_in, 600);
  assert.equal(loginOfToken('access', refreshed.token, sso, later), '1001');
});

test('a clock with fractions makes tokens like any other', () => {
  const tokens = tokensFor('1001', sso, now + 0.4);
  assert.equal(loginOfToken('access', tokens?.token ?? '', sso, now + 1), '1001');
  assert.equal(loginOfToken('refresh', tokens?.refresh_token ?? '', sso, now + 1), '1001');
});

test('the chat service takes an access token for a password, also where an operator has switched tokens on', () => {
  const b = bench();
  b.fault({ action: 'set-sign-in', lasts: '2 min' });
  b.advance(10);
  const { payload } = b.rest('publisher', 'GET', paths.ssoToken, { as: '1001' });
  assert.ok(payload.kind === 'SsoTokens');
  const enter = (session: string, password: string) => {
    b.feed({ type: 'chat', session, message: { kind: 'connect', loginId: '1001', password } });
    b.advance(10);
    return b.out.flatMap((effect) =>
      effect.type === 'chat' && effect.session === session ? [effect.message.kind] : [],
    );
  };
  assert.deepEqual(enter('one', payload.value.token), ['connected']);
  assert.deepEqual(enter('two', `${payload.value.token}x`), ['refused']);
});

test('another deployment, or one without single sign-on, takes none of them', () => {
  const { token } = pair();
  const elsewhere = { ...sso, hosts: { publisher: 'a.example.org', subscriber: 'b.example.org' } };
  assert.equal(loginOfToken('access', token, elsewhere, now), undefined);
  assert.equal(loginOfToken('access', token, { hosts: options.hosts }, now), undefined);
  assert.equal(tokensFor('1001', { hosts: options.hosts }, now), undefined);
});

test('a token that was changed in any place is none', () => {
  fc.assert(
    fc.property(fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (place, character) => {
      const { token } = pair();
      const at = place % token.length;
      const changed = token.slice(0, at) + character + token.slice(at + 1);
      assert.equal(loginOfToken('access', changed, sso, now), changed === token ? '1001' : undefined);
    }),
  );
});
