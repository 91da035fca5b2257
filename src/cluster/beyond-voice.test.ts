/**
 * Random shifts with chats, e-mails, databases that go and come, desktop chat: what must hold whatever happens. The rows
 * themselves are proved by scenarios.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ApiRequest, RequestBody } from '../wire/http.ts';
import { nodeNames } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';
import { encodeReply } from '../wire/rest-codec.ts';
import { encodeUpdate } from '../wire/update-codec.ts';
import type { ChatFromClient } from './chat-messages.ts';
import type { ClusterFault } from './contract.ts';
import { ClusterRefusal } from './contract.ts';
import { mediaDomains } from './media-domains.ts';
import { taskActions } from './media-tasks.ts';
import { bench, valueOf } from './test/bench.ts';
import type { Bench } from './test/bench.ts';

type Step =
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'media'; readonly agent: string; readonly mrd: string; readonly body: RequestBody }
  | {
      readonly do: 'task';
      readonly agent: string;
      readonly which: number;
      readonly action: (typeof taskActions)[number];
    }
  | { readonly do: 'fault'; readonly fault: ClusterFault }
  | { readonly do: 'chat'; readonly agent: string; readonly message: ChatFromClient };

const agents = ['1001', '1002'] as const;
const agent = fc.constantFrom(...agents);
const mrd = fc.constantFrom(...mediaDomains.map((domain) => domain.id));
const node = fc.constantFrom(...nodeNames);
const side = fc.constantFrom('primary' as const, 'secondary' as const, 'both' as const);

const body: fc.Arbitrary<RequestBody> = fc.oneof(
  fc.record({
    kind: fc.constant('MediaLogin' as const),
    maxDialogLimit: fc.integer({ min: 1, max: 3 }),
    interruptAction: fc.constantFrom('ACCEPT' as const, 'IGNORE' as const),
  }),
  { weight: 3, arbitrary: fc.constant<RequestBody>({ kind: 'MediaState', state: 'READY' }) },
  fc.record({
    kind: fc.constant('MediaState' as const),
    state: fc.constantFrom('NOT_READY' as const, 'LOGOUT' as const),
  }),
  fc.record({ kind: fc.constant('MediaRoutable' as const), routable: fc.boolean() }),
  fc.constant<RequestBody>({ kind: 'MediaConnected' }),
);

const fault: fc.Arbitrary<ClusterFault> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ action: fc.constant('offer-task' as const), agent, mrd }) },
  fc.record({
    action: fc.constantFrom('cut-cti' as const, 'restore-cti' as const),
    side: fc.constant('both' as const),
  }),
  fc.record({ action: fc.constantFrom('stop-node' as const, 'start-node' as const), node }),
  fc.record({ action: fc.constantFrom('cut-awdb' as const, 'restore-awdb' as const), side }),
  fc.record({
    action: fc.constant('set-property' as const),
    property: fc.constant('enableAutoWorkModeStateChange' as const),
    value: fc.constantFrom('true' as const, 'false' as const),
  }),
  fc.constant<ClusterFault>({ action: 'fail-imp' }),
  fc.record({ action: fc.constant('ring' as const), agent, from: fc.constant('5550100') }),
  fc.record({ action: fc.constant('hang-up' as const), agent }),
);

const chat: fc.Arbitrary<ChatFromClient> = fc.oneof(
  agent.map((loginId): ChatFromClient => ({ kind: 'connect', loginId, password: 'secret' })),
  agent.map((other): ChatFromClient => ({ kind: 'open-chat', with: other })),
  fc.constant<ChatFromClient>({ kind: 'say', chat: 'chat-1', text: 'hello' }),
  fc.constant<ChatFromClient>({ kind: 'set-status', status: 'BUSY' }),
  fc.constant<ChatFromClient>({ kind: 'close-chat', chat: 'chat-1' }),
  fc.constant<ChatFromClient>({ kind: 'disconnect' }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(5, 100, 1_500, 9_000, 25_000, 31 * 60_000),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('media' as const), agent, mrd, body }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('task' as const),
      agent,
      which: fc.integer({ min: 0, max: 2 }),
      action: fc.constantFrom(...taskActions),
    }),
  },
  { weight: 6, arbitrary: fault.map((value) => ({ do: 'fault' as const, fault: value })) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('chat' as const), agent, message: chat }) },
);

/** Everybody is there, on the publisher, before the shift begins. */
const morning: readonly Step[] = agents.flatMap((loginId) =>
  mediaDomains.flatMap(({ id }): Step[] => [
    { do: 'media', agent: loginId, mrd: id, body: { kind: 'MediaLogin', maxDialogLimit: 2 } },
    { do: 'media', agent: loginId, mrd: id, body: { kind: 'MediaState', state: 'READY' } },
  ]),
);

function shift(
  steps: readonly Step[],
  each: (b: Bench) => void,
  mutations: readonly string[] = [],
): { readonly b: Bench; readonly asked: string[] } {
  const b = bench({ mutations });
  for (const loginId of agents) {
    b.connect('publisher', loginId, `desk-${loginId}`);
    b.signIn(loginId);
  }
  const asked: string[] = [];
  const ask = (as: string, path: string, sent: RequestBody): void => {
    const where = b.view().nodes.publisher.running ? 'publisher' : 'subscriber';
    asked.push(b.ask(where, 'PUT', path, { as, body: sent }));
    b.advance(30);
  };
  for (const next of [...morning, ...steps]) {
    switch (next.do) {
      case 'wait':
        b.advance(next.ms);
        break;
      case 'media':
        ask(next.agent, paths.userMedia(next.agent, next.mrd), next.body);
        break;
      case 'task': {
        const tasks = b.view().media.flatMap((media) => (media.loginId === next.agent ? media.tasks : []));
        const task = tasks[next.which];
        const sent = { kind: 'DialogAction', action: next.action, targetMediaAddress: next.agent } as const;
        if (task) ask(next.agent, paths.dialog(task.id), sent);
        break;
      }
      case 'chat':
        b.feed({ type: 'chat', session: `chat-${next.agent}`, message: next.message });
        b.advance(5);
        break;
      case 'fault':
        try {
          b.fault(next.fault);
        } catch (error) {
          if (!(error instanceof ClusterRefusal)) throw error;
        }
    }
    each(b);
  }
  return { b, asked };
}

function looksRight(b: Bench): void {
  const view = b.view();
  for (const { loginId, mrdId, state, tasks } of view.media) {
    const said = `${loginId} is ${state} in ${mrdId} with ${tasks.map((task) => task.state).join()}`;
    assert.ok(tasks.length <= 3, said);
    if (state === 'LOGOUT') assert.equal(tasks.length, 0, said);
    if (state === 'READY') assert.equal(tasks.length, 0, said);
    if (state === 'RESERVED' || state === 'ACTIVE') assert.notEqual(tasks.length, 0, said);
    // Nothing rings at somebody of whom no answer can come.
    if (state === 'WORK') assert.ok(!tasks.some((task) => task.state === 'OFFERED'), said);
  }
  const there = view.chat.users.filter((user) => user.connected).map((user) => user.loginId);
  for (const { id, parties } of view.chat.chats) {
    assert.ok(
      parties.every((party) => there.includes(party)),
      `${id} of ${parties.join()}`,
    );
  }
}

const says = (loginId: string, message: ChatFromClient): Step => ({ do: 'chat', agent: loginId, message });
/** Chance alone would seldom bring two together. */
const meeting: readonly Step[] = [
  ...agents.map((loginId) => says(loginId, { kind: 'connect', loginId, password: 'secret' })),
  says('1001', { kind: 'open-chat', with: '1002' }),
];
const part = fc.oneof(
  { weight: 12, arbitrary: step.map((each) => [each]) },
  { weight: 1, arbitrary: fc.constant([...meeting]) },
);
const steps = fc
  .array(part, { minLength: 1, maxLength: 40, size: 'max' })
  .map((parts): readonly Step[] => parts.flat());

test('agents, tasks and chats tell the same story, whatever happens', () => {
  fc.assert(
    fc.property(steps, (each) => {
      shift(each, looksRight);
    }),
    { numRuns: 120 },
  );
});

for (const planted of ['mrd-4-routes-to-work', 'ch-1-chats-survive']) {
  test(`it is noticed with ${planted}`, () => {
    const looked = fc.property(steps, (each) => {
      shift(each, looksRight, [planted]);
    });
    assert.ok(fc.check(looked, { numRuns: 500, endOnFailure: true }).failed);
  });
}

test('from a snapshot it goes on as it would have, and everything can be written as XML', () => {
  fc.assert(
    fc.property(steps, (each) => {
      const straight = shift(each, () => undefined).b.out;
      const reopened = shift(each, (b) => b.reopen()).b.out;
      assert.equal(JSON.stringify(reopened), JSON.stringify(straight));
      for (const effect of straight) {
        if (effect.type === 'rest-reply') encodeReply(effect.reply);
        if (effect.type === 'xmpp' && effect.message.kind === 'item') encodeUpdate(effect.message.update);
      }
    }),
    { numRuns: 40 },
  );
});

test('every request is answered once, also those that waited for a database', () => {
  fc.assert(
    fc.property(steps, (each) => {
      const { b, asked } = shift(each, () => undefined);
      // Two databases, one after the other, and each of them for the first time.
      b.advance(30_000);
      for (const id of asked) assert.notEqual(b.replyTo(id), undefined, id);
    }),
    { numRuns: 80 },
  );
});

test('when all is well again both nodes show the same', () => {
  fc.assert(
    fc.property(steps, (each) => {
      const { b } = shift(each, () => undefined);
      for (const name of nodeNames) b.fault({ action: 'start-node', node: name });
      b.fault({ action: 'restore-cti', side: 'both' });
      b.fault({ action: 'restore-awdb', side: 'both' });
      b.advance(60_000);
      const get = (name: 'publisher' | 'subscriber', path: string): unknown => {
        const request: Pick<ApiRequest, 'path'> = { path };
        const { payload } = b.rest(name, 'GET', request.path, { as: '1001' });
        if (payload.kind === 'Dialogs') return valueOf(payload, 'Dialogs');
        return valueOf(payload, 'MediaList').map(({ id, state, routable }) => ({ id, state, routable }));
      };
      const lists = [paths.userMediaList('1001'), ...mediaDomains.map(({ id }) => paths.userMediaDialogs('1001', id))];
      for (const path of lists) assert.deepEqual(get('publisher', path), get('subscriber', path), path);
    }),
    { numRuns: 60 },
  );
});

test('an operator cannot heap up tasks without end, nor for nobody', () => {
  const b = bench();
  const refused = (fault: ClusterFault): string => {
    try {
      b.fault(fault);
    } catch (error) {
      assert.ok(error instanceof ClusterRefusal);
      return error.code;
    }
    return 'taken';
  };
  const offer = (loginId: string, mrdId = '5000'): string =>
    refused({ action: 'offer-task', agent: loginId, mrd: mrdId });
  assert.equal(offer('4711'), 'unknown-agent');
  assert.equal(offer('1001', '9999'), 'bad-arguments');
  for (let index = 0; index < 50; index += 1) assert.equal(offer('1001'), 'taken');
  assert.equal(offer('1001'), 'agent-not-available');
  assert.equal(offer('1002'), 'taken');
});
