/** `Team` from its documented form, and what is refused of it. Round trips: `round-trip.test.ts`. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeTeam } from './team-codec.ts';
import { complaint } from './test/complaint.ts';

void describe('Team', () => {
  it('is read from its documented form', () => {
    const team = decodeTeam(
      '<Team><uri>/finesse/api/Team/34</uri><id>34</id><name>Mine</name><users><User><uri>/finesse/api/User/12</uri><loginId>12</loginId>' +
        '<firstName>Lucy</firstName><lastName>Brown</lastName><dialogs>/finesse/api/User/12/Dialogs</dialogs><extension></extension><pendingState/>' +
        '<state>NOT_READY</state><stateChangeTime>2024-03-01T17:58:21.345Z</stateChangeTime><reasonCode><category>NOT_READY</category>' +
        '<uri>/finesse/api/ReasonCode/9</uri><code>50002</code><label>Connection Failure</label><forAll>true</forAll><systemCode>true</systemCode></reasonCode></User>' +
        '<User><loginId>13</loginId><state>LOGOUT</state></User></users></Team>',
    );
    assert.equal(team.users.length, 2);
    assert.deepEqual(team.users[0]?.reasonCode, {
      uri: '/finesse/api/ReasonCode/9',
      id: 9,
      category: 'NOT_READY',
      code: 50002,
      label: 'Connection Failure',
      forAll: true,
      systemCode: true,
    });
    assert.equal(team.users[1]?.uri, '/finesse/api/User/13');
  });
  it('may be empty, but not nameless', () => {
    assert.deepEqual(decodeTeam('<Team><id>3</id></Team>').users, []);
    assert.equal(
      complaint(() => decodeTeam('<Team><name>x</name></Team>')),
      'missing-field Team/id',
    );
  });
});
