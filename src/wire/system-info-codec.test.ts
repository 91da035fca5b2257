/** `SystemInfo` from its documented form, and what is refused of it. Round trips: `round-trip.test.ts`. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeSystemInfo } from './system-info-codec.ts';
import { changed } from './test/changed.ts';
import { complaint } from './test/complaint.ts';

void describe('SystemInfo', () => {
  const xml =
    '<SystemInfo><currentTimestamp>2024-06-12T10:51:29.612Z</currentTimestamp><deploymentType>UCCE</deploymentType>' +
    '<lastCTIHeartbeatStatus>failure</lastCTIHeartbeatStatus><lastSuccessCTIHeartbeatTime>1718189489000</lastSuccessCTIHeartbeatTime><ctiVersion>24</ctiVersion><peripheralId>5000</peripheralId><timezoneOffset>330</timezoneOffset><license></license><ctiHeartbeatInterval>5</ctiHeartbeatInterval><ctiTimeInMMode>-1</ctiTimeInMMode>' +
    '<primaryNode><host>a.example</host><httpsPort>8445</httpsPort><xmppPort>5222</xmppPort><xmppSecurePort>5223</xmppSecurePort></primaryNode><secondaryNode><host>b.example</host></secondaryNode>' +
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
      lastSuccessCTIHeartbeatTime: 1_718_189_489_000,
      ctiVersion: 24,
      peripheralId: '5000',
      timezoneOffset: 330,
      primaryNode: { host: 'a.example', httpsPort: 8445, xmppPort: 5222, xmppSecurePort: 5223 },
      secondaryNode: { host: 'b.example' },
      xmppDomain: 'a.example',
      xmppPubSubDomain: 'pubsub.a.example',
      systemAuthMode: 'NON_SSO',
      ctiServers: [
        { host: 'pg1', connectedDuration: 1, active: true },
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
