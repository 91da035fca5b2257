/** Each object from a sample in the documented form, and what is refused of it. Round trips: `round-trip.test.ts`. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeApiErrors, encodeApiErrors } from './api-errors-codec.ts';
import { decodeDialog, encodeDialog } from './dialog-codec.ts';
import { decodeQueue } from './queue-codec.ts';
import { decodeReasonCodes } from './reason-code-codec.ts';
import { decodeSystemInfo } from './system-info-codec.ts';
import { decodeTeam } from './team-codec.ts';
import { complaint } from './test/complaint.ts';
import { decodeUser, encodeUser } from './user-codec.ts';

/** The same document with pieces replaced; a piece that is not there fails the test. */
function changed(xml: string, ...changes: readonly (readonly [string, string])[]): string {
  let result = xml;
  for (const [from, to] of changes) {
    assert.ok(result.includes(from), `the sample holds ${from}`);
    result = result.replace(from, to);
  }
  return result;
}

const userXml = `<?xml version="1.0" encoding="UTF-8"?>
<User>
  <dialogs>/finesse/api/User/1001/Dialogs</dialogs>
  <extension>4001</extension>
  <firstName>Ann</firstName>
  <lastName>O&apos;Hara &amp; Sons</lastName>
  <loginId>1001</loginId>
  <loginName>ann</loginName>
  <mediaType>1</mediaType>
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

const dialogXml = `<Dialog>
  <associatedDialogUri></associatedDialogUri>
  <fromAddress>1081001</fromAddress>
  <id>16804377</id>
  <secondaryId></secondaryId>
  <mediaProperties>
    <mediaId>1</mediaId><DNIS>1081002</DNIS><callType>SOMETHING_NEW</callType><dialedNumber>800</dialedNumber>
    <queueNumber>5022</queueNumber><queueName>Sales</queueName><wrapUpReason>Happy</wrapUpReason>
    <callvariables>
      <CallVariable><name>callVariable1</name><value>Chuck &lt;Smith&gt;</value></CallVariable>
      <CallVariable><name>user.account</name><value/></CallVariable>
    </callvariables>
  </mediaProperties>
  <mediaType>Voice</mediaType>
  <participants>
    <Participant>
      <actions><action>HOLD</action><action>DTMF</action><action>UPDATE_SCHEDULED_CALLBACK</action></actions>
      <mediaAddress>4001</mediaAddress><mediaAddressType>AGENT_DEVICE</mediaAddressType>
      <startTime>2024-02-04T15:33:16.653Z</startTime><state>ACTIVE</state><stateCause></stateCause>
      <stateChangeTime></stateChangeTime>
    </Participant>
  </participants>
  <state>ACTIVE</state>
  <toAddress>1081002</toAddress>
  <uri>/finesse/api/Dialog/16804377</uri>
</Dialog>`;

void describe('Dialog', () => {
  it('is read from its documented form', () => {
    const dialog = decodeDialog(dialogXml);
    assert.equal(dialog.id, '16804377');
    assert.equal(dialog.mediaProperties.callType, 'SOMETHING_NEW');
    assert.equal(dialog.mediaProperties.DNIS, '1081002');
    assert.deepEqual(dialog.mediaProperties.callVariables, [
      { name: 'callVariable1', value: 'Chuck <Smith>' },
      { name: 'user.account', value: '' },
    ]);
    assert.deepEqual(dialog.participants, [
      {
        mediaAddress: '4001',
        mediaAddressType: 'AGENT_DEVICE',
        state: 'ACTIVE',
        stateCause: '',
        startTime: '2024-02-04T15:33:16.653Z',
        stateChangeTime: '',
        actions: ['HOLD', 'SEND_DTMF'],
      },
    ]);
  });
  it('is still a call without media properties and participants', () => {
    const dialog = decodeDialog('<dialog><id>7</id><state>HELD</state></dialog>');
    assert.equal(dialog.uri, '/finesse/api/Dialog/7');
    assert.equal(dialog.mediaType, 'Voice');
    assert.deepEqual(dialog.participants, []);
    assert.deepEqual(dialog.mediaProperties.callVariables, []);
  });
  const refused: readonly (readonly [change: readonly [string, string], expected: string])[] = [
    [['<id>16804377</id>', ''], 'missing-field Dialog/id'],
    [['<action>HOLD<', '<action>EXPLODE<'], 'unknown-enum Dialog/participants/Participant[1]/actions/action[1]'],
    [
      ['<state>ACTIVE</state><stateCause>', '<state>GONE</state><stateCause>'],
      'unknown-enum Dialog/participants/Participant[1]/state',
    ],
    [['<mediaAddress>4001<', '<mediaAddress><'], 'missing-field Dialog/participants/Participant[1]/mediaAddress'],
    [['<name>user.account<', '<name><'], 'missing-field Dialog/mediaProperties/callvariables/CallVariable[2]/name'],
  ];
  for (const [change, expected] of refused) {
    it(`is refused with ${expected}`, () =>
      assert.equal(
        complaint(() => decodeDialog(changed(dialogXml, change))),
        expected,
      ));
  }
  it('is not written with an unknown action', () => {
    const dialog = decodeDialog(dialogXml);
    const participants = [{ ...dialog.participants[0]!, actions: ['JUMP' as 'HOLD'] }];
    assert.equal(
      complaint(() => encodeDialog({ ...dialog, participants })),
      'unknown-enum Dialog/participants/Participant/actions/action',
    );
  });
});

void describe('SystemInfo', () => {
  const xml =
    '<SystemInfo><currentTimestamp>2024-06-12T10:51:29.612Z</currentTimestamp><deploymentType>UCCE</deploymentType>' +
    '<lastCTIHeartbeatStatus>failure</lastCTIHeartbeatStatus><ctiHeartbeatInterval>5</ctiHeartbeatInterval><ctiTimeInMMode>-1</ctiTimeInMMode>' +
    '<primaryNode><host>a.example</host><httpsPort>8445</httpsPort></primaryNode><secondaryNode><host>b.example</host></secondaryNode>' +
    '<status>OUT_OF_SERVICE</status><statusReason>CTI</statusReason><systemAuthMode>NON_SSO</systemAuthMode><uri>/finesse/api/SystemInfo</uri>' +
    '<xmppDomain>a.example</xmppDomain><xmppPubSubDomain>pubsub.a.example</xmppPubSubDomain>' +
    '<ctiServers><ctiServer><host>pg1</host><connectedDuration>1</connectedDuration><active>true</active></ctiServer><ctiServer><host>pg2</host></ctiServer></ctiServers></SystemInfo>';
  it('is read from its documented form', () => {
    assert.deepEqual(decodeSystemInfo(xml), {
      uri: '/finesse/api/SystemInfo',
      currentTimestamp: '2024-06-12T10:51:29.612Z',
      deploymentType: 'UCCE',
      status: 'OUT_OF_SERVICE',
      statusReason: 'CTI',
      lastCTIHeartbeatStatus: 'failure',
      ctiHeartbeatInterval: 5,
      primaryNode: { host: 'a.example' },
      secondaryNode: { host: 'b.example' },
      xmppDomain: 'a.example',
      xmppPubSubDomain: 'pubsub.a.example',
      systemAuthMode: 'NON_SSO',
      ctiServers: [
        { host: 'pg1', active: true },
        { host: 'pg2', active: false },
      ],
    });
  });
  it('needs only the status: a node in trouble must be heard', () => {
    const info = decodeSystemInfo('<systemInfo><status>OUT_OF_SERVICE</status></systemInfo>');
    assert.equal(info.status, 'OUT_OF_SERVICE');
    assert.equal('secondaryNode' in info, false);
    assert.equal(info.ctiHeartbeatInterval, 5);
  });
  it('has a single node when the second has no name', () => {
    const single = changed(xml, ['<host>b.example</host>', '<host></host>']);
    assert.equal('secondaryNode' in decodeSystemInfo(single), false);
  });
  it('is refused without status, or with one that is not documented', () => {
    assert.equal(
      complaint(() => decodeSystemInfo('<SystemInfo/>')),
      'missing-field SystemInfo/status',
    );
    const odd = changed(xml, ['OUT_OF_SERVICE', 'SLEEPING']);
    assert.equal(
      complaint(() => decodeSystemInfo(odd)),
      'unknown-enum SystemInfo/status',
    );
    const heart = changed(xml, ['>failure<', '>weak<']);
    assert.equal(
      complaint(() => decodeSystemInfo(heart)),
      'unknown-enum SystemInfo/lastCTIHeartbeatStatus',
    );
  });
});

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

void describe('ReasonCodes', () => {
  it('are read as a list, even of one or none', () => {
    const one =
      '<ReasonCodes category="NOT_READY"><ReasonCode><category>LOGOUT</category><code>1</code></ReasonCode></ReasonCodes>';
    assert.deepEqual(decodeReasonCodes(one), [
      { uri: '', id: -1, category: 'LOGOUT', code: 1, label: '', forAll: false, systemCode: false },
    ]);
    assert.deepEqual(decodeReasonCodes('<ReasonCodes/>'), []);
  });
  it('name the one that cannot be read', () => {
    const xml =
      '<ReasonCodes><ReasonCode><category>LOGOUT</category><code>1</code></ReasonCode><ReasonCode/></ReasonCodes>';
    assert.equal(
      complaint(() => decodeReasonCodes(xml)),
      'missing-field ReasonCodes/ReasonCode[2]/code',
    );
  });
});

void describe('ApiErrors', () => {
  const error = { errorType: 'Invalid State', errorMessage: 'CF_INVALID_OBJECT_STATE', errorData: '22' };
  it('are read in both spellings and any order', () => {
    const rest =
      '<ApiErrors><ApiError><ErrorData>22</ErrorData><ErrorMessage>CF_INVALID_OBJECT_STATE</ErrorMessage><ErrorType>Invalid State</ErrorType></ApiError></ApiErrors>';
    const notification =
      '<apiErrors><apiError><errorType>Invalid State</errorType><errorData>22</errorData><errorMessage>CF_INVALID_OBJECT_STATE</errorMessage>' +
      '<peripheralErrorCode>10125</peripheralErrorCode><peripheralErrorText>x</peripheralErrorText></apiError></apiErrors>';
    assert.deepEqual(decodeApiErrors(rest), [error]);
    assert.deepEqual(decodeApiErrors(notification), [{ ...error, peripheralErrorCode: '10125' }]);
  });
  it('are written in the spelling of the place', () => {
    assert.match(encodeApiErrors([error]), /^<ApiErrors><ApiError><ErrorType>/);
    assert.match(encodeApiErrors([error], 'notification'), /^<apiErrors><apiError><errorType>/);
  });
  it('are understood by halves', () => {
    assert.deepEqual(decodeApiErrors('<ApiErrors><ApiError/></ApiErrors>'), [
      { errorType: '', errorMessage: '', errorData: '' },
    ]);
  });
});
