// What the words claim, key by key, against the phases in which the core lets each stand: DF-8 for failovers, PF-3 and PF-5 for
// forced logouts, PF-10 for the end of a sign-in, MM-2 to MM-5 for maintenance, GL-4 and the ways to move for redirects.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RedirectWay } from '../../src/core/ways.ts';
import { standsIn } from '../../src/core/test/truthful.ts';
import type { NoticeKey, Phase } from '../../src/core/view.ts';
import { english, noticeText, whyNoActions } from '../../src/desktop/messages.ts';
import { arrivalText, redirectWords } from '../../src/desktop/messages-moving.ts';

const params = { trigger: 'silence', node: 'publisher', from: 'publisher', to: 'subscriber', seconds: 12, times: 1 };
const keys = Object.keys(english) as NoticeKey[];
const bannersOf = (phase: Phase): NoticeKey[] =>
  keys.filter((key) => standsIn[key] !== 'no banner' && standsIn[key].includes(phase));

/** What each banner of a phase has to say, and what none may claim there. */
const claims: Readonly<Partial<Record<Phase, { readonly says: RegExp; readonly never: RegExp }>>> = {
  suspect: { says: /is lost.*…$/s, never: /You are on|can go on\.|Signed in|out of service for/ },
  searching: { says: /is lost.*…$|unavailable|taken over/s, never: /You are on|Moving you|Signed in/ },
  switching: { says: /Moving you there…$|Reconnecting…$/, never: /You are on|Signed in|moved/ },
  restoring: { says: /(again|Signing you in again)…$|You move in/, never: /You are on|You are back/ },
  migrating: { says: /Saving.*…$/, never: /You are on|was saved/ },
  connected: { says: /\.$/, never: /…$|is lost|password/ },
  expired: { says: /password|[Ss]ign in again/, never: /You are on|lost for good/ },
  displaced: { says: /Only one can be connected/, never: /You are signed out/ },
  'signed-out': {
    says: /[Ss]ign|refused|right|taken over|goes on/,
    never: /You are on|connected to you|still signed in/,
  },
};

for (const [phase, { says, never }] of Object.entries(claims) as [Phase, { says: RegExp; never: RegExp }][]) {
  test(`DF-8: banners of ${phase} say what is so there and claim nothing else`, () => {
    for (const key of bannersOf(phase)) {
      const text = noticeText({ key, params: { ...params, reason: 'credentials' } });
      assert.match(text, says, key);
      assert.doesNotMatch(text, never, key);
    }
  });
}

test('DF-8: while the agent cannot act, each phase says why in few words; while connected nothing is said', () => {
  for (const [phase, why] of Object.entries(whyNoActions))
    assert.match(why, phase === 'connected' ? /^$/ : /^Off .{4,}/);
});

test('PF-3, PF-5: each cause of a forced logout is told with its code, never as a supervisor’s, with what becomes of it', () => {
  const texts = [255, 50_002, 20_001, 20_002].flatMap((code) =>
    ['under-way', 'not-by-profile', 'already-once', 'nothing'].map((undo) => {
      const text = noticeText({ key: 'forced-logout', params: { code, undo, state: 'LOGOUT' } });
      assert.ok(text.includes(`(code ${code})`) && text.includes('Signed out'), text);
      assert.doesNotMatch(text, /supervisor/i);
      assert.equal(/Taking it back…$/.test(text), undo === 'under-way', text);
      return text;
    }),
  );
  assert.equal(new Set(texts).size, 16);
  assert.match(noticeText({ key: 'forced-logout', params: { code: 1, state: 'LOGOUT' } }), /the system asked for it/);
});

test('MM-3, MM-5: the notices of a maintenance say what will be, what is being done and what was not', () => {
  const say = (key: NoticeKey, more = {}): string => noticeText({ key, params: { ...params, ...more } });
  assert.match(say('maintenance-scheduled'), /will be taken out of use.*moves.*in about 12 seconds/s);
  assert.match(say('maintenance-about-to-move'), /in 12 seconds.*are saving/s);
  for (const key of ['maintenance-scheduled', 'maintenance-about-to-move', 'migrating'] as const)
    assert.doesNotMatch(say(key), /\b(was|were|has been|have been) (moved|saved)/);
  const stays = ['unreachable', 'out-of-service', 'failed', '?'].map((reason) => say('maintenance-stays', { reason }));
  assert.equal(new Set(stays).size, 4);
  for (const text of stays) assert.match(text, /^You were not moved/);
  assert.match(say('maintenance-not-saved', { gadgets: 'notes', tabs: 1 }), /Not confirmed as saved.*Please check/);
});

test('PF-10: the warnings before a sign-in ends say how long, the last that force follows; the end what was asked for', () => {
  const say = (key: NoticeKey, seconds = 600): string => noticeText({ key, params: { seconds } });
  assert.match(say('sign-in-ends'), /10 minutes/);
  assert.match(say('sign-in-ends', 300), /5 minutes/);
  assert.match(say('sign-in-ends-soon'), /within a minute.*signed out by force/s);
  // The node decides: this desktop has asked.
  assert.match(say('sign-in-ended'), /has asked the server to sign you out/);
});

test('a redirect is promised only where it was tried, and a refused one says that nothing was taken over', () => {
  const to = 'subscriber';
  const ways: Readonly<Record<RedirectWay['kind'], RedirectWay>> = {
    unknown: { kind: 'unknown' },
    none: { kind: 'none', because: 'other-host' },
    unreachable: { kind: 'unreachable', to, address: 'https://b.example/' },
    'same-site': { kind: 'same-site', to },
    'same-site-idle': { kind: 'same-site-idle', to },
    primed: { kind: 'primed', to },
    unprimed: { kind: 'unprimed', to },
  };
  for (const [kind, way] of Object.entries(ways)) {
    const text = redirectWords(way);
    assert.equal(/^prepared/.test(text), kind === 'same-site' || kind === 'primed', text);
    assert.equal(/sign in again/.test(text), kind === 'unprimed', text);
  }
  for (const code of ['forged', 'stale', 'used', 'never-heard-of'])
    assert.match(arrivalText({ kind: 'refused', code }), /refused: .*\. Nothing was taken over\.$/);
  assert.match(arrivalText({ kind: 'unprepared' }), /please sign in/);
});
