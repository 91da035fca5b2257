/** `Queue` from its documented form, and what is refused of it. Round trips: `round-trip.test.ts`. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeQueue } from './queue-codec.ts';
import { complaint } from './test/complaint.ts';

void describe('Queue', () => {
  it('takes its id from its address, and what is missing as not available', () => {
    const queue = decodeQueue(
      '<Queue><uri>/finesse/api/Queue/10</uri><name>Sales</name><statistics><callsInQueue>3</callsInQueue>' +
        '<startTimeOfLongestCallInQueue>2024-02-15T17:58:21Z</startTimeOfLongestCallInQueue><agentsReady>-1</agentsReady><agentsNotReady/></statistics></Queue>',
    );
    assert.equal(queue.id, '10');
    assert.equal(queue.statistics.callsInQueue, 3);
    assert.equal(queue.statistics.startTimeOfLongestCallInQueue, '2024-02-15T17:58:21Z');
    assert.equal(queue.statistics.agentsReady, -1);
    assert.equal(queue.statistics.agentsNotReady, -1);
    assert.equal(queue.statistics.agentsLoggedOn, -1);
  });
  it('has no longest call when that is not available', () => {
    const queue = decodeQueue(
      '<queue><id>1</id><statistics><startTimeOfLongestCallInQueue>-1</startTimeOfLongestCallInQueue></statistics></queue>',
    );
    assert.equal(queue.statistics.startTimeOfLongestCallInQueue, '');
  });
  it('is refused without address and id, or with figures that are none', () => {
    assert.equal(
      complaint(() => decodeQueue('<Queue/>')),
      'missing-field Queue/uri',
    );
    const odd = '<Queue><id>1</id><statistics><agentsReady>many</agentsReady></statistics></Queue>';
    assert.equal(
      complaint(() => decodeQueue(odd)),
      'bad-value Queue/statistics/agentsReady',
    );
  });
});
