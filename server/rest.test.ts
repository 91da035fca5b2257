/** REST over real sockets where it can go wrong: bodies, methods, origins, clients that stop in the middle. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'ltx';
import { bodyLimitBytes } from './http/body.ts';
import type { Lab } from './lab.ts';
import { ask, labWith } from './test/lab-bench.ts';
import type { Ask } from './test/lab-bench.ts';

let lab: Lab;
const site = mkdtempSync(join(tmpdir(), 'understudy-site-'));
before(async () => {
  writeFileSync(join(site, 'index.html'), '<!doctype html><title>a desktop</title>');
  lab = await labWith(['--cors', 'enable', '--allowed-origin', 'https://desk.example:9443', '--site', site]);
});
after(async () => {
  await lab.close();
  rmSync(site, { recursive: true });
});

const url = (path: string): string => `${lab.urls.publisher}finesse/api/${path}`;
const good = '<User><state>LOGIN</state><extension>4001</extension></User>';

const rows: readonly (readonly [string, string, string, Ask, number, string])[] = [
  ['no credentials', 'GET', 'User/1001', {}, 401, 'Authorization Failure'],
  ['a wrong password', 'GET', 'User/1001', { as: '1001', password: 'no' }, 401, 'Authorization Failure'],
  ['an unknown user', 'GET', 'User/9999', { as: '1000' }, 401, 'Invalid Authorization User Specified'],
  ['another one’s object', 'GET', 'User/1002', { as: '1001' }, 401, 'Invalid Authorization User Specified'],
  ['no such object', 'GET', 'Nonsense/1', { as: '1001' }, 404, 'Not Found'],
  ['a method of HTTP that is none of the API', 'PATCH', 'User/1001', { as: '1001' }, 405, 'Bad Request'],
  ['a method the object does not take', 'DELETE', 'User/1001', { as: '1001' }, 405, 'Bad Request'],
  ['no body', 'PUT', 'User/1001', { as: '1001' }, 400, 'Parameter Missing'],
  ['malformed XML', 'PUT', 'User/1001', { as: '1001', body: '<User><state>LOGIN</User>' }, 400, 'Invalid Input'],
  [
    'an entity bomb',
    'PUT',
    'User/1001',
    { as: '1001', body: `<!DOCTYPE a [<!ENTITY b "c">]>${good}` },
    400,
    'Invalid Input',
  ],
  [
    'bytes that are no UTF-8',
    'PUT',
    'User/1001',
    { as: '1001', body: Buffer.from([0x3c, 0xff, 0xfe]) },
    400,
    'Bad Request',
  ],
  [
    'another content type',
    'PUT',
    'User/1001',
    { as: '1001', body: good, headers: { 'Content-Type': 'application/json' } },
    415,
    'Bad Request',
  ],
  [
    'another charset',
    'PUT',
    'User/1001',
    { as: '1001', body: good, headers: { 'Content-Type': 'application/xml; charset=utf-16' } },
    415,
    'Bad Request',
  ],
  ['a huge body', 'PUT', 'User/1001', { as: '1001', body: Buffer.alloc(bodyLimitBytes + 1, 0x20) }, 413, 'Bad Request'],
  [
    'a huge body of unknown length',
    'PUT',
    'User/1001',
    { as: '1001', body: Buffer.alloc(bodyLimitBytes + 1, 0x20), headers: { 'Transfer-Encoding': 'chunked' } },
    413,
    'Bad Request',
  ],
  [
    'a body too long for a document',
    'PUT',
    'User/1001',
    { as: '1001', body: `<User>${' '.repeat(1_100_000)}</User>` },
    400,
    'Invalid Input',
  ],
  ['a foreign origin', 'GET', 'SystemInfo', { headers: { Origin: 'https://evil.example' } }, 403, 'Bad Request'],
  [
    'a foreign preflight',
    'OPTIONS',
    'SystemInfo',
    { headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'PUT' } },
    403,
    'Bad Request',
  ],
];
for (const [what, method, path, how, status, type] of rows) {
  test(`REST answers ${what} with ${status} and says ${type}`, async () => {
    const answer = await ask(method, url(path), how);
    assert.equal(answer.status, status);
    const error = parse(answer.body).getChild('ApiError');
    assert.equal(error?.getChild('ErrorType')?.getText(), type);
    assert.ok(error.getChild('ErrorMessage')?.getText());
    assert.equal(answer.headers['content-type'], 'application/xml');
  });
}

test('the documented spelling of the content type is understood, and text/xml with a charset', async () => {
  for (const type of ['Application/XML', 'text/xml; charset="UTF-8"', 'application/xml;charset=utf-8']) {
    const answer = await ask('PUT', url('User/1001'), { as: '1001', body: good, headers: { 'Content-Type': type } });
    assert.equal(answer.status, 202, type);
  }
});

test('an allowed origin gets its headers on answers and preflights; a program without origin is not asked', async () => {
  const origin = 'https://desk.example:9443';
  const answer = await ask('GET', url('SystemInfo'), { headers: { Origin: origin } });
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['access-control-allow-origin'], origin);
  assert.match(String(answer.headers['access-control-expose-headers']), /Retry-After/);
  const preflight = await ask('OPTIONS', url('User/1001'), {
    headers: { Origin: origin, 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'requestid' },
  });
  assert.equal(preflight.status, 200);
  assert.equal(preflight.body, '');
  assert.ok(Number(preflight.headers['access-control-max-age']) > 0);
  assert.equal((await ask('GET', url('SystemInfo'))).headers['access-control-allow-origin'], undefined);
});

test('an HTTP request that is none is refused, and one that stops in the middle harms nobody', async () => {
  const port = Number(new URL(lab.urls.publisher).port);
  const talk = (text: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      let heard = '';
      socket.on('data', (chunk) => (heard += chunk.toString()));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(heard));
    });
  assert.match(await talk('\0\0\0 garbage\r\n\r\n'), /^HTTP\/1\.1 400/);
  const half = connect(port, '127.0.0.1', () => {
    half.write('PUT /finesse/api/User/1001 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n<User>');
    half.resetAndDestroy();
  });
  await new Promise((resolve) => half.once('close', resolve));
  assert.equal((await ask('GET', url('SystemInfo'))).status, 200);
});

test('the Desktop Interface names both nodes where they really listen', async () => {
  for (const [node, other] of [
    ['publisher', 'subscriber'],
    ['subscriber', 'publisher'],
  ] as const) {
    const answer = await ask('GET', `${lab.urls[node]}desktop/api/DesktopConfig`);
    const { host, alternateHost } = JSON.parse(answer.body) as Readonly<Record<string, string>>;
    assert.equal(host, new URL(lab.urls[node]).host);
    assert.equal(alternateHost, new URL(lab.urls[other]).host);
  }
});

test('a request that never ends is answered with 408, and its connection closed', async () => {
  const own = await labWith([], { limits: { requestMs: 200 } });
  const socket = connect(Number(new URL(own.urls.publisher).port), '127.0.0.1');
  let said = '';
  socket.on('data', (chunk) => (said += String(chunk)));
  socket.write('PUT /finesse/api/User/1001 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n<User>');
  await once(socket, 'close');
  assert.match(said, /^HTTP\/1\.1 408 /);
  assert.equal((await ask('GET', `${own.urls.publisher}finesse/api/SystemInfo`)).status, 200);
  await own.close();
});

test('the desktop is served beside the API, allowed to talk to both nodes and to nobody else', async () => {
  const page = await ask('GET', lab.urls.publisher);
  assert.equal(page.status, 200);
  assert.match(page.body, /a desktop/);
  const policy = String(page.headers['content-security-policy']);
  const other = new URL(lab.urls.subscriber);
  assert.match(policy, new RegExp(`connect-src 'self'[^;]* ${other.origin} ws://${other.host}(;| )`));
  assert.doesNotMatch(policy, /connect-src[^;]*\*/);
  assert.equal((await ask('GET', `${lab.urls.publisher}..%2f..%2fpackage.json`)).status, 404);
  assert.equal((await ask('POST', lab.urls.publisher, { body: 'x' })).status, 405);
});

test('a desktop that is not built yet is said to be missing, and the API works', async () => {
  const bare = await labWith(['--site', join(site, 'nothing')]);
  const page = await ask('GET', bare.urls.subscriber);
  assert.equal(page.status, 503);
  assert.match(page.body, /npm run build/);
  assert.equal((await ask('GET', `${bare.urls.subscriber}finesse/api/SystemInfo`)).status, 200);
  await bare.close();
});
