/** Capacity and admission beside their scenarios: costs by kind, queues, bytes, vCPUs; turns for a thousand (GL-8, DF-9, DF-11). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiRequest } from '../wire/http.ts';
import type { Ms } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';
import { ctiSynchronisation } from './cti-recovery.ts';
import { admissionHeader, withAdmission } from './admission.ts';
import { readyAt } from './capacity.ts';
import { kindOf, usualCosts, workersOf } from './capacity-costs.ts';
import type { CapacityOptions } from './capacity-costs.ts';
import { freshState } from './state.ts';
import { bench, options, start } from './test/bench.ts';
import { timing } from './timing.ts';

const get = (path: string): ApiRequest => ({ method: 'GET', path });
const login = (loginId: string): ApiRequest => ({
  method: 'PUT',
  path: paths.user(loginId),
  body: { kind: 'UserLogin', extension: '4001' },
});

test('what a request costs goes by its kind', () => {
  const kinds: readonly (readonly [ApiRequest, string])[] = [
    [get(paths.systemInfo), 'system-info'],
    [get(paths.user('1001')), 'read'],
    [get(paths.userReasonCodes('1001')), 'configuration'],
    [login('1001'), 'login'],
    [{ method: 'POST', path: paths.userDialogs('1001') }, 'action'],
    [get('/desktop/gadgets/queue.xml'), 'gadget-xml'],
    [get('/desktop/gadgets/CallControl.jsp'), 'gadget-jsp'],
    [get('/desktop/assets/js/all.js'), 'static'],
  ];
  for (const [request, kind] of kinds) assert.equal(kindOf(request), kind, request.path);
});

/** From the first request to the last answer when `desktops` come at once, each with a sign-in, reads and its gadgets. */
function storm(desktops: number, gadget: string, gadgets: number, capacity: CapacityOptions): Ms {
  const state: Pick<ReturnType<typeof freshState>, 'capacity'> = {};
  const requests = [login('1'), ...Array.from({ length: 4 }, () => get(paths.user('1')))];
  for (let index = 0; index < gadgets; index += 1) requests.push(get(`/desktop/g.${gadget}`));
  for (let index = 0; index < 12; index += 1) requests.push(get('/desktop/all.js'));
  let last = 0;
  for (let desktop = 0; desktop < desktops; desktop += 1) {
    for (const request of requests) last = Math.max(last, readyAt(state, 'publisher', request, { capacity }, 0));
  }
  return last;
}

test('DF-11: a storm takes time in proportion to the desktops: 22 s for 1000 with 6 XML gadgets on 4 vCPU', () => {
  const one = storm(1000, 'xml', 6, { vCpus: 4 });
  assert.ok(one > 20_000 && one < 24_000, `${one} ms`);
  assert.ok(Math.abs(storm(2000, 'xml', 6, { vCpus: 4 }) / one - 2) < 0.01);
});

test('GL-8: an XML gadget loads three times as fast as a JSP one; 8 vCPU make a node a fifth faster', () => {
  assert.equal(usualCosts['gadget-jsp'].cpuMs / usualCosts['gadget-xml'].cpuMs, 3);
  assert.ok(storm(200, 'jsp', 6, { vCpus: 4 }) > 2 * storm(200, 'xml', 6, { vCpus: 4 }));
  const ratio = storm(2000, 'xml', 8, { vCpus: 8 }) / storm(2000, 'xml', 8, { vCpus: 4 });
  assert.ok(Math.abs(ratio - 0.8) < 0.01, String(ratio));
  assert.deepEqual(
    [1, 2, 4, 6, 8, 12, 0].map((vCpus) => workersOf({ vCpus })),
    [1, 2, 4, 4, 5, 6, 1],
  );
});

test('GL-8: the CTI reconnect is a fifth faster too', () => {
  const large = { pgRelease: '12.5+', ctiLoad: { users: 2000, roundTripMs: 0, bandwidthMbitPerSecond: 1e9 } } as const;
  const usual = ctiSynchronisation(large, 0);
  assert.ok(Math.abs(ctiSynchronisation({ ...large, capacity: { vCpus: 8 } }, 0) / usual - 0.8) < 0.001);
  assert.equal(ctiSynchronisation({ ...large, capacity: 'off' }, 0), usual);
});

test('DF-11: the line is a bottleneck of its own: 2000 desktops with 6 gadgets fill 250 Mbit/s for 90 s', () => {
  const line = storm(2000, 'xml', 6, { vCpus: 64, bandwidthMbitPerSecond: 250 });
  assert.ok(line > 80_000 && line < 120_000, `${line} ms`);
});

test('a queue forms and empties, first come first served, and a stop forgets it', () => {
  const b = bench({ capacity: { vCpus: 2, costs: { read: { cpuMs: 100, bytes: 7 } } } });
  const ids = [1, 2, 3, 4, 5].map(() => b.ask('publisher', 'GET', paths.user('1001'), { as: '1001' }));
  const load = () => b.view().nodes.publisher.load;
  assert.deepEqual(load(), { waiting: 3, inService: 2, answered: 0, bytes: 35 });
  b.advance(150);
  assert.deepEqual(
    ids.map((id) => b.replyTo(id) !== undefined),
    [true, true, false, false, false],
  );
  assert.deepEqual(load(), { waiting: 1, inService: 2, answered: 2, bytes: 35 });
  assert.deepEqual(b.view().nodes.subscriber.load, { waiting: 0, inService: 0, answered: 0, bytes: 0 });
  // The world goes on from its snapshot with its queue.
  b.reopen();
  b.advance(60);
  assert.deepEqual(load(), { waiting: 0, inService: 1, answered: 4, bytes: 35 });
  b.fault({ action: 'stop-node', node: 'publisher' });
  assert.deepEqual(load(), { waiting: 0, inService: 0, answered: 0, bytes: 0 });
});

test('a node with a capacity serves pages and gadgets; without one nothing is counted and answers come as ever', () => {
  const busy = bench({ capacity: { vCpus: 4 } });
  assert.equal(busy.rest('publisher', 'GET', '/desktop/gadgets/a.xml').status, 200);
  for (const capacity of [undefined, 'off'] as const) {
    const b = bench(capacity ? { capacity } : {});
    const id = b.ask('publisher', 'GET', paths.systemInfo);
    b.advance(timing.restHandling - 1);
    assert.equal(b.replyTo(id), undefined);
    b.advance(1);
    assert.ok(b.replyTo(id));
    assert.equal(b.view().nodes.publisher.load, undefined);
    assert.equal(b.rest('publisher', 'GET', '/desktop/gadgets/a.xml').status, 401);
  }
});

test('DF-9: a thousand desktops at once get turns 1/30 s apart; the next storm begins anew', () => {
  const node = freshState(1, start).nodes.subscriber;
  const paced = { ...options, admission: 'paced' } as const;
  const reply = { status: 202, headers: {}, payload: { kind: 'Empty' } } as const;
  const waitOf = (loginId: string, now: Ms): number => {
    node.agents[loginId] = { loginId, state: 'READY', extension: '1', changedAt: start };
    const { headers } = withAdmission(node, login(loginId), () => loginId, reply, { now, options: paced });
    return Number(/^wait=(\d+)$/.exec(headers[admissionHeader] ?? '')?.[1]);
  };
  const waits = Array.from({ length: 1000 }, (_, index) => waitOf(String(index), start));
  assert.equal(waits[0], 0);
  assert.ok(waits.every((wait, index) => Math.abs(wait - (index * 1000) / 30) <= 1));
  assert.equal(waitOf('999', start + 1_000), (waits[999] ?? 0) - 1_000);
  assert.equal(waitOf('0', start + 1_000), 0);
  const later = start + 33_300 + 61_000;
  assert.deepEqual(
    ['0', '1'].map((loginId) => waitOf(loginId, later)),
    [0, 34],
  );
  assert.equal(Object.keys(node.admission?.turns ?? {}).length, 2);
});

test('DF-9: a refused sign-in takes no turn, and a node that stops forgets its plan', () => {
  const b = bench({ admission: 'paced', admissionPerSecond: 0.1 });
  for (const loginId of ['1001', '1002']) b.signIn(loginId);
  b.fault({ action: 'stop-node', node: 'publisher' });
  const wrong = b.rest('subscriber', 'PUT', paths.user('1001'), {
    as: '1001',
    body: { kind: 'UserLogin', extension: '1' },
  });
  assert.equal(admissionHeader in wrong.headers, false);
  assert.equal(b.signIn('1001', 'subscriber').headers[admissionHeader], 'wait=0');
  assert.equal(b.signIn('1002', 'subscriber').headers['retry-after'], '10');
  b.fault({ action: 'start-node', node: 'publisher' });
  b.advance(10_000);
  b.fault({ action: 'stop-node', node: 'subscriber' });
  b.fault({ action: 'start-node', node: 'subscriber' });
  b.advance(10_000);
  assert.equal(b.signIn('1002', 'subscriber').headers[admissionHeader], 'wait=0');
});

test('DF-9: after a crowd that an operator lets arrive the next desktop waits, where nobody is paced else; then nobody', () => {
  const b = bench();
  b.signIn('1001');
  const arrives = () => b.signIn('1001', 'subscriber').headers[admissionHeader];
  assert.equal(arrives(), undefined);
  b.fault({ action: 'crowd-arrives', node: 'subscriber', ms: 12_000 });
  b.advance(20);
  assert.match(arrives() ?? '', /^wait=119\d\d$/);
  assert.equal(b.signIn('1001').headers[admissionHeader], undefined, 'the other node knows of no crowd');
  b.advance(12_000 + 60_100);
  assert.equal(arrives(), undefined);
  b.fault({ action: 'stop-node', node: 'subscriber' });
  assert.throws(() => b.fault({ action: 'crowd-arrives', node: 'subscriber', ms: 1 }), /not running/);
});
