/** Each guideline's check, with what is good and what it must find. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Layout, LayoutGadget } from '../../wire/layout.ts';
import type { DesktopView } from '../../core/view.ts';
import { addressCheck, firefoxCheck, httpCacheCheck, loadCheck, storageCheck } from './browser-checks.ts';
import type { Check, Surroundings, Verdict } from './contract.ts';
import { gadgetCheck, hostsCheck, secondaryCheck, spreadCheck } from './deployment-checks.ts';
import { alternateCheck, roundTripCheck } from './node-checks.ts';
import { checks, runCheck, wholeVerdict, wholeWords } from './run-checks.ts';

function gadgets(...urls: readonly string[]): Layout {
  const page = urls.map((url, index): LayoutGadget => ({ id: `g${index}`, url, hidden: false, alternateHosts: [] }));
  return { version: '1', configs: {}, header: [], roles: [{ role: 'Agent', page, tabs: [] }] };
}

const healthy: Surroundings = {
  address: new URL('https://finesse.example/?agent=1001'),
  userAgent: 'Mozilla/5.0 Chrome/156.0',
  layout: gadgets('gadgets/notes'),
  view: undefined,
  storage: () => Promise.resolve({ free: 5e9, persisted: false }),
  httpCache: () => Promise.resolve({ secondTime: 'from-cache', sinceLastStart: 'kept' }),
  lateness: () => Promise.resolve([0.2, 0.4, 1]),
  missingSecondary: () => Promise.resolve(0),
  answers: () => Promise.resolve('answers'),
};

function roundTrips(publisher: number, subscriber: number): Surroundings {
  const of = (roundTripMs: number) => ({
    host: 'a',
    status: 'in-service',
    heartbeat: 'success',
    seenAt: 1,
    roundTripMs,
  });
  const view = { node: 'publisher', nodes: { publisher: of(publisher), subscriber: of(subscriber) } };
  return { ...healthy, view: view as unknown as DesktopView };
}

function nodes(status: 'in-service' | 'unreachable' | 'out-of-service' | 'unknown'): Surroundings {
  const at = (host: string, shown: typeof status) => ({
    host,
    status: shown,
    heartbeat: 'unknown',
    seenAt: shown === 'unknown' ? undefined : 1,
  });
  const view = { node: 'publisher', nodes: { publisher: at('a', 'in-service'), subscriber: at('b', status) } };
  return { ...healthy, view: view as unknown as DesktopView };
}

const url = (text: string): Surroundings => ({ ...healthy, address: new URL(text) });
const layout = (...urls: readonly string[]): Surroundings => ({ ...healthy, layout: gadgets(...urls) });

const cases: readonly [name: string, Check, Surroundings, Verdict, RegExp][] = [
  ['GL-1: an address as it should be', addressCheck, healthy, 'good', /past a cache/],
  [
    'GL-1: bypassServerCache',
    addressCheck,
    url('https://a.example/?bypassServerCache=true'),
    'costs-time',
    /every start/,
  ],
  ['GL-1: nocache', addressCheck, url('https://a.example/?x=1&nocache'), 'costs-time', /“nocache”/],
  ['GL-2: room enough', storageCheck, healthy, 'good', /5000 MB/],
  [
    'GL-2: under 200 MB',
    storageCheck,
    { ...healthy, storage: () => Promise.resolve({ free: 199_000_000, persisted: false }) },
    'problem',
    /Only 199 MB/,
  ],
  [
    'GL-2: a browser that does not tell',
    storageCheck,
    { ...healthy, storage: () => Promise.reject(new Error('no')) },
    'not-known',
    /does not say/,
  ],
  ['GL-3: nobody has measured', roundTripCheck, healthy, 'not-known', /Sign in first/],
  ['GL-3: near', roundTripCheck, roundTrips(3, 4), 'good', /3 ms to the publisher and back, 4 ms/],
  ['GL-3: far', roundTripCheck, roundTrips(3, 400), 'costs-time', /400 ms to the subscriber/],
  ['GL-4: nobody is signed in', alternateCheck, healthy, 'not-known', /Sign in first/],
  ['GL-4: the alternate is good', alternateCheck, nodes('in-service'), 'good', /subscriber answers/],
  ['GL-4: unreachable or not trusted', alternateCheck, nodes('unreachable'), 'problem', /certificate/],
  ['GL-4: out of service', alternateCheck, nodes('out-of-service'), 'problem', /out of service/],
  ['GL-4: never looked at', alternateCheck, nodes('unknown'), 'not-known', /Nobody has looked/],
  ['GL-5: Firefox', firefoxCheck, { ...healthy, userAgent: 'Gecko/20100101 Firefox/140.0' }, 'costs-time', /Firefox/],
  ['GL-5: another browser', firefoxCheck, healthy, 'good', /does not race/],
  [
    'GL-6: caching off',
    httpCacheCheck,
    { ...healthy, httpCache: () => Promise.resolve({ secondTime: 'from-network', sinceLastStart: 'kept' }) },
    'costs-time',
    /twice/,
  ],
  [
    'GL-6: cleared at each start',
    httpCacheCheck,
    { ...healthy, httpCache: () => Promise.resolve({ secondTime: 'from-cache', sinceLastStart: 'cleared' }) },
    'costs-time',
    /cleared/,
  ],
  [
    'GL-6: no server to ask',
    httpCacheCheck,
    { ...healthy, httpCache: () => Promise.resolve({ secondTime: 'not-known', sinceLastStart: 'not-known' }) },
    'not-known',
    /could not be asked/,
  ],
  ['GL-6: kept', httpCacheCheck, healthy, 'good', /from the last start/],
  ['GL-7: not to be seen from one desktop', spreadCheck, healthy, 'not-known', /does not see/],
  [
    'GL-8: a JSP gadget and the name of its XML form',
    gadgetCheck,
    layout('gadgets/notes', 'https://x.example/Map.jsp?a=1'),
    'costs-time',
    /JSP.*g1/,
  ],
  [
    'GL-8: nine gadgets',
    gadgetCheck,
    layout(...Array.from({ length: 9 }, () => 'gadgets/notes')),
    'costs-time',
    /9 gadgets/,
  ],
  ['GL-8: few and quick', gadgetCheck, healthy, 'good', /1 gadgets|none/],
  ['GL-9: all precached', secondaryCheck, healthy, 'good', /precached/],
  [
    'GL-9: some still to come',
    secondaryCheck,
    { ...healthy, missingSecondary: () => Promise.resolve(3) },
    'costs-time',
    /3 files/,
  ],
  [
    'GL-9: no service worker',
    secondaryCheck,
    { ...healthy, missingSecondary: () => Promise.resolve(undefined) },
    'costs-time',
    /No service worker/,
  ],
  [
    'GL-9: switched off',
    secondaryCheck,
    { ...healthy, layout: { ...healthy.layout, configs: { preLoadSecondaryResources: 'false' } } },
    'costs-time',
    /off/,
  ],
  [
    'GL-11: late timers',
    loadCheck,
    { ...healthy, lateness: () => Promise.resolve([1, 2, 480]) },
    'costs-time',
    /480 ms/,
  ],
  ['GL-11: in time', loadCheck, healthy, 'good', /of 3/],
  ['GL-11: hidden', loadCheck, { ...healthy, lateness: () => Promise.resolve([]) }, 'not-known', /hidden/],
  ['GL-12: none from elsewhere', hostsCheck, healthy, 'good', /No gadget/],
  [
    'GL-12: silent host',
    hostsCheck,
    { ...layout('https://x.example/a.xml'), answers: () => Promise.resolve('unreachable-or-not-trusted') },
    'problem',
    /x\.example/,
  ],
  [
    'GL-12: the policy forbids to ask',
    hostsCheck,
    { ...layout('https://x.example/a.xml'), answers: () => Promise.resolve('not-allowed-by-policy') },
    'not-known',
    /policy/,
  ],
];

for (const [name, check, surroundings, verdict, words] of cases) {
  test(name, async () => {
    const finding = await runCheck(check, surroundings);
    assert.equal(finding.verdict, verdict);
    assert.match(finding.words, words);
    // Whoever is told of a fault is told what to do.
    if (verdict === 'problem' || verdict === 'costs-time') assert.ok(finding.advice);
  });
}

test('GL-8: the advice names the XML form', async () => {
  const { advice } = await runCheck(gadgetCheck, layout('https://x.example/Map.jsp?a=1'));
  assert.match(advice ?? '', /https:\/\/x\.example\/map\.xml/);
});

test('a check that throws is a finding, and the others go on', async () => {
  const finding = await runCheck(loadCheck, { ...healthy, lateness: () => Promise.reject(new Error('planted')) });
  assert.equal(finding.verdict, 'not-known');
  assert.match(finding.words, /planted/);
});

test('the whole is as bad as its worst part that something can be done about', () => {
  const of = (...verdicts: readonly Verdict[]) => verdicts.map((verdict) => ({ verdict, words: '' }));
  assert.equal(wholeVerdict(of('good', 'not-known')), 'good');
  assert.equal(wholeVerdict(of('good', 'costs-time', 'not-known')), 'costs-time');
  assert.equal(wholeVerdict(of('problem', 'costs-time')), 'problem');
  assert.match(wholeWords(of('problem', 'costs-time', 'costs-time')), /^1 thing can .* 2 more cost time/);
  assert.match(wholeWords(of('costs-time')), /1 thing costs time/);
  assert.match(wholeWords(of('good')), /Nothing found/);
});

test('every guideline but the one on cookies has its check, once', () => {
  const ids = checks.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (let row = 1; row <= 12; row += 1) if (row !== 10) assert.ok(ids.includes(`GL-${row}`), `GL-${row}`);
});
