/** The command line: what is taken, and the one line for what is not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOptions, UsageError } from './options.ts';

test('without a word: two nodes on localhost, in this process', () => {
  const options = parseOptions([]);
  assert.ok(options !== 'help');
  assert.deepEqual(options.ports, { publisher: 8445, subscriber: 8446, control: 8444, chat: 8447 });
  assert.deepEqual(options.hosts, { publisher: 'localhost', subscriber: 'localhost' });
  assert.deepEqual(options.cors, { mode: 'enable_all', allowedOrigins: [], exposedHeaders: [] });
  assert.equal(options.speed, 1);
  assert.equal(options.processes, false);
  assert.equal('tlsFiles' in options, false);
});

test('every option is in the help, and can be said', () => {
  assert.equal(parseOptions(['--help']), 'help');
  const options = parseOptions(
    (
      '--publisher-port 1 --subscriber-port=2 --control-port 3 --chat-port 4 --publisher-host A.Lab.test --subscriber-host b.lab.test ' +
      '--cert c --key k --cors enable --allowed-origin https://a.test:1 --allowed-origin http://b.test ' +
      '--exposed-header requestId --speed 10 --release 11.x --pg-release 11.6 --admission paced --load 1 --user-signout-channel voice --seed 5 --extra-agents 40 --processes --state-dir s --site d'
    ).split(' '),
  );
  assert.deepEqual(options, {
    ports: { publisher: 1, subscriber: 2, control: 3, chat: 4 },
    hosts: { publisher: 'a.lab.test', subscriber: 'b.lab.test' },
    tlsFiles: { cert: 'c', key: 'k' },
    cors: { mode: 'enable', allowedOrigins: ['https://a.test:1', 'http://b.test'], exposedHeaders: ['requestId'] },
    speed: 10,
    release: '11.x',
    pgRelease: '11.6',
    admission: 'paced',
    load: 1,
    userSignOutChannel: 'voice',
    seed: 5,
    extraAgents: 40,
    processes: true,
    stateDir: 's',
    site: 'd',
  });
});

const wrong: readonly (readonly [string, RegExp])[] = [
  ['--publisher-port eight', /--publisher-port wants a whole number from 0 to 65535/],
  ['--publisher-port 70000', /--publisher-port wants/],
  ['--publisher-port 9 --control-port 9', /must differ/],
  ['--chat-port 8446', /must differ/],
  ['--cert only', /--cert and --key belong together/],
  ['--cors maybe', /--cors wants enable_all or enable or disable/],
  ['--cors enable', /at least one --allowed-origin/],
  ['--cors enable --allowed-origin *', /--allowed-origin wants https:\/\/host:port/],
  ['--cors enable --allowed-origin https://a.test/path', /--allowed-origin wants/],
  ['--speed 0', /--speed wants/],
  ['--speed 1001', /--speed wants/],
  ['--pg-release 13', /--pg-release wants lab or 12.5\+ or 11.6/],
  ['--admission slow', /--admission wants/],
  ['--release 13', /--release wants/],
  ['--publisher-host a_b/c', /no host name/],
  ['--nonsense', /--nonsense/],
  ['stray', /stray/],
];
for (const [line, complaint] of wrong) {
  test(`"${line}" is refused in one line`, () => {
    assert.throws(
      () => parseOptions(line.split(' ')),
      (error: unknown) => error instanceof UsageError && complaint.test(error.message) && !error.message.includes('\n'),
    );
  });
}
