import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readUrlOptions, type UrlOptions } from './url-options.ts';

const defaults: UrlOptions = {
  profile: undefined,
  move: undefined,
  prepare: undefined,
  speed: 1,
  host: 'auto',
  agent: undefined,
  signIn: false,
  live: undefined,
  serviceWorker: true,
  signInMinutes: undefined,
  lab: false,
  scenario: undefined,
  language: undefined,
};

test('an empty address asks for nothing', () => {
  for (const search of ['', '?', '?utm_source=mail']) {
    assert.deepEqual(readUrlOptions(search), { options: defaults, problems: [] });
  }
});

test('every parameter is read', () => {
  const { options, problems } = readUrlOptions(
    '?profile=11.x&move=reload&prepare=while-connected&speed=60&core=dedicated&agent=1001&signin&no-sw&sso=11&lab&scenario=DF-1-node-dies&language=en-XA',
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(options, {
    profile: '11.x',
    move: 'reload',
    prepare: 'while-connected',
    speed: 60,
    host: 'dedicated',
    agent: '1001',
    signIn: true,
    live: undefined,
    serviceWorker: false,
    signInMinutes: '11',
    lab: true,
    scenario: 'DF-1-node-dies',
    language: 'en-XA',
  });
});

const bad: readonly [search: string, parameter: string, code: string][] = [
  ['?profile=13', 'profile', 'unknown-value'],
  ['?profile=constructor', 'profile', 'unknown-value'],
  ['?language=tlh', 'language', 'unknown-value'],
  ['?move=jump', 'move', 'unknown-value'],
  ['?prepare=always', 'prepare', 'unknown-value'],
  ['?sso=5', 'sso', 'unknown-value'],
  ['?core=shared', 'core', 'unknown-value'],
  ['?speed=fast', 'speed', 'not-a-number'],
  ['?speed=', 'speed', 'not-a-number'],
  ['?speed=Infinity', 'speed', 'not-a-number'],
  ['?speed=0', 'speed', 'out-of-range'],
  ['?speed=61', 'speed', 'out-of-range'],
  ['?agent=<b>', 'agent', 'bad-agent'],
  ['?agent=&signin', 'agent', 'bad-agent'],
  ['?signin', 'signin', 'missing-agent'],
  ['?no-sw=perhaps', 'no-sw', 'unknown-value'],
  ['?scenario=<b>', 'scenario', 'unknown-value'],
];

for (const [search, parameter, code] of bad) {
  test(`${search} is a problem of ${parameter}, and left out`, () => {
    const { options, problems } = readUrlOptions(search);
    assert.deepEqual(
      problems.map((problem) => [problem.parameter, problem.code]),
      [[parameter, code]],
    );
    assert.ok(problems[0]!.message.length > 10);
    const others = new URLSearchParams(search);
    others.delete(parameter);
    assert.deepEqual(options, readUrlOptions(`?${others.toString()}`).options);
  });
}

test('how people sign in on real nodes cannot be changed', () => {
  const { options, problems } = readUrlOptions('?live=x&sso=2');
  assert.deepEqual(
    problems.map(({ parameter, code }) => [parameter, code]),
    [['sso', 'mock-only']],
  );
  assert.deepEqual(options, { ...defaults, live: 'x' });
});

test('signing in by the address is for mock mode', () => {
  const { options, problems } = readUrlOptions('?live=lab&agent=1001&signin');
  assert.equal(options.live, 'lab');
  assert.equal(options.signIn, false);
  assert.equal(problems[0]?.code, 'mock-only');
});

test('the clock of real nodes cannot be sped up', () => {
  const { problems } = readUrlOptions('?live=lab&speed=20');
  assert.deepEqual(
    problems.map(({ code, parameter }) => [code, parameter]),
    [['mock-only', 'speed']],
  );
});

test('a switch can be turned off', () => {
  assert.equal(readUrlOptions('?agent=1001&signin=0').options.signIn, false);
  assert.equal(readUrlOptions('?no-sw=false').options.serviceWorker, true);
});

test('no address makes it throw, and what comes out is always in range', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (name, value) => {
      for (const key of [name, 'speed', 'agent', 'profile']) {
        const { options } = readUrlOptions(`?${encodeURIComponent(key)}=${encodeURIComponent(value)}&${name}=${value}`);
        assert.ok(options.speed >= 1 && options.speed <= 60);
        assert.ok(options.agent === undefined || /^[\w.@-]{1,64}$/.test(options.agent));
      }
    }),
  );
});
