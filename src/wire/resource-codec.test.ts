/** Reason codes alone, wrap-up reasons, phone books, team messages, connected users, desktop configuration. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeDesktopConfig, encodeDesktopConfig } from './desktop-config-codec.ts';
import { clientLogLimit } from './client-log.ts';
import { decodeReply, decodeRequest, encodeReply, encodeRequest } from './rest-codec.ts';
import { jsonPayload, resourceBody, resourcePayload } from './test/resource-arbitraries.ts';
import { decodeUpdate, encodeUpdate } from './update-codec.ts';
import { WireFault } from './wire-error.ts';

void describe('what is written is read back as it was', () => {
  it('replies, XML and JSON', () => {
    fc.assert(
      fc.property(fc.oneof(resourcePayload, jsonPayload), (payload) => {
        const reply = { status: 200, headers: {}, payload };
        assert.deepEqual(decodeReply(encodeReply(reply)), reply);
      }),
    );
  });
  it('notifications', () => {
    fc.assert(
      fc.property(resourcePayload, (data) => {
        const update = { event: 'post' as const, source: '/finesse/api/X', requestId: '', data };
        assert.deepEqual(decodeUpdate(encodeUpdate(update)), update);
      }),
    );
  });
  it('requests', () => {
    fc.assert(
      fc.property(resourceBody, (body) => {
        const request = { method: 'POST' as const, path: '/finesse/api/X', body };
        assert.deepEqual(decodeRequest(encodeRequest(request)).request, request);
      }),
    );
  });
});

const kindOf = (body: string): string | undefined =>
  decodeRequest({ method: 'POST', path: '/', headers: {}, body }).request.body?.kind;

void describe('a body of the documentation', () => {
  it('team message', () => {
    const body =
      '<TeamMessage><duration>100</duration><content>content 4</content><teams><team>5052</team><team>5000</team></teams></TeamMessage>';
    assert.deepEqual(decodeRequest({ method: 'POST', path: '/', headers: {}, body }).request.body, {
      kind: 'NewTeamMessage',
      duration: 100,
      content: 'content 4',
      teams: ['5052', '5000'],
    });
  });
  it('tones, and a supervisor who barges in', () => {
    const tones =
      '<Dialog><targetMediaAddress>1001001</targetMediaAddress><requestedAction>SEND_DTMF</requestedAction><actionParams><ActionParam><name>dtmfString</name><value>777</value></ActionParam></actionParams></Dialog>';
    const { body } = decodeRequest({ method: 'PUT', path: '/', headers: {}, body: tones }).request;
    assert.equal(body?.kind === 'DialogAction' && body.dtmfString, '777');
    const barge =
      '<Dialog><requestedAction>BARGE_CALL</requestedAction><fromAddress>4000</fromAddress><toAddress>4001</toAddress><associatedDialogUri>/finesse/api/Dialog/1</associatedDialogUri></Dialog>';
    assert.equal(kindOf(barge), 'SuperviseCall');
  });
  it('the sign-in page reads the example with a boolean as a word', () => {
    const example =
      '{"deploymentType":"UCCE","systemStatus":"IN_SERVICE","host":"a.example:8445","isAlternateSystemAvailable":true,"enableMobileAgentLogin":"true","alternateHost":"b.example:8445"}';
    const config = decodeDesktopConfig(example);
    assert.deepEqual(
      [config.enableMobileAgentLogin, config.isAlternateSystemAvailable, config.isProxyRequest, config.alternateHost],
      [true, true, false, 'b.example:8445'],
    );
    assert.match(encodeDesktopConfig(config), /"enableMobileAgentLogin":"true"/);
  });
});

void describe('what cannot be read', () => {
  for (const body of [
    '<TeamMessage><duration>0</duration><content>x</content></TeamMessage>',
    '<TeamMessage><duration>86401</duration><content>x</content></TeamMessage>',
    '<TeamMessage><content>x</content></TeamMessage>',
    '<TeamMessage><duration>1</duration></TeamMessage>',
  ]) {
    it(body, () => {
      assert.equal(kindOf(body), 'Malformed');
    });
  }
  for (const json of ['', '[', '7', 'null', '{}', '{"systemStatus":"UP"}', '{"systemStatus":"IN_SERVICE","host":1}']) {
    it(`JSON ${json}`, () => {
      assert.throws(() => decodeDesktopConfig(json), WireFault);
      const reply = { status: 200, headers: { 'Content-Type': 'application/json;charset=utf-8' }, body: json };
      assert.equal(decodeReply(reply).payload.kind, 'Malformed');
    });
  }
  it('a log that is too long as a document is no log at all', () => {
    assert.equal(kindOf(`<ClientLog><logData>${'x'.repeat(clientLogLimit)}</logData></ClientLog>`), 'Malformed');
  });
});
