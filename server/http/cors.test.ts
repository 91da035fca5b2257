/** Cross-origin rules as a table: mode, who asks, what is said. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corsAnswer, mayTalk } from './cors.ts';
import type { CorsPolicy, CorsQuestion } from './cors.ts';

const own = 'http://localhost:8445';
const policy = (mode: CorsPolicy['mode']): CorsPolicy => ({
  mode,
  allowedOrigins: ['https://desk.example:9443'],
  exposedHeaders: ['requestId'],
});
const question = (origin: string | undefined, changed: Partial<CorsQuestion> = {}): CorsQuestion => ({
  method: 'GET',
  origin,
  ownOrigin: own,
  requestMethod: undefined,
  ...changed,
});

const rows = [
  ['enable_all', 'https://anywhere.example', true],
  ['enable_all', own, true],
  ['enable_all', undefined, true],
  ['enable', 'https://desk.example:9443', true],
  ['enable', 'https://desk.example', false],
  ['enable', 'https://desk.example:9443.evil.example', false],
  ['enable', own, true],
  ['enable', 'null', false],
  ['disable', 'https://desk.example:9443', false],
  ['disable', own, true],
  ['disable', undefined, true],
] as const;

for (const [mode, origin, allowed] of rows) {
  test(`cors ${mode}: a page of ${origin ?? 'no origin'} ${allowed ? 'may' : 'may not'} talk to the node`, () => {
    assert.equal(mayTalk(policy(mode), origin, own), allowed);
    const answer = corsAnswer(policy(mode), question(origin));
    if (mode === 'disable') assert.deepEqual(answer, { kind: 'go-on', headers: {} });
    else assert.equal(answer.kind, allowed ? 'go-on' : 'forbidden');
  });
}

test('an allowed page may read Retry-After, and what was added, but not requestId by itself', () => {
  const said = (exposedHeaders: readonly string[]) => {
    const answer = corsAnswer({ ...policy('enable_all'), exposedHeaders }, question('https://a.example'));
    return answer.kind === 'go-on' ? (answer.headers['Access-Control-Expose-Headers'] ?? '') : '';
  };
  assert.match(said([]), /\bRetry-After\b/);
  assert.doesNotMatch(said([]), /requestId/);
  assert.match(said(['requestId']), /\brequestId\b/);
});

test('a preflight is answered with the documented headers, and may be kept', () => {
  const answer = corsAnswer(
    policy('enable_all'),
    question('https://a.example', { method: 'OPTIONS', requestMethod: 'PUT' }),
  );
  assert.equal(answer.kind, 'preflight');
  assert.ok('headers' in answer);
  assert.equal(answer.headers['Access-Control-Allow-Origin'], 'https://a.example');
  assert.match(answer.headers['Access-Control-Allow-Methods'] ?? '', /\bPUT\b/);
  for (const name of ['Content-Type', 'Authorization', 'requestId', 'Range', 'X-Requested-With']) {
    assert.match(answer.headers['Access-Control-Allow-Headers'] ?? '', new RegExp(`\\b${name}\\b`));
  }
  assert.ok(Number(answer.headers['Access-Control-Max-Age']) >= 600);
  assert.match(answer.headers['Vary'] ?? '', /\bOrigin\b/);
});
