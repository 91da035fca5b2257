/** Each checker meets the fault it is for: what a right world says, doctored. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { XmppToClient } from '../cluster/contract.ts';
import { paths } from '../wire/paths.ts';
import type { Update } from '../wire/update.ts';
import { createWorldChecker } from './checkers.ts';
import type { WorldEffect } from './contract.ts';
import { worldBench } from './test/world-bench.ts';

/** A morning of 1001 with a call taken and put on hold, as inputs and effects of a right world. */
function morning() {
  const b = worldBench();
  const checker = createWorldChecker();
  const inputs = [
    {
      type: 'xmpp',
      client: 'c',
      session: 's',
      node: 'publisher',
      message: { kind: 'connect', loginId: '1001', password: 'secret', resource: 'd' },
    },
    { type: 'rest', client: 'c', id: '1', node: 'publisher', request: { method: 'GET', path: paths.systemInfo } },
  ] as const;
  for (const input of inputs) {
    checker.sees(input, b.now());
    b.feed(input);
  }
  b.advance(500);
  b.signIn('c', '1001', 'publisher');
  checker.sees(
    {
      type: 'rest',
      client: 'c',
      id: 'login-' + String(1_772_438_400_500),
      node: 'publisher',
      request: { method: 'GET', path: '/' },
    },
    0,
  );
  b.fault({ action: 'ring', agent: '1001', from: '0301' });
  b.advance(100);
  const effects = b.out.map(({ effect }) => effect);
  const items = effects.flatMap((effect) =>
    effect.type === 'xmpp' && effect.message.kind === 'item' ? [effect.message] : [],
  );
  return { checker, effects, items };
}

const toClient = (message: XmppToClient, session = 's'): WorldEffect => ({
  type: 'xmpp',
  client: 'c',
  session,
  message,
});

test('a right world passes', () => {
  const { checker, effects, items } = morning();
  assert.deepEqual(checker.check(effects), []);
  assert.ok(items.length >= 3);
  assert.deepEqual(checker.unanswered(Infinity), []);
});

const dialogItem = (items: ReturnType<typeof morning>['items']) => {
  const item = items.find((each) => each.update.data.kind === 'Dialogs');
  assert.ok(item && item.update.data.kind === 'Dialogs');
  const [dialog] = item.update.data.value;
  assert.ok(dialog);
  return { item, dialog };
};
const active = (items: ReturnType<typeof morning>['items'], id: string): Update => {
  const { dialog } = dialogItem(items);
  const participants = dialog.participants.map((each) => ({ ...each, state: 'ACTIVE' as const }));
  const data = { kind: 'Dialog', value: { ...dialog, id, participants } } as const;
  return { event: 'put', source: paths.dialog(id), requestId: '', data };
};
const item = (update: Update, path: string, itemId: string): XmppToClient => ({ kind: 'item', path, itemId, update });

const planted: Record<
  string,
  { readonly effects: (m: ReturnType<typeof morning>) => WorldEffect[]; readonly says: RegExp }
> = {
  'an answer twice': {
    effects: ({ effects }) => effects.filter((each) => each.type === 'rest-reply').slice(0, 1),
    says: /^c\/1 was answered twice$/,
  },
  'an answer to nobody': {
    effects: () => [{ type: 'rest-refused', client: 'c', id: 'x', reason: 'reset' }],
    says: /never asked/,
  },
  'an item of a path without subscription': {
    effects: ({ items }) => [toClient({ ...items.at(-1)!, itemId: 'z1', path: paths.queue('11') })],
    says: /without a subscription/,
  },
  "another's item": {
    effects: ({ items }) => [toClient({ ...items.at(-1)!, itemId: 'z1', path: paths.user('1002') })],
    says: /without a subscription/,
  },
  'an item again': {
    effects: ({ items }) => [toClient(items.at(-1)!)],
    says: /got item \w+ after \w+/,
  },
  'a word after the end': {
    effects: () => [toClient({ kind: 'closed', reason: 'reset' }), toClient({ kind: 'pong', ping: 1 })],
    says: /got pong without being connected/,
  },
  'a word to a session that never was': {
    effects: () => [toClient({ kind: 'pong', ping: 1 }, 'other')],
    says: /without being connected/,
  },
  'two calls spoken on at once': {
    effects: ({ items }) => [
      toClient(item(active(items, '1'), paths.userDialogs('1001'), 'z1')),
      toClient(item(active(items, '2'), paths.userDialogs('1001'), 'z2')),
    ],
    says: /speaks on calls 1 and 2 at once/,
  },
  'a call with nobody on it': {
    effects: ({ items }) => {
      const { item: original, dialog } = dialogItem(items);
      const data = { kind: 'Dialogs', value: [{ ...dialog, participants: [] }] } as const;
      return [toClient({ ...original, itemId: 'z1', update: { ...original.update, data } })];
    },
    says: /has no participants/,
  },
  'an event from a node that is out of service': {
    effects: ({ items, effects }) => {
      const reply = effects.find((each) => each.type === 'rest-reply' && each.reply.payload.kind === 'SystemInfo');
      assert.ok(reply?.type === 'rest-reply' && reply.reply.payload.kind === 'SystemInfo');
      const value = { ...reply.reply.payload.value, status: 'OUT_OF_SERVICE' as const };
      const update: Update = {
        event: 'put',
        source: paths.systemInfo,
        requestId: '',
        data: { kind: 'SystemInfo', value },
      };
      return [toClient(item(update, paths.systemInfo, 'z1')), toClient({ ...items.at(-1)!, itemId: 'z2' })];
    },
    says: /out of service/,
  },
};

for (const [what, { effects, says }] of Object.entries(planted)) {
  test(`caught: ${what}`, () => {
    const m = morning();
    assert.deepEqual(m.checker.check(m.effects), []);
    const found = m.checker.check(effects(m));
    assert.equal(found.length, 1, found.join('; '));
    assert.match(found[0] ?? '', says);
  });
}

test('caught: a request without an answer', () => {
  const { checker } = morning();
  assert.deepEqual(checker.unanswered(Infinity).length, 2);
});
