/** `User` from its documented form, and what is refused of it. Round trips: `round-trip.test.ts`. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changed } from './test/changed.ts';
import { complaint } from './test/complaint.ts';
import { decodeUser, encodeUser } from './user-codec.ts';

const userXml = `<?xml version="1.0" encoding="UTF-8"?>
<User>
  <dialogs>/finesse/api/User/1001/Dialogs</dialogs>
  <extension>4001</extension>
  <firstName>Ann</firstName>
  <lastName>O&apos;Hara &amp; Sons</lastName>
  <loginId>1001</loginId>
  <loginName>ann</loginName>
  <mediaType>1</mediaType>
  <skillTargetId>5032</skillTargetId><activeDeviceId>SEP1</activeDeviceId><services/>
  <devices><device><deviceId>SEP1</deviceId><deviceType>t</deviceType><deviceTypeName>Desk</deviceTypeName></device></devices>
  <mobileAgent><mode>CALL_BY_CALL</mode><dialNumber>0301</dialNumber></mobileAgent>
  <pendingState></pendingState>
  <reasonCodeId>16</reasonCodeId>
  <ReasonCode>
    <category>NOT_READY</category><uri>/finesse/api/ReasonCode/16</uri><code>10</code><label>Lunch</label>
    <forAll>true</forAll><systemCode>false</systemCode><id>16</id>
  </ReasonCode>
  <roles><role>Agent</role><role>Supervisor</role></roles>
  <settings><wrapUpOnIncoming>OPTIONAL</wrapUpOnIncoming></settings>
  <state>NOT_READY</state>
  <stateChangeTime>2024-03-01T17:58:21.234Z</stateChangeTime>
  <teamId>0500</teamId>
  <teamName>Sales</teamName>
  <teams><Team><uri>/finesse/api/Team/5</uri><id>5</id><name>Support</name></Team></teams>
  <uri>/finesse/api/User/1001</uri>
  <wrapUpTimer>7200</wrapUpTimer>
</User>`;

void describe('User', () => {
  it('is read from its documented form', () => {
    assert.deepEqual(decodeUser(userXml), {
      uri: '/finesse/api/User/1001',
      loginId: '1001',
      loginName: 'ann',
      firstName: 'Ann',
      lastName: "O'Hara & Sons",
      extension: '4001',
      roles: ['Agent', 'Supervisor'],
      state: 'NOT_READY',
      stateChangeTime: '2024-03-01T17:58:21.234Z',
      reasonCodeId: 16,
      reasonCode: {
        uri: '/finesse/api/ReasonCode/16',
        id: 16,
        category: 'NOT_READY',
        code: 10,
        label: 'Lunch',
        forAll: true,
        systemCode: false,
      },
      teamId: '0500',
      teamName: 'Sales',
      teams: [{ uri: '/finesse/api/Team/5', id: '5', name: 'Support' }],
      wrapUpTimer: 7200,
      settings: { wrapUpOnIncoming: 'OPTIONAL' },
      mediaType: 1,
      mobileAgent: { mode: 'CALL_BY_CALL', dialNumber: '0301' },
      skillTargetId: 5032,
      services: [],
      activeDeviceId: 'SEP1',
      devices: [{ deviceId: 'SEP1', deviceType: 't', deviceTypeName: 'Desk' }],
    });
  });
  it('is read when only the necessary is there', () => {
    assert.deepEqual(decodeUser('<user><state> READY </state><loginId>1 2</loginId></user>'), {
      uri: '/finesse/api/User/1%202',
      loginId: '1 2',
      loginName: '',
      firstName: '',
      lastName: '',
      extension: '',
      roles: [],
      state: 'READY',
      stateChangeTime: '',
      teamId: '',
      teamName: '',
    });
  });
  it('may have empty reasons and times, and no reason at all is -1', () => {
    const user = decodeUser(
      '<User><loginId>1</loginId><state>LOGOUT</state><reasonCodeId>-1</reasonCodeId><ReasonCode/><stateChangeTime/></User>',
    );
    assert.equal(user.reasonCodeId, -1);
    assert.equal('reasonCode' in user, false);
    assert.equal(user.stateChangeTime, '');
  });
  it('names its calls by address when written', () => {
    assert.match(encodeUser(decodeUser(userXml)), /<dialogs>\/finesse\/api\/User\/1001\/Dialogs<\/dialogs>/);
  });
  const refused: readonly (readonly [change: readonly [string, string], expected: string])[] = [
    [['<loginId>1001</loginId>', ''], 'missing-field User/loginId'],
    [['<loginId>1001</loginId>', '<loginId> </loginId>'], 'missing-field User/loginId'],
    [['<state>NOT_READY</state>', ''], 'missing-field User/state'],
    [['<state>NOT_READY</state>', '<state/>'], 'missing-field User/state'],
    [['<state>NOT_READY</state>', '<state>not_ready</state>'], 'unknown-enum User/state'],
    [['<state>NOT_READY</state>', '<state><b/></state>'], 'bad-value User/state'],
    [['<state>NOT_READY</state>', '<state>READY</state><state>LOGOUT</state>'], 'bad-value User/state'],
    [['<pendingState></pendingState>', '<pendingState>SOON</pendingState>'], 'unknown-enum User/pendingState'],
    [['<role>Supervisor</role>', '<role>Boss</role>'], 'unknown-enum User/roles/role[2]'],
    [['<reasonCodeId>16<', '<reasonCodeId>x<'], 'bad-value User/reasonCodeId'],
    [['<reasonCodeId>16<', '<reasonCodeId>1.5<'], 'bad-value User/reasonCodeId'],
    [['<reasonCodeId>16<', '<reasonCodeId>-2<'], 'bad-value User/reasonCodeId'],
    [['<wrapUpTimer>7200<', '<wrapUpTimer>-1<'], 'bad-value User/wrapUpTimer'],
    [['2024-03-01T17:58:21.234Z', 'yesterday'], 'bad-value User/stateChangeTime'],
    [['2024-03-01T17:58:21.234Z', '2024-13-01T17:58:21.234Z'], 'bad-value User/stateChangeTime'],
    [['<category>NOT_READY<', '<category>LUNCH<'], 'unknown-enum User/ReasonCode/category'],
    [['<code>10</code>', ''], 'missing-field User/ReasonCode/code'],
    [['<code>10</code>', '<code>65536</code>'], 'bad-value User/ReasonCode/code'],
    [['<forAll>true<', '<forAll>yes<'], 'bad-value User/ReasonCode/forAll'],
    [['<id>5</id>', ''], 'missing-field User/teams/Team[1]/id'],
  ];
  for (const [change, expected] of refused) {
    it(`is refused with ${expected} for ${change[1]}`, () =>
      assert.equal(
        complaint(() => decodeUser(changed(userXml, change))),
        expected,
      ));
  }
  it('is refused under another root', () => {
    assert.equal(
      complaint(() => decodeUser('<Dialog/>')),
      'wrong-root Dialog',
    );
  });
  it('is not written outside the model', () => {
    const user = decodeUser(userXml);
    assert.equal(
      complaint(() => encodeUser({ ...user, state: 'BUSY' as 'READY' })),
      'unknown-enum User/state',
    );
    assert.equal(
      complaint(() => encodeUser({ ...user, firstName: '\u0000' })),
      'bad-value User/firstName',
    );
    assert.equal(
      complaint(() => encodeUser({ ...user, loginId: '' })),
      'missing-field User/loginId',
    );
    assert.equal(
      complaint(() => encodeUser({ ...user, stateChangeTime: 'now' })),
      'bad-value User/stateChangeTime',
    );
    assert.equal(
      complaint(() => encodeUser({ ...user, wrapUpTimer: 0.5 })),
      'bad-value User/wrapUpTimer',
    );
  });
});
