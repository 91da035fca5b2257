import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkSiteConfig, connectSources, readSiteConfig } from '../rollup/live-pairs.mjs';
import { policyForMeta, securityHeadersFor } from '../rollup/security-headers.mjs';
import { serve } from '../serve.mjs';

const publisher = 'https://a.example:8445';
const subscriber = 'https://b.example:8445';
const config = { pairs: { one: { publisher, subscriber }, two: { publisher: `${publisher}/`, subscriber } } };

test('the policy names every node once, for requests and for WebSockets, and nothing else', () => {
  assert.deepEqual(connectSources(config), [publisher, 'wss://a.example:8445', subscriber, 'wss://b.example:8445']);
  const wanted =
    /connect-src 'self' https:\/\/a\.example:8445 wss:\/\/a\.example:8445 https:\/\/b\.example:8445 wss:\/\/b\.example:8445;/;
  assert.match(policyForMeta(config), wanted);
  assert.match(securityHeadersFor(config)['Content-Security-Policy'], wanted);
  assert.match(policyForMeta({ pairs: {} }), /connect-src 'self';/);
});

test('CH-1: the policy names a chat service for WebSockets alone', () => {
  const { pairs } = config;
  const withChat = { pairs: { one: { ...pairs.one, chat: 'https://im.example/' }, two: pairs.two } };
  assert.deepEqual(connectSources(withChat), [...(connectSources(config) as string[]), 'wss://im.example']);
  assert.doesNotMatch(policyForMeta(withChat), /https:\/\/im\.example/);
});

const bad: readonly [what: string, config: unknown][] = [
  ['no pairs', {}],
  ['a list', { pairs: [] }],
  ['a name that would need escaping', { pairs: { 'a b': { publisher, subscriber } } }],
  ['one node alone', { pairs: { one: { publisher } } }],
  ['the same node twice', { pairs: { one: { publisher, subscriber: `${publisher}/` } } }],
  ['a path', { pairs: { one: { publisher: `${publisher}/finesse`, subscriber } } }],
  ['what would widen the policy', { pairs: { one: { publisher: 'https://a.example; script-src *', subscriber } } }],
  ['a chat service that is no origin', { pairs: { one: { publisher, subscriber, chat: 'https://im.example *' } } }],
  ['a wildcard', { pairs: { one: { publisher: '*', subscriber } } }],
];
for (const [what, wrong] of bad) {
  test(`a config with ${what} is refused, and says where`, () => {
    assert.throws(() => checkSiteConfig(wrong, 'its.json'), /^Error: its\.json: /);
  });
}

test('our own file is as it must be', () => assert.match(policyForMeta(readSiteConfig()), /ws:\/\/localhost:8446/));

test('the server’s headers are those of the site that it serves', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'understudy-config-'));
  writeFileSync(join(dir, 'config.json'), JSON.stringify(config));
  writeFileSync(join(dir, 'index.html'), '');
  const site = await serve({ dir, port: 0 });
  try {
    const answer = await fetch(site.url);
    assert.match(answer.headers.get('content-security-policy') ?? '', /wss:\/\/b\.example:8445/);
  } finally {
    await site.close();
    rmSync(dir, { recursive: true });
  }
});

test('hosts of gadgets: checked, and named in frame-src alone', () => {
  const pairs = {};
  for (const gadgetHosts of [
    [],
    'x',
    { 'https://g.example/path': {} },
    { '*': {} },
    { 'https://g.example': { sees: 'agent' } },
  ]) {
    assert.throws(() => checkSiteConfig({ pairs, gadgetHosts }, 'its.json'), /^Error: its\.json: /);
  }
  const policy = policyForMeta(
    checkSiteConfig({ pairs, gadgetHosts: { 'https://g.example:8444': { sees: ['agent'] } } }),
  );
  const naming = policy.split('; ').filter((directive) => directive.includes('g.example'));
  assert.deepEqual(naming, ["frame-src 'self' https://g.example:8444"]);
});
