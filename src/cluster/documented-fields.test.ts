/** Fields of SystemInfo and User that nothing here is decided by, and that clients of a real node may read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SystemInfo } from '../wire/system-info.ts';
import { paths } from '../wire/paths.ts';
import { bench, valueOf } from './test/bench.ts';
import type { Bench } from './test/bench.ts';

const infoOf = (b: Bench): SystemInfo =>
  valueOf(b.rest('publisher', 'GET', paths.systemInfo, {}).payload, 'SystemInfo');

test('CTI-2, DF-4: SystemInfo tells when the last CTI heartbeat came, also while none comes', () => {
  const b = bench();
  b.advance(12_000);
  const now = Date.parse(infoOf(b).currentTimestamp);
  const heard = infoOf(b).lastSuccessCTIHeartbeatTime ?? 0;
  assert.ok(now - heard < 5_000, 'heartbeats come every 5 s');
  // The publisher's link falls silent: the time stands still, while the node counts and after it has given up.
  b.fault({ action: 'cut-cti', side: 'A', node: 'publisher' });
  const last = infoOf(b).lastSuccessCTIHeartbeatTime;
  b.advance(7_000);
  assert.equal(infoOf(b).lastCTIHeartbeatStatus, 'failure');
  assert.equal(infoOf(b).lastSuccessCTIHeartbeatTime, last);
  b.advance(9_000);
  assert.equal(infoOf(b).status, 'OUT_OF_SERVICE');
  assert.equal(infoOf(b).lastSuccessCTIHeartbeatTime, last);
  b.fault({ action: 'restore-cti', side: 'A', node: 'publisher' });
  b.advance(20_000);
  assert.equal(infoOf(b).status, 'IN_SERVICE');
  assert.ok((infoOf(b).lastSuccessCTIHeartbeatTime ?? 0) > (last ?? 0));
});

test('SystemInfo names the peripheral, its protocol and every port; CCX has a license, this has none', () => {
  const b = bench();
  b.advance(8_000);
  const info = infoOf(b);
  assert.equal(info.ctiVersion, 24, 'what PG maintenance needs (MM-1)');
  assert.equal(info.peripheralId, '5000');
  assert.equal(info.timezoneOffset, 0);
  assert.equal('license' in info, false);
  assert.deepEqual([info.primaryNode.xmppPort, info.secondaryNode?.xmppSecurePort], [5222, 5223]);
  assert.deepEqual(
    info.ctiServers.map(({ connectedDuration }) => connectedDuration),
    [8, 0],
  );
  const old = infoOf(bench({ release: '11.x' }));
  assert.equal('lastSuccessCTIHeartbeatTime' in old, false);
  assert.ok((old.ctiVersion ?? 24) < 24);
});

test('a User tells of medium, key and telephone; signed out there is no telephone', () => {
  const b = bench();
  const user = () => valueOf(b.rest('publisher', 'GET', paths.user('1001'), { as: '1001' }).payload, 'User');
  const key = user().skillTargetId;
  assert.equal(typeof key, 'number');
  assert.equal(user().mediaType, 1);
  assert.equal('activeDeviceId' in user(), false);
  b.rest('publisher', 'PUT', paths.user('1001'), { as: '1001', body: { kind: 'UserLogin', extension: '4001' } });
  b.advance(1_000);
  assert.deepEqual(
    user().devices?.map(({ deviceId }) => deviceId),
    [user().activeDeviceId],
  );
});
