/** A cluster in pieces does, to the millisecond, what the whole one does; and a piece that is killed is lost alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCluster } from './cluster.ts';
import type { ClusterEffect, ClusterInput } from './contract.ts';
import { options, start } from './test/bench.ts';
import { createPieces } from './test/pieces.ts';
import { paths } from '../wire/paths.ts';
import type { Ms, NodeName } from '../wire/names.ts';

type Step = readonly [wait: Ms, input: ClusterInput];

let ids = 0;
const put = (node: NodeName, loginId: string, path: string, body: object, method = 'PUT'): ClusterInput => ({
  type: 'rest',
  id: `r${(ids += 1)}`,
  node,
  request: { method: method as 'PUT', path, body: body as never, requestId: `q${ids}` },
  authorization: { scheme: 'Basic', loginId, password: 'secret' },
});
const login = (node: NodeName, loginId: string): ClusterInput =>
  put(node, loginId, paths.user(loginId), { kind: 'UserLogin', extension: String(Number(loginId) + 3000) });
const connect = (node: NodeName, loginId: string, presence?: 'later'): ClusterInput => ({
  type: 'xmpp',
  node,
  session: `${node}/${loginId}`,
  message: { kind: 'connect', loginId, password: 'secret', resource: 'r', ...(presence ? { presence } : {}) },
});
const say = (node: NodeName, loginId: string, message: (ClusterInput & { type: 'xmpp' })['message']): ClusterInput => ({
  type: 'xmpp',
  node,
  session: `${node}/${loginId}`,
  message,
});

const media = (loginId: string, body: object): ClusterInput =>
  put('publisher', loginId, paths.userMedia(loginId, '5000'), body);

const story = (): readonly Step[] => [
  [0, connect('publisher', '1001')],
  [3, connect('subscriber', '1002', 'later')],
  [10, login('publisher', '1001')],
  [1, login('subscriber', '1002')],
  [50, say('subscriber', '1002', { kind: 'presence', available: true })],
  [5, say('subscriber', '1002', { kind: 'subscribe', path: paths.queue('11') })],
  [5, say('subscriber', '1002', { kind: 'subscribe', path: paths.queue('12'), bare: true })],
  [20, put('publisher', '1001', paths.user('1001'), { kind: 'UserState', state: 'READY' })],
  [100, { type: 'fault', fault: { action: 'ring', agent: '1001', from: '5550100' } }],
  [
    900,
    put(
      'publisher',
      '1001',
      paths.userDialogs('1001'),
      { kind: 'MakeCall', fromAddress: '4001', toAddress: '4002' },
      'POST',
    ),
  ],
  [4000, { type: 'fault', fault: { action: 'cut-cti', side: 'A', node: 'subscriber' } }],
  [18_000, { type: 'fault', fault: { action: 'restore-cti', side: 'A', node: 'subscriber' } }],
  [9000, { type: 'fault', fault: { action: 'cut-cti', side: 'both' } }],
  [4000, { type: 'fault', fault: { action: 'restore-cti', side: 'B' } }],
  [12_000, { type: 'fault', fault: { action: 'stop-notification', node: 'publisher' } }],
  [500, { type: 'fault', fault: { action: 'start-notification', node: 'publisher' } }],
  [3000, connect('publisher', '1001')],
  [100, say('publisher', '1001', { kind: 'disconnect' })],
  [70_000, say('subscriber', '1002', { kind: 'ping', ping: 1 })],
  [5, connect('publisher', '1001')],
  [5, media('1001', { kind: 'MediaLogin', maxDialogLimit: 1 })],
  [50, media('1001', { kind: 'MediaState', state: 'READY' })],
  [50, { type: 'fault', fault: { action: 'offer-task', agent: '1001', mrd: '5000' } }],
  [25_000, { type: 'fault', fault: { action: 'cut-awdb', side: 'primary' } }],
  [50, put('publisher', '1003', paths.user('1003'), {}, 'GET')],
  [13_000, put('publisher', '1003', paths.user('1003'), {}, 'GET')],
  [
    50,
    {
      type: 'fault',
      fault: { action: 'set-property', property: 'enableAutoWorkModeStateChange', value: 'false', node: 'publisher' },
    },
  ],
  [50, { type: 'fault', fault: { action: 'cut-cti', side: 'both' } }],
  [4000, { type: 'fault', fault: { action: 'restore-cti', side: 'both' } }],
  [9000, media('1001', { kind: 'MediaConnected' })],
  [50, { type: 'chat', session: 'chat', message: { kind: 'connect', loginId: '1001', password: 'secret' } }],
  [50, { type: 'fault', fault: { action: 'fail-imp' } }],
];

type Timed = ClusterEffect & { readonly at: Ms };

/** What each client heard and when, in the order of hearing; and what each part logged. */
function told(effects: readonly Timed[]): Record<string, string[]> {
  const by: Record<string, string[]> = {};
  for (const { at, ...effect } of effects) {
    const who =
      'session' in effect
        ? effect.session
        : 'id' in effect
          ? effect.id
          : effect.type === 'log'
            ? effect.entry.part
            : '?';
    (by[who] ??= []).push(`${at - start} ${JSON.stringify(effect)}`);
  }
  return by;
}

test('the same story, whole and in pieces', () => {
  ids = 0;
  const whole = createCluster(options, start);
  const heard: Timed[] = [];
  let now = start;
  const step = (until: Ms): void => {
    for (let due = whole.deadline(); due !== undefined && due <= until; due = whole.deadline()) {
      whole.wake(due);
      for (const effect of whole.effects()) heard.push({ ...effect, at: due });
    }
  };
  for (const [wait, input] of story()) {
    now += wait;
    step(now);
    whole.handle(input, now);
    for (const effect of whole.effects()) heard.push({ ...effect, at: now });
  }
  step(now + 10_000);

  ids = 0;
  const pieces = createPieces(options, start);
  now = start;
  for (const [wait, input] of story()) {
    now += wait;
    pieces.handle(input, now);
  }
  pieces.advance(now + 10_000);
  const inPieces = told(pieces.effects());

  const expected = told(heard);
  assert.ok((expected['publisher/1001']?.length ?? 0) > 10, 'the story tells something');
  assert.deepEqual(inPieces, expected);
});

test('a killed piece: the other goes on, and the revived one knows its disk and what the PG tells', () => {
  const pieces = createPieces(options, start);
  let now = start;
  const feed = (wait: Ms, input: ClusterInput): void => {
    now += wait;
    pieces.handle(input, now);
  };
  const wait = (ms: Ms): void => pieces.advance((now += ms));
  const state = (loginId: string): string | undefined =>
    pieces
      .piece('shared')
      ?.view()
      .agents.find((agent) => agent.loginId === loginId)?.state;

  feed(0, connect('publisher', '1001'));
  feed(10, login('publisher', '1001'));
  feed(10, login('subscriber', '1002'));
  wait(100);
  assert.equal(state('1001'), 'NOT_READY');
  pieces.kill('publisher', now);
  wait(200_000);
  assert.equal(state('1001'), 'NOT_READY', 'nobody is left who would force this agent out');
  feed(0, put('subscriber', '1002', paths.user('1002'), { kind: 'UserState', state: 'READY' }));
  wait(100);
  assert.equal(state('1002'), 'READY');
  pieces.effects();

  const jid = `1001@${options.hosts.publisher}/r`;
  pieces.revive('publisher', now, { [jid]: [paths.queue('11')] });
  wait(1000);
  assert.equal(pieces.piece('publisher')?.view().nodes.publisher.running, false, 'it boots as a stopped node does');
  wait(20_000);
  const node = pieces.piece('publisher')?.view().nodes.publisher;
  assert.equal(node?.inService, true);
  assert.deepEqual(node.present, []);
  feed(0, connect('publisher', '1001'));
  feed(10, say('publisher', '1001', { kind: 'list-subscriptions' }));
  feed(10, put('publisher', '1001', paths.user('1001'), {}, 'GET'));
  wait(100);
  const effects = pieces.effects();
  const listed = effects.flatMap((effect) =>
    effect.type === 'xmpp-answer' && effect.answer.kind === 'subscriptions' ? effect.answer.subscriptions : [],
  );
  assert.ok(listed.some(({ path, bare }) => path === paths.queue('11') && !bare));
  const [reply] = effects.flatMap((effect) => (effect.type === 'rest-reply' ? [effect.reply] : []));
  assert.equal(reply?.payload.kind === 'User' ? reply.payload.value.state : '', 'NOT_READY');
});

test('a revived piece finds the databases as they are by now', () => {
  const pieces = createPieces(options, start);
  pieces.kill('publisher', start);
  pieces.handle({ type: 'fault', fault: { action: 'cut-awdb', side: 'both' } }, start);
  pieces.revive('publisher', start, {});
  let now = start + 20_000;
  pieces.advance(now);
  pieces.handle(put('publisher', '1001', paths.user('1001'), {}, 'GET'), now);
  pieces.advance((now += 5_000));
  assert.ok(!pieces.effects().some((effect) => effect.type === 'rest-reply'), 'it waits for a database');
  pieces.advance((now += 10_000));
  const [reply] = pieces.effects().flatMap((effect) => (effect.type === 'rest-reply' ? [effect.reply.status] : []));
  assert.equal(reply, 401);
});

test('the PG counts a lost piece as a closed connection: what it was to be told is not kept for it', () => {
  const pieces = createPieces({ ...options, release: '12.6' }, start);
  pieces.handle(login('publisher', '1001'), start);
  pieces.advance(start + 100);
  pieces.effects();
  pieces.kill('subscriber', start + 100);
  pieces.handle(put('publisher', '1001', paths.user('1001'), { kind: 'UserState', state: 'READY' }), start + 200);
  const shared = pieces.piece('shared');
  assert.ok(shared);
  pieces.advance(start + 300);
  const links = (shared.snapshot()['pg'] as { links: Record<string, unknown> }).links;
  assert.deepEqual(Object.keys(links), ['publisher']);
});
