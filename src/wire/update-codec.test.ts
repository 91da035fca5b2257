/** Updates as captured and as documented, and how much of a bad one is kept. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Update } from './update.ts';
import { complaint } from './test/complaint.ts';
import { decodeUpdate, encodeUpdate } from './update-codec.ts';

const user = '<loginId>1001</loginId><state>READY</state>';

/** `kind event source requestId`, or the complaint of what is malformed. */
function summary(xml: string): string {
  const { data, event, source, requestId } = decodeUpdate(xml);
  const what = data.kind === 'Malformed' ? `${data.error.code}@${data.error.path}` : data.kind;
  return [what, event, source, requestId].join(' ').trim();
}

void describe('an Update that is read', () => {
  const samples: readonly (readonly [what: string, xml: string, expected: string])[] = [
    [
      'as captured, upper case',
      `<Update><data><user>${user}</user></data><event>PUT</event><requestId></requestId><source>/finesse/api/User/1001</source></Update>`,
      'User put /finesse/api/User/1001',
    ],
    [
      'in another order and case',
      `<update><source>/u</source><requestId>r-1</requestId><event>Put</event><data><User>${user}</User></data></update>`,
      'User put /u r-1',
    ],
    [
      'with a prefix',
      `<f:Update xmlns:f="urn:x"><f:event>put</f:event><f:source>/u</f:source><f:data><f:user><f:loginId>1</f:loginId><f:state>READY</f:state></f:user></f:data></f:Update>`,
      'User put /u',
    ],
    [
      'a call added',
      '<Update><event>POST</event><source>/d</source><data><dialogs><Dialog><id>1</id><state>ALERTING</state></Dialog></dialogs></data></Update>',
      'Dialogs post /d',
    ],
    [
      'a call changed',
      '<Update><event>PUT</event><source>/d</source><data><dialog><id>1</id><state>ACTIVE</state></dialog></data></Update>',
      'Dialog put /d',
    ],
    [
      'an error',
      '<Update><event>put</event><source>/u</source><requestId>7</requestId><data><apiErrors><apiError/></apiErrors></data></Update>',
      'ApiErrors put /u 7',
    ],
    [
      'a queue',
      '<Update><event>PUT</event><source>/q</source><data><Queue><id>1</id></Queue></data></Update>',
      'Queue put /q',
    ],
    [
      'a node out of service',
      '<Update><event>PUT</event><source>/s</source><data><systemInfo><status>OUT_OF_SERVICE</status></systemInfo></data></Update>',
      'SystemInfo put /s',
    ],
    ['a removal without data', '<Update><event>DELETE</event><source>/u</source><data/></Update>', 'Empty delete /u'],
    [
      'an object that is not known',
      '<Update><event>PUT</event><source>/m</source><data><Devices/></data></Update>',
      'wrong-root@Update/data/Devices put /m',
    ],
    [
      'a bad object, whose source is kept',
      '<Update><event>DELETE</event><source>/u</source><requestId>r</requestId><data><user><loginId>1</loginId></user></data></Update>',
      'missing-field@Update/data/user/state delete /u r',
    ],
    [
      'two objects',
      '<Update><event>PUT</event><source>/u</source><data><Queue/><Queue/></data></Update>',
      'bad-value@Update/data/Queue put /u',
    ],
    [
      'an unknown event',
      '<Update><event>PATCH</event><source>/u</source><data/></Update>',
      'unknown-enum@Update/event put /u',
    ],
    [
      'an event named like a method',
      '<Update><event>toString</event><source>/u</source><data/></Update>',
      'unknown-enum@Update/event put /u',
    ],
    ['no source', '<Update><event>PUT</event><data/></Update>', 'missing-field@Update/source put'],
    ['another root', '<User/>', 'wrong-root@User put'],
    ['nothing', '', 'not-xml@ put'],
    ['broken off', `<Update><data><user>${user}`, 'not-xml@ put'],
  ];
  for (const [what, xml, expected] of samples) it(what, () => assert.equal(summary(xml), expected));
});

void describe('an Update that is written', () => {
  const base: Update = { event: 'put', source: '/u', requestId: '', data: { kind: 'Empty' } };
  it('has its event in upper case, an error in lower case', () => {
    assert.equal(
      encodeUpdate(base),
      '<Update><data></data><event>PUT</event><requestId></requestId><source>/u</source></Update>',
    );
    assert.match(encodeUpdate({ ...base, data: { kind: 'ApiErrors', value: [] } }), /<event>put<.*/);
    assert.match(encodeUpdate({ ...base, data: { kind: 'ApiErrors', value: [] } }), /<data><apiErrors>/);
  });
  it('spells a collection of calls as nodes do', () => {
    assert.match(encodeUpdate({ ...base, data: { kind: 'Dialogs', value: [] } }), /<data><dialogs><\/dialogs><\/data>/);
  });
  it('is refused without a source, or with what could not be read', () => {
    assert.equal(
      complaint(() => encodeUpdate({ ...base, source: '' })),
      'missing-field Update/source',
    );
    const error = { code: 'not-xml', path: 'x', message: '' } as const;
    assert.equal(
      complaint(() => encodeUpdate({ ...base, data: { kind: 'Malformed', error } })),
      'not-xml x',
    );
  });
});
