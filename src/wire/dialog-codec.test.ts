/** `Dialog` from its documented form, and what is refused of it. Round trips: `round-trip.test.ts`. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeDialog, encodeDialog } from './dialog-codec.ts';
import { changed } from './test/changed.ts';
import { complaint } from './test/complaint.ts';

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
