/** The profile `ippa`: an IP Phone Agent knows one node, says "server unavailable" after 15 s, and never moves by itself. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MaintenanceAlert } from '../wire/maintenance.ts';
import { paths } from '../wire/paths.ts';
import { agentId, extension, user } from './test/fixtures.ts';
import { Harness, type HarnessOptions } from './test/harness.ts';
import { policies } from './policy.ts';

const phone = (more: Partial<HarnessOptions> = {}): Harness =>
  new Harness({ profile: 'ippa', latencyMs: 0, ...more }).signIn();

/** Seconds after `since` at which a node was asked or connected to. */
const askedAt = (h: Harness, since: number): number[] =>
  h.probes('publisher', since).map(({ at }) => (at - since) / 1000);
const connectedAt = (h: Harness, since: number): number[] =>
  h.effects.flatMap(({ at, effect }) => (effect.type === 'open-channel' && at >= since ? [(at - since) / 1000] : []));
const bannersSince = (h: Harness, since: number): string[] =>
  h.notices.filter(({ at, kind }) => kind === 'banner' && at >= since).map(({ key, at }) => `${key}@${at - since}`);

/** Nothing was ever asked of the alternate, and nothing opened there. */
function assertNeverThere(h: Harness): void {
  const there = h.effects.filter(({ effect }) => 'node' in effect && effect.node === 'subscriber');
  assert.deepEqual(there, []);
  assert.equal(h.view.nodes.subscriber.status, 'unknown', 'nobody looked');
}

describe('IP-1: an IP Phone Agent asks every 5 s', () => {
  it('IP-1: SystemInfo every 5 s while all is well, and nobody is told anything', () => {
    const h = phone();
    const since = h.now;
    h.run(20_000);
    const times = askedAt(h, since);
    assert.equal(times.length, 4);
    assert.deepEqual(
      times.slice(1).map((at, index) => Math.round((at - times[index]!) * 1000)),
      [5_000, 5_000, 5_000],
    );
    assert.deepEqual(bannersSince(h, since), []);
    assert.deepEqual(connectedAt(h, since), []);
  });

  it('IP-1: notifications lost: tried again every 5 s, and after three failures, 15 s, the server is unavailable', () => {
    const h = phone();
    h.stopNode('publisher');
    const since = h.now;
    h.run(31_000);
    assert.deepEqual(h.phasesSince(since), ['suspect@0', 'searching@15000']);
    assert.deepEqual(connectedAt(h, since), [0, 5, 10, 15, 20, 25, 30]);
    assert.deepEqual(askedAt(h, since), [0, 5, 10, 15, 20, 25, 30]);
    assert.deepEqual(bannersSince(h, since), ['connection-lost@0', 'server-unavailable@15000']);
  });

  it('IP-1: a node that has fallen silent is unavailable after three looks in vain', () => {
    const h = phone();
    h.cutNetwork('publisher');
    const since = h.now;
    h.until(() => h.view.banner?.key === 'server-unavailable');
    // Up to 5 s to the next look, 5 s until it has failed, and 15 s.
    assert.ok(h.now - since >= 15_000 && h.now - since <= 25_000, `${h.now - since} ms`);
  });

  it('IP-1: two failures are none: the phone goes on, with what is true by then', () => {
    const h = phone();
    h.stopNode('publisher');
    const since = h.now;
    h.run(9_000);
    h.startNode('publisher');
    h.run(5_000);
    assert.equal(h.view.phase, 'connected');
    assert.equal(h.view.agent?.loginId, agentId);
    assert.ok(!bannersSince(h, since).some((banner) => banner.startsWith('server-unavailable')));
  });

  it('IP-1: it is a phone to the node', () => {
    const h = phone();
    const opened = h.effects.flatMap(({ effect }) => (effect.type === 'open-channel' ? [effect.resource] : []));
    assert.deepEqual(opened, [`fippa-${extension}`]);
  });
});

describe('IP-2: it never looks at the alternate', () => {
  it('IP-2: keeps trying for an hour; when both services are back it says so and shows the sign-in screen', () => {
    const h = phone();
    h.stopNode('publisher');
    h.run(3_600_000);
    assert.equal(h.view.phase, 'searching');
    assertNeverThere(h);
    const tries = connectedAt(h, h.now - 60_000);
    assert.equal(tries.length, 13, 'every 5 s, still, both ends counted');
    h.startNode('publisher');
    h.run(5_000);
    assert.equal(h.view.phase, 'signed-out');
    assert.equal(h.view.banner?.key, 'server-available');
    assert.equal(h.view.session, undefined);
    assertNeverThere(h);
    h.signIn();
    assert.equal(h.view.node, 'publisher');
  });

  it('IP-2: not in an hour of good work either', () => {
    const h = phone();
    h.run(3_600_000);
    assert.equal(h.view.phase, 'connected');
    assertNeverThere(h);
  });

  it('IP-2: one service back is not both', () => {
    const h = phone();
    h.stopNode('publisher');
    h.run(20_000);
    h.startNode('publisher');
    h.setStatus('publisher', 'OUT_OF_SERVICE');
    h.run(30_000);
    assert.equal(h.view.phase, 'searching', 'notifications alone');
    h.setStatus('publisher', 'IN_SERVICE');
    h.run(6_000);
    assert.equal(h.view.phase, 'signed-out');
  });

  it('IP-2: a sign-in that finds nobody is not tried on the other service', () => {
    const h = new Harness({ profile: 'ippa', latencyMs: 0 });
    h.stopNode('publisher');
    h.feed({ type: 'tabs', count: 1 });
    h.feed({ type: 'sign-in', agentId, extension, node: 'publisher' });
    h.run(60_000);
    assert.equal(h.view.phase, 'signed-out');
    assert.equal(h.view.banner?.params.reason, 'service-unreachable');
    assertNeverThere(h);
    h.feed({ type: 'sign-in', agentId, extension, node: 'subscriber' });
    h.run(2_000);
    assert.equal(h.view.phase, 'connected', 'the user signs in there by hand');
  });

  it('IP-2: a user who leaves in the meantime is at the sign-in screen at once', () => {
    const h = phone();
    h.stopNode('publisher');
    h.run(20_000);
    h.feed({ type: 'sign-out' });
    assert.equal(h.view.phase, 'signed-out');
    h.run(60_000);
    assertNeverThere(h);
  });
});

describe('IP-3: a CTI failover', () => {
  it('IP-3: shorter than 15 s is borne', () => {
    const h = phone();
    h.setStatus('publisher', 'OUT_OF_SERVICE');
    h.run(12_000);
    assert.equal(h.view.phase, 'suspect');
    h.setStatus('publisher', 'IN_SERVICE');
    h.run(4_000);
    assert.equal(h.view.phase, 'connected');
  });

  it('IP-3: longer than 15 s is "server unavailable", and ends at the sign-in screen', () => {
    const h = phone();
    const since = h.now;
    h.setStatus('publisher', 'OUT_OF_SERVICE');
    h.run(16_000);
    assert.deepEqual(bannersSince(h, since), ['connection-lost@0', 'server-unavailable@15000']);
    h.setStatus('publisher', 'IN_SERVICE');
    h.run(6_000);
    assert.equal(h.view.banner?.key, 'server-available');
    assertNeverThere(h);
  });

  it('IP-3: a phone with the patience of a desktop would not notice (what these tests are for)', () => {
    const h = phone({ policies: { ...policies, ippa: { ...policies.ippa, roundsToGiveUp: 4 } } });
    h.setStatus('publisher', 'OUT_OF_SERVICE');
    h.run(16_000);
    assert.equal(h.view.phase, 'suspect');
  });
});

describe('MM-4: the phone in maintenance', () => {
  const path = paths.userMaintenance(agentId);
  const alert = (h: Harness, phase: MaintenanceAlert['phase'], seconds: number): Harness => {
    const value: MaintenanceAlert = { phase, seconds, alternateHost: 'sub.example' };
    h.publish('publisher', path, { event: 'put', source: path, data: { kind: 'MaintenanceAlert', value } });
    return h.run(100);
  };
  const tellUser = (h: Harness, code: number, state: 'NOT_READY' | 'LOGOUT'): Harness => {
    const reasonCode = { ...forced, category: state, code } as const;
    const value = { ...user(state), reasonCode };
    h.agent = value;
    h.publish('publisher', paths.user(agentId), {
      event: 'put',
      source: paths.user(agentId),
      data: { kind: 'User', value },
    });
    return h.run(100);
  };
  const forced = { uri: '', id: -1, label: 'Force Logout', forAll: true, systemCode: true } as const;

  it('MM-4: warned each time it is said, then signed out, and never on its way to the other service', () => {
    const h = phone();
    const since = h.now;
    alert(h, 'LOGGING_OUT', 60);
    alert(h.run(20_000), 'LOGGING_OUT', 40);
    alert(h.run(20_000), 'LOGGING_OUT', 20);
    assert.deepEqual(
      h.notices
        .filter(({ at, kind }) => kind === 'banner' && at >= since)
        .map(({ key, params }) => [key, params.seconds]),
      [60, 40, 20].map((left) => ['maintenance-logging-out', left]),
    );
    assert.equal(h.view.phase, 'connected');
    tellUser(h.run(20_000), 20_001, 'NOT_READY');
    tellUser(h, 20_002, 'LOGOUT');
    assert.equal(h.view.phase, 'signed-out');
    assert.equal(h.view.banner?.key, 'signed-out');
    assert.equal(h.view.banner.params['code'], 20_002);
    h.run(60_000);
    assert.equal(h.view.phase, 'signed-out');
    assertNeverThere(h);
  });

  it('MM-4: what is said to a desktop of the same user does not move the phone', () => {
    const h = phone();
    alert(h, 'SCHEDULED', 60);
    alert(h.run(45_000), 'MIGRATING', 15);
    h.run(30_000);
    assert.equal(h.view.phase, 'connected');
    assert.equal(h.view.maintenance, undefined);
    assertNeverThere(h);
  });

  it('MM-4: maintenance is given up: the warning is taken back', () => {
    const h = alert(phone(), 'LOGGING_OUT', 40);
    alert(h, 'ABANDONED', 0);
    assert.equal(h.view.banner?.key, 'maintenance-abandoned');
  });
});
