import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCore } from '../../core/core.ts';
import type { CoreInput } from '../../core/contract.ts';
import { createRecorder } from './recorder.ts';
import { redactRecording } from './redact.ts';
import type { Recording } from './recording.ts';
import { replay } from './replay.ts';

const options = {
  profile: 'swift',
  move: 'in-place',
  seed: 7,
  hosts: { publisher: 'pub', subscriber: 'sub' },
} as const;
const coreFrom = (snapshot: Recording['start']) => createCore(options, snapshot);
const at = 1_700_000_000_000;

const user = {
  uri: '/finesse/api/User/1001',
  loginId: '1001',
  loginName: 'mokafor',
  firstName: 'Maya',
  lastName: 'Okafor',
  extension: '4001',
  roles: ['Agent'],
  state: 'NOT_READY',
  stateChangeTime: '',
  teamId: '1',
  teamName: 'Support',
} as const;
const dialog = {
  uri: '/finesse/api/Dialog/16777217',
  id: '16777217',
  mediaType: 'Voice',
  fromAddress: '5550100',
  toAddress: '4001',
  state: 'ACTIVE',
  associatedDialogUri: '',
  secondaryId: '',
  mediaProperties: {
    callType: 'ACD_IN',
    dialedNumber: '8800',
    DNIS: '8800',
    queueNumber: '',
    queueName: '',
    wrapUpReason: '',
    callVariables: [
      { name: 'callVariable1', value: 'Ada Lovelace, account 77' },
      { name: 'callVariable2', value: 'ACTIVE' },
    ],
  },
  participants: [],
} as const;

/** Signs in, and hears of a call. */
function recorded(): { recording: Recording; phase: string } {
  const core = createCore(options);
  const recorder = createRecorder('b1', () => core.snapshot());
  let now = at;
  const feed = (input: CoreInput | undefined): void => {
    now += 10;
    recorder.tap(input, now);
    if (input) core.handle(input, now);
    else core.wake(now);
    recorder.shown(core.view());
    for (const effect of core.effects()) {
      if (effect.type === 'request') {
        const { id, epoch, request } = effect;
        const payload =
          request.path === user.uri
            ? { kind: 'User', value: user }
            : request.path.endsWith('/Dialogs')
              ? { kind: 'Dialogs', value: [dialog] }
              : request.path.endsWith('/SystemInfo')
                ? { kind: 'SystemInfo', value: { status: 'IN_SERVICE', ctiHeartbeatStatus: 'success' } }
                : { kind: 'Empty' };
        waiting.push({
          type: 'reply',
          id,
          epoch,
          reply: { status: 200, headers: {}, payload },
        } as unknown as CoreInput);
      }
      if (effect.type === 'open-channel')
        waiting.push({ type: 'channel', channel: effect.channel, epoch: effect.epoch, event: { kind: 'open' } });
    }
  };
  const waiting: CoreInput[] = [
    { type: 'tabs', count: 1 },
    { type: 'sign-in', agentId: '1001', extension: '4001', node: 'publisher' },
  ];
  for (let steps = 0; steps < 60; steps += 1) {
    const input = waiting.shift();
    if (!input) break;
    feed(input);
  }
  feed(undefined);
  return { recording: recorder.recording(), phase: core.view().phase };
}

test('a redacted recording holds nobody’s name, number or words, in values, paths and names of fields', () => {
  const { recording, phase } = recorded();
  assert.equal(phase, 'connected');
  const before = JSON.stringify(recording);
  for (const word of ['1001', '4001', '5550100', '8800', 'Maya', 'Okafor', 'mokafor', 'Ada Lovelace'])
    assert.ok(before.includes(word), `the test must plant ${word}`);
  const after = JSON.stringify(redactRecording(recording, coreFrom).recording);
  for (const word of ['"1001"', '/1001', '4001', '5550100', '8800', 'Maya', 'Okafor', 'mokafor', 'Ada', 'account'])
    assert.ok(!after.includes(word), `${word} is still there`);
  assert.ok(after.includes('callVariable1'));
});

test('it replays to the same phases, and its hashes are those of the redacted views', () => {
  const { recording } = recorded();
  const { recording: redacted, faithful } = redactRecording(recording, coreFrom);
  assert.equal(faithful, recording.inputs.length);
  const result = replay(redacted, coreFrom);
  assert.equal(result.divergence, undefined);
  assert.equal(result.equal, recording.inputs.length);
  assert.notEqual(result.hash, replay(recording, coreFrom).hash);
});

test('a word of a customer that is also a state keeps the state whole', () => {
  const { recording } = recorded();
  const text = JSON.stringify(redactRecording(recording, coreFrom).recording.inputs);
  assert.ok(text.includes('"state":"ACTIVE"'));
  assert.ok(!text.includes('"name":"callVariable2","value":"ACTIVE"'));
});

test('the same value has the same pseudonym, and different values different ones', () => {
  const { recording } = recorded();
  const { inputs } = redactRecording(recording, coreFrom).recording;
  const signIn = inputs.flatMap(({ input }) => (input?.type === 'sign-in' ? [input] : []))[0];
  assert.ok(signIn);
  assert.match(signIn.agentId, /^9\d{3}$/);
  assert.notEqual(signIn.agentId, signIn.extension);
  assert.ok(JSON.stringify(inputs).includes(`"toAddress":"${signIn.extension}"`));
  const again = redactRecording(recording, coreFrom).recording;
  assert.deepEqual(again.inputs, inputs);
});
