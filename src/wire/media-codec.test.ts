import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeMedia, encodeMedia } from './media-codec.ts';
import { decodeReply, decodeRequest, encodeReply, encodeRequest } from './rest-codec.ts';
import type { RequestBody } from './http.ts';
import { changed } from './test/changed.ts';
import { complaint } from './test/complaint.ts';

const sample =
  '<Media><description>Chat</description><dialogLogoutAction>CLOSE</dialogLogoutAction><id>5000</id>' +
  '<interruptAction>ACCEPT</interruptAction><interruptible>false</interruptible><maxDialogLimit>5</maxDialogLimit>' +
  '<name>Cisco_Chat_MRD</name><ReasonCode></ReasonCode><reasonCodeId>-1</reasonCodeId><routable>true</routable>' +
  '<state>NOT_READY</state><stateChangeTime>2014-05-27T00:33:44.836Z</stateChangeTime>' +
  '<uri>/finesse/api/User/1001/Media/5000</uri></Media>';

const bodyOf = (xml: string): RequestBody | undefined =>
  decodeRequest({ method: 'PUT', path: '/finesse/api/User/1001/Media/5000', headers: {}, body: xml }).request.body;
const refusal = (xml: string): string => {
  const body = bodyOf(xml);
  return body?.kind === 'Malformed' ? `${body.error.code} ${body.error.path}` : (body?.kind ?? 'nothing');
};

void describe('Media', () => {
  it('is read as documented', () => {
    const media = decodeMedia(sample);
    assert.equal(media.name, 'Cisco_Chat_MRD');
    assert.equal(media.state, 'NOT_READY');
    assert.equal(media.maxDialogLimit, 5);
    assert.equal(media.routable, true);
    assert.equal('reasonCode' in media, false);
  });
  it('has WORK under both of its names, and sends the short one', () => {
    const media = decodeMedia(changed(sample, ['NOT_READY', 'WORK_NOT_READY']));
    assert.equal(media.state, 'WORK');
    assert.ok(encodeMedia(media).includes('<state>WORK</state>'));
  });
  it('is refused with LOGIN for a state, and without the address that names its user', () => {
    const wrongState = changed(sample, ['NOT_READY', 'LOGIN']);
    assert.equal(
      complaint(() => decodeMedia(wrongState)),
      'unknown-enum Media/state',
    );
    const nameless = changed(sample, ['/finesse/api/User/1001/Media/5000', '']);
    assert.equal(
      complaint(() => decodeMedia(nameless)),
      'missing-field Media/uri',
    );
  });
  it('comes in a list', () => {
    const body = `<MediaList>${sample}${sample}</MediaList>`;
    const { payload } = decodeReply({ status: 200, headers: {}, body });
    assert.equal(payload.kind === 'MediaList' && payload.value.length, 2);
    assert.ok(encodeReply({ status: 200, headers: {}, payload }).body.startsWith('<MediaList><Media>'));
  });
});

void describe('requests to a Media', () => {
  it('signing in names its limit, and what to do at interrupts and at sign-out if it likes', () => {
    assert.deepEqual(bodyOf('<Media><maxDialogLimit>5</maxDialogLimit><state>LOGIN</state></Media>'), {
      kind: 'MediaLogin',
      maxDialogLimit: 5,
    });
    const whole =
      '<Media><maxDialogLimit>5</maxDialogLimit><state>LOGIN</state><interruptAction>IGNORE</interruptAction>' +
      '<dialogLogoutAction>TRANSFER</dialogLogoutAction></Media>';
    assert.deepEqual(bodyOf(whole), {
      kind: 'MediaLogin',
      maxDialogLimit: 5,
      interruptAction: 'IGNORE',
      dialogLogoutAction: 'TRANSFER',
    });
  });
  it('limits outside 1 to 10, or none, are refused with the place', () => {
    const login = '<Media><maxDialogLimit>5</maxDialogLimit><state>LOGIN</state></Media>';
    assert.equal(refusal(changed(login, ['>5<', '>0<'])), 'bad-value Media/maxDialogLimit');
    assert.equal(refusal(changed(login, ['>5<', '>11<'])), 'bad-value Media/maxDialogLimit');
    assert.equal(refusal('<Media><state>LOGIN</state></Media>'), 'missing-field Media/maxDialogLimit');
  });
  it('states that come by themselves cannot be asked for', () => {
    assert.equal(refusal('<Media><state>WORK</state></Media>'), 'unknown-enum Media/state');
    assert.equal(refusal('<Media></Media>'), 'missing-field Media/state');
  });
  it('mediaConnected has one value', () => {
    assert.deepEqual(bodyOf('<Media><mediaConnected>true</mediaConnected></Media>'), { kind: 'MediaConnected' });
    assert.equal(refusal('<Media><mediaConnected>false</mediaConnected></Media>'), 'bad-value Media/mediaConnected');
    const written = encodeRequest({ method: 'PUT', path: '/x', body: { kind: 'MediaConnected' } });
    assert.equal(written.body, '<Media><mediaConnected>true</mediaConnected></Media>');
  });
});
