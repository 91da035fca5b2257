/** Requests and replies as HTTP: documented bodies, headers, and what cannot be carried or read. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApiRequest, HttpRequest, RequestBody } from './http.ts';
import { decodeReply, decodeRequest, encodeReply, encodeRequest } from './rest-codec.ts';
import { complaint } from './test/complaint.ts';

const put = (body: RequestBody): ApiRequest => ({ method: 'PUT', path: '/finesse/api/User/1001', body });

void describe('bodies as the documentation writes them', () => {
  const bodies: readonly (readonly [RequestBody, string])[] = [
    [{ kind: 'UserLogin', extension: '4001' }, '<User><state>LOGIN</state><extension>4001</extension></User>'],
    [{ kind: 'UserState', state: 'READY' }, '<User><state>READY</state></User>'],
    [
      { kind: 'UserState', state: 'NOT_READY', reasonCodeId: 16 },
      '<User><state>NOT_READY</state><reasonCodeId>16</reasonCodeId></User>',
    ],
    [
      { kind: 'MakeCall', fromAddress: '4001', toAddress: '4002' },
      '<Dialog><requestedAction>MAKE_CALL</requestedAction><fromAddress>4001</fromAddress><toAddress>4002</toAddress></Dialog>',
    ],
    [
      { kind: 'DialogAction', action: 'ANSWER', targetMediaAddress: '4001' },
      '<Dialog><targetMediaAddress>4001</targetMediaAddress><requestedAction>ANSWER</requestedAction></Dialog>',
    ],
    [
      { kind: 'DialogAction', action: 'CONSULT_CALL', targetMediaAddress: '4001', toAddress: '4002' },
      '<Dialog><targetMediaAddress>4001</targetMediaAddress><requestedAction>CONSULT_CALL</requestedAction><toAddress>4002</toAddress></Dialog>',
    ],
    [
      {
        kind: 'UpdateCallData',
        targetMediaAddress: '4001',
        wrapUpReason: 'Sale',
        callVariables: [{ name: 'callVariable1', value: 'A&B' }],
      },
      '<Dialog><targetMediaAddress>4001</targetMediaAddress><requestedAction>UPDATE_CALL_DATA</requestedAction>' +
        '<mediaProperties><wrapUpReason>Sale</wrapUpReason><callvariables><CallVariable><name>callVariable1</name>' +
        '<value>A&amp;B</value></CallVariable></callvariables></mediaProperties></Dialog>',
    ],
  ];
  for (const [body, xml] of bodies) {
    it(xml, () => {
      assert.equal(encodeRequest(put(body)).body, xml);
      assert.deepEqual(decodeRequest({ method: 'PUT', path: '/x', headers: {}, body: xml }).request.body, body);
    });
  }
  it('an update of call data asked for as a bare action is one without data', () => {
    const { body } = encodeRequest(put({ kind: 'DialogAction', action: 'UPDATE_CALL_DATA', targetMediaAddress: '4' }));
    assert.deepEqual(decodeRequest({ method: 'PUT', path: '/x', headers: {}, body: body ?? '' }).request.body, {
      kind: 'UpdateCallData',
      targetMediaAddress: '4',
    });
  });

  const malformed: readonly (readonly [xml: string, expected: string])[] = [
    ['<User/>', 'missing-field User/state'],
    ['<User><state>TALKING</state></User>', 'unknown-enum User/state'],
    ['<User><state>LOGIN</state></User>', 'missing-field User/extension'],
    ['<User><state>LOGOUT</state><reasonCodeId>lunch</reasonCodeId></User>', 'bad-value User/reasonCodeId'],
    ['<Dialog><requestedAction>FLY</requestedAction></Dialog>', 'unknown-enum Dialog/requestedAction'],
    ['<Dialog><requestedAction>ANSWER</requestedAction></Dialog>', 'missing-field Dialog/targetMediaAddress'],
    [
      '<Dialog><requestedAction>MAKE_CALL</requestedAction><fromAddress>1</fromAddress></Dialog>',
      'missing-field Dialog/toAddress',
    ],
    ['<Team/>', 'wrong-root Team'],
    ['<User><state>READY</state>', 'not-xml'],
    ['{"state":"READY"}', 'not-xml'],
    ['<!DOCTYPE User><User><state>READY</state></User>', 'forbidden-markup'],
  ];
  for (const [xml, expected] of malformed) {
    it(`${xml} becomes Malformed`, () => {
      const { body } = decodeRequest({ method: 'PUT', path: '/x', headers: {}, body: xml }).request;
      assert.equal(body?.kind, 'Malformed');
      assert.equal(`${body.error.code} ${body.error.path}`.trim(), expected);
    });
  }
});

void describe('a request', () => {
  it('carries credentials, content type and request id in headers, and the query in the path', () => {
    const request: ApiRequest = {
      method: 'GET',
      path: '/finesse/api/User/1001/ReasonCodes',
      query: { category: 'NOT_READY', 'a b': 'ä&=+' },
      requestId: 'r-1',
    };
    const http = encodeRequest(request, { scheme: 'Basic', loginId: '1001', password: 'secret' });
    assert.deepEqual(http, {
      method: 'GET',
      path: '/finesse/api/User/1001/ReasonCodes?category=NOT_READY&a%20b=%C3%A4%26%3D%2B',
      headers: { Authorization: 'Basic MTAwMTpzZWNyZXQ=', requestId: 'r-1' },
    });
    assert.deepEqual(decodeRequest(http).request, request);
    assert.equal(encodeRequest(put({ kind: 'UserState', state: 'READY' })).headers['Content-Type'], 'application/xml');
  });
  it('is read whatever the case of header names, and with an empty body as none', () => {
    const http: HttpRequest = {
      method: 'PUT',
      path: '/x?category=LOG+OUT&&flag&category=2',
      headers: { REQUESTID: '7', authorization: 'basic w7w6cMOkOndvcmQ=' },
      body: ' \n',
    };
    assert.deepEqual(decodeRequest(http), {
      request: { method: 'PUT', path: '/x', query: { category: 'LOG OUT', flag: '' }, requestId: '7' },
      authorization: { scheme: 'Basic', loginId: 'ü', password: 'pä:word' },
    });
  });
  it('has no credentials when they cannot be read', () => {
    for (const authorization of ['', 'Basic', 'Basic !!!!', 'Basic MTAwMQ==', 'Basic /w==', 'Digest x', 'Bearer a b']) {
      const read = decodeRequest({ method: 'GET', path: '/x', headers: { authorization } });
      assert.equal('authorization' in read, false, authorization);
    }
    const bearer = decodeRequest({ method: 'GET', path: '/x', headers: { authorization: 'Bearer a.b-c' } });
    assert.deepEqual(bearer.authorization, { scheme: 'Bearer', token: 'a.b-c' });
  });
  it('with a query that cannot be read is Malformed', () => {
    const { request } = decodeRequest({ method: 'GET', path: '/x?a=%ZZ', headers: {} });
    assert.equal(request.body?.kind, 'Malformed');
    assert.equal(request.path, '/x');
  });
  it('keeps a parameter that is named like a method or a prototype', () => {
    const request: ApiRequest = {
      method: 'GET',
      path: '/x',
      query: Object.fromEntries([
        ['__proto__', '1'],
        ['toString', '2'],
      ]),
    };
    assert.deepEqual(decodeRequest(encodeRequest(request)).request, request);
  });
  it('is refused when it cannot be carried as it is', () => {
    const get: ApiRequest = { method: 'GET', path: '/x' };
    for (const path of ['', 'x', '/x?a=1', '/x#a', '/a b', '/a\r\nHost: y', '/a\\b']) {
      assert.equal(
        complaint(() => encodeRequest({ ...get, path })),
        'bad-value path',
        path,
      );
    }
    for (const requestId of ['', 'a\r\nb', 'ü', ' a']) {
      assert.equal(
        complaint(() => encodeRequest({ ...get, requestId })),
        'bad-value requestId',
        requestId,
      );
    }
    assert.equal(
      complaint(() => encodeRequest({ ...get, query: { a: '\ud83d' } })),
      'bad-value query',
    );
    const basic = { scheme: 'Basic', loginId: 'a:b', password: '' } as const;
    assert.equal(
      complaint(() => encodeRequest(get, basic)),
      'bad-value Authorization/loginId',
    );
    const bearer = { scheme: 'Bearer', token: 'a\r\nb' } as const;
    assert.equal(
      complaint(() => encodeRequest(get, bearer)),
      'bad-value Authorization/token',
    );
    const body: RequestBody = { kind: 'Malformed', error: { code: 'not-xml', path: 'x', message: '' } };
    assert.equal(
      complaint(() => encodeRequest(put(body))),
      'not-xml x',
    );
    assert.equal(
      complaint(() => encodeRequest(put({ kind: 'UserLogin', extension: '' }))),
      'missing-field User/extension',
    );
  });
});

void describe('a reply', () => {
  it('has a body, and says it is XML, only when there is something to say', () => {
    assert.deepEqual(encodeReply({ status: 202, headers: { requestid: '7' }, payload: { kind: 'Empty' } }), {
      status: 202,
      headers: { requestid: '7' },
      body: '',
    });
    const errors = {
      kind: 'ApiErrors',
      value: [{ errorType: 'Service Unavailable', errorMessage: 'SERVER_OUT_OF_SERVICE', errorData: '' }],
    } as const;
    assert.deepEqual(encodeReply({ status: 503, headers: {}, payload: errors }), {
      status: 503,
      headers: { 'content-type': 'application/xml' },
      body: '<ApiErrors><ApiError><ErrorType>Service Unavailable</ErrorType><ErrorMessage>SERVER_OUT_OF_SERVICE</ErrorMessage><ErrorData></ErrorData></ApiError></ApiErrors>',
    });
  });
  it('is read with header names in lower case and without the content type', () => {
    const http = { status: 200, headers: { 'Content-Type': 'text/xml', RequestId: '7' }, body: '<Dialogs/>' };
    assert.deepEqual(decodeReply(http), {
      status: 200,
      headers: { requestid: '7' },
      payload: { kind: 'Dialogs', value: [] },
    });
  });
  const malformed: readonly (readonly [body: string, code: string])[] = [
    ['<html><body>Bad gateway</body></html>', 'wrong-root'],
    ['<!DOCTYPE html><html></html>', 'forbidden-markup'],
    ['Service Unavailable', 'not-xml'],
    ['<User/>', 'missing-field'],
    ['<constructor/>', 'not-xml'],
    ['<valueOf/>', 'wrong-root'],
  ];
  for (const [body, code] of malformed) {
    it(`${body} becomes Malformed beside its status`, () => {
      const { status, payload } = decodeReply({ status: 503, headers: {}, body });
      assert.equal(status, 503);
      assert.equal(payload.kind, 'Malformed');
      assert.equal(payload.error.code, code);
    });
  }
});
