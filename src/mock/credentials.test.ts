import assert from 'node:assert/strict';
import { test } from 'node:test';
import { people } from '../cluster/fixtures.ts';
import { admittedPassword, fixturePassword, sealPasswords, unsealPasswords } from './credentials.ts';

test('the fixture password is that of every fixture agent', () => {
  assert.ok(people.length >= 7);
  for (const person of people) assert.equal(person.password, fixturePassword);
});

test('a password that somebody typed goes no further than the edge', () => {
  assert.equal(admittedPassword('secret'), 'secret');
  assert.doesNotMatch(admittedPassword('my bank password'), /bank/);
});

test('sealed data holds no password, and comes back as it was', () => {
  const data = {
    sequence: 3,
    input: { type: 'xmpp', message: { kind: 'connect', loginId: '1001', password: 'secret', resource: 'desktop' } },
    more: [{ authorization: { scheme: 'Basic', password: admittedPassword('hunter2') } }, null, 7],
  };
  const sealed = sealPasswords(data);
  assert.doesNotMatch(JSON.stringify(sealed), /secret|not-the-password|hunter2/);
  assert.deepEqual(unsealPasswords(sealed), data);
});

test('data without passwords is passed on untouched', () => {
  const data = { a: [1, { b: 'secret' }] };
  assert.equal(sealPasswords(data), data);
});
