import assert from 'node:assert/strict';
import { it } from 'node:test';
import { decodeReply, encodeReply } from './rest-codec.ts';
import { decodeSsoTokens } from './sso-tokens.ts';
import { complaint } from './test/complaint.ts';

const tokens = { token: 'a.1', expires_in: 600, refresh_token: 'r.1', refresh_token_expires_in: 3600 };

void it('tokens are JSON in a reply, and come back as they were', () => {
  const http = encodeReply({ status: 200, headers: {}, payload: { kind: 'SsoTokens', value: tokens } });
  assert.equal(http.headers['content-type'], 'application/json');
  assert.deepEqual(decodeReply(http).payload, { kind: 'SsoTokens', value: tokens });
});

void it('what is no token pair is refused with its place', () => {
  const changed = (change: object): string => JSON.stringify({ ...tokens, ...change });
  assert.equal(
    complaint(() => decodeSsoTokens('{')),
    'bad-value',
  );
  assert.equal(
    complaint(() => decodeSsoTokens('null')),
    'bad-value',
  );
  assert.equal(
    complaint(() => decodeSsoTokens(changed({ token: 'a b' }))),
    'bad-value token',
  );
  assert.equal(
    complaint(() => decodeSsoTokens(changed({ refresh_token: '' }))),
    'bad-value refresh_token',
  );
  assert.equal(
    complaint(() => decodeSsoTokens(changed({ expires_in: '600' }))),
    'bad-value expires_in',
  );
  assert.equal(
    complaint(() => decodeSsoTokens(changed({ refresh_token_expires_in: -1 }))),
    'bad-value refresh_token_expires_in',
  );
});
