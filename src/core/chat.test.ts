/** Desktop chat over the three failovers: what is kept, what is lost and told, what is never sent twice (CH-1). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { longestChatText } from './chat-contract.ts';
import type { Conversation } from './chat-view.ts';
import { agentId } from './test/fixtures.ts';
import { Harness, type HarnessOptions } from './test/harness.ts';

const partner = '1002';

function chatOf(h: Harness) {
  const { chat } = h.view;
  assert.ok(chat);
  return chat;
}

function conversation(h: Harness): Conversation {
  const found = chatOf(h).conversations.find((one) => one.with === partner);
  assert.ok(found, 'there is a conversation');
  return found;
}

const marks = (h: Harness): string[] =>
  conversation(h).entries.map((entry) =>
    'text' in entry ? `${entry.kind}: ${entry.text}` : `${entry.kind} ${entry.why}`,
  );

const told = (h: Harness) => h.notices.filter(({ key }) => key === 'chats-lost');

/** Signed in, BUSY, and talking with one colleague. */
function chatting(options: HarnessOptions = { profile: 'swift' }): Harness {
  const h = new Harness(options).signIn();
  h.command('busy', { type: 'chat-status', status: 'BUSY' });
  h.command('hello', { type: 'chat-send', to: partner, text: 'Have you a minute?' });
  h.run(500);
  h.chat.tell({ kind: 'said', chat: 'chat-1', from: partner, text: 'Yes' });
  assert.deepEqual(h.outcomeOf('busy'), { outcome: 'applied' });
  assert.deepEqual(h.outcomeOf('hello'), { outcome: 'applied' });
  assert.deepEqual(marks(h), ['mine: Have you a minute?', 'theirs: Yes']);
  assert.equal(conversation(h).state, 'active');
  return h;
}

describe('CH-1 desktop chat over failovers', () => {
  for (const profile of ['swift', '12.6', '11.x'] as const) {
    it(`CH-1: IM&P failover: status kept, active chats lost and told once (${profile})`, () => {
      const h = chatting({ profile });
      h.chat.refuses = 'refused';
      h.chat.tell({ kind: 'closed', reason: 'failover' });
      assert.equal(chatOf(h).link, 'waiting');
      assert.equal(chatOf(h).status, 'BUSY', 'what was told last');
      assert.deepEqual(marks(h).slice(-1), ['lost chat-failover']);
      assert.equal(conversation(h).state, 'lost');
      h.run(6_000);
      h.chat.refuses = undefined;
      h.run(20_000);
      assert.equal(chatOf(h).link, 'open');
      assert.equal(chatOf(h).status, 'BUSY');
      assert.equal(conversation(h).state, 'lost', 'what was said stays readable, the chat does not come back');
      assert.deepEqual(
        told(h).map(({ params, level }) => ({ ...params, level })),
        [{ why: 'chat-failover', names: 'Jonas Weber', count: 1, level: 'warning' }],
      );
      assert.equal(h.view.phase, 'connected', 'the work at Finesse was not touched');
      assert.equal(h.view.epoch, 1);
    });

    it(`CH-1: Finesse failover: status kept, active chats lost and told once (${profile})`, () => {
      const h = chatting({ profile });
      h.stopNode('publisher');
      h.untilLost();
      assert.equal(conversation(h).state, 'active', 'nothing is lost before the desktop moves');
      h.untilPhase('connected').run(1_000);
      assert.equal(h.view.node, 'subscriber');
      assert.deepEqual(marks(h).slice(-1), ['lost finesse-failover']);
      assert.equal(chatOf(h).link, 'open');
      assert.equal(chatOf(h).status, 'BUSY');
      assert.equal(h.chat.opened.length, 2, 'the chat client of the moved desktop');
      assert.equal(told(h).length, 1);
    });

    it(`CH-1: CTI failover: status and active chats kept (${profile})`, () => {
      const h = chatting({ profile });
      h.setStatus('publisher', 'OUT_OF_SERVICE');
      h.setStatus('subscriber', 'OUT_OF_SERVICE');
      h.untilLost();
      h.run(2_000);
      h.command('meanwhile', { type: 'chat-send', to: partner, text: 'Finesse is away, I am here' });
      h.run(500);
      assert.deepEqual(h.outcomeOf('meanwhile'), { outcome: 'applied' }, 'chat does not need a node');
      h.setStatus('publisher', 'IN_SERVICE');
      h.untilPhase('connected');
      assert.equal(h.view.node, 'publisher');
      assert.equal(conversation(h).state, 'active');
      assert.equal(chatOf(h).status, 'BUSY');
      assert.equal(h.chat.opened.length, 1);
      assert.deepEqual(told(h), []);
    });
  }

  it('CH-1: after a loss a new message opens a new chat in the same conversation', () => {
    const h = chatting();
    h.chat.tell({ kind: 'closed', reason: 'failover' });
    h.run(5_000);
    h.command('again', { type: 'chat-send', to: partner, text: 'Where were we?' });
    h.run(500);
    assert.equal(conversation(h).state, 'active');
    assert.deepEqual(marks(h), [
      'mine: Have you a minute?',
      'theirs: Yes',
      'lost chat-failover',
      'mine: Where were we?',
    ]);
  });

  it('CH-1: a message under way at the loss is unknown and never sent again', () => {
    const h = chatting();
    h.chat.answers = false;
    h.command('doubt', { type: 'chat-send', to: partner, text: 'Did it arrive?' });
    h.chat.tell({ kind: 'closed', reason: 'failover' });
    h.chat.answers = true;
    h.run(10_000);
    assert.deepEqual(h.outcomeOf('doubt'), { outcome: 'unknown' });
    const said = h.chat.words.filter((word) => word.kind === 'say' && word.text === 'Did it arrive?');
    assert.equal(said.length, 1);
  });

  it('CH-1: a new worker says which chats are lost with the old one; of what was said nothing is in the record', () => {
    const h = chatting();
    const record = h.persisted;
    assert.deepEqual(record?.chats, [{ with: partner, name: 'Jonas Weber' }]);
    assert.ok(!JSON.stringify(record).includes('minute'));
    h.restartWorker();
    h.feed({ type: 'tabs', count: 1 });
    h.feed({ type: 'resume', session: record });
    h.untilPhase('connected').run(500);
    assert.deepEqual(marks(h), ['lost desktop-restarted']);
    assert.equal(chatOf(h).status, 'BUSY');
    assert.equal(h.persisted?.chats, undefined);
  });
});

describe('the link to the chat service', () => {
  it('is tried again with growing, jittered waits, and never while nobody is signed in', () => {
    const h = new Harness();
    h.chat.refuses = 'refused';
    h.signIn().run(120_000);
    const tries = h.chat.opened.length;
    assert.ok(tries >= 5 && tries <= 12, `${tries} tries`);
    h.feed({ type: 'sign-out' });
    h.run(2_000);
    h.run(120_000);
    assert.equal(h.view.phase, 'signed-out');
    assert.equal(h.chat.opened.length, tries);
    assert.deepEqual(chatOf(h), { link: 'off', contacts: [], conversations: [] });
  });

  it('is left to another desktop that has taken it, until the agent chooses a status here', () => {
    const h = chatting();
    h.chat.tell({ kind: 'closed', reason: 'conflict' });
    h.run(120_000);
    assert.equal(chatOf(h).link, 'elsewhere');
    assert.equal(h.chat.opened.length, 1);
    assert.deepEqual(marks(h).slice(-1), ['lost elsewhere']);
    h.command('here', { type: 'chat-status', status: 'AWAY' });
    h.run(500);
    assert.equal(chatOf(h).link, 'open');
    assert.equal(chatOf(h).status, 'AWAY');
    assert.deepEqual(h.outcomeOf('here'), { outcome: 'applied' });
  });

  for (const [reason, shown] of [
    ['none', 'none'],
    ['unauthorized', 'refused'],
  ] as const) {
    it(`${reason}: is not tried again before the next arrival`, () => {
      const h = new Harness();
      h.chat.refuses = reason;
      h.signIn().run(120_000);
      assert.equal(chatOf(h).link, shown);
      assert.equal(h.chat.opened.length, 1);
      h.stopNode('publisher');
      h.untilConnectedAgain().run(500);
      assert.equal(h.chat.opened.length, 2);
    });
  }

  it('closes with the last tab, and says so when the agent is back in time', () => {
    const h = chatting();
    h.feed({ type: 'tabs', count: 0 });
    h.until(() => h.view.notifications === 'closed');
    assert.equal(chatOf(h).link, 'off');
    h.feed({ type: 'tabs', count: 1 });
    h.untilPhase('connected').run(500);
    assert.deepEqual(marks(h).slice(-1), ['lost desktop-restarted']);
    assert.equal(chatOf(h).link, 'open');
  });

  it('news of a link that was given up changes nothing', () => {
    const h = chatting();
    const before = chatOf(h);
    h.feed({ type: 'chat', link: 99, event: { kind: 'closed', reason: 'failover' } });
    assert.equal(chatOf(h), before);
  });
});

describe('words on the chat link', () => {
  it('two messages to a new partner open one chat and keep their order', () => {
    const h = new Harness().signIn();
    h.command('one', { type: 'chat-send', to: partner, text: '1' });
    h.command('two', { type: 'chat-send', to: partner, text: '2' });
    h.run(500);
    assert.deepEqual(
      h.chat.words.map((word) => word.kind),
      ['open-chat', 'say', 'say'],
    );
    assert.deepEqual(marks(h), ['mine: 1', 'mine: 2']);
  });

  it('what cannot be said is refused, and nothing is left waiting', () => {
    const h = new Harness().signIn();
    h.command('nobody', { type: 'chat-send', to: '1009', text: 'Hello' });
    h.command('empty', { type: 'chat-send', to: partner, text: '  ' });
    h.command('long', { type: 'chat-send', to: partner, text: 'x'.repeat(longestChatText + 1) });
    h.run(500);
    const code = (id: string) => {
      const outcome = h.outcomeOf(id);
      return outcome?.outcome === 'not-applied' ? outcome.code : outcome?.outcome;
    };
    assert.deepEqual(['nobody', 'empty', 'long'].map(code), ['chat-refused', 'chat-empty', 'chat-too-long']);
    h.chat.tell({ kind: 'closed', reason: 'reset' });
    h.command('off', { type: 'chat-send', to: partner, text: 'Hello' });
    assert.equal(code('off'), 'chat-not-connected');
  });

  it('a chat is closed here, there, or left; and then taken out of the view', () => {
    const h = chatting();
    h.command('close', { type: 'chat-close', with: partner });
    h.run(500);
    assert.deepEqual(marks(h).slice(-1), ['ended here']);
    h.command('again', { type: 'chat-send', to: partner, text: 'One more thing' });
    h.run(500);
    h.chat.tell({ kind: 'chat-closed', chat: 'chat-2', reason: 'left' });
    assert.deepEqual(marks(h).slice(-1), ['ended left']);
    h.command('away', { type: 'chat-close', with: partner });
    assert.deepEqual(chatOf(h).conversations, []);
    assert.deepEqual(h.outcomeOf('away'), { outcome: 'applied' });
  });

  it('keeps the latest hundred entries of a conversation, and contacts follow presence', () => {
    const h = chatting();
    for (let count = 0; count < 150; count += 1) {
      h.chat.tell({ kind: 'said', chat: 'chat-1', from: partner, text: String(count) });
    }
    assert.equal(conversation(h).entries.length, 100);
    assert.deepEqual(marks(h).at(-1), 'theirs: 149');
    h.chat.tell({ kind: 'presence', user: partner, status: 'AWAY' });
    assert.equal(chatOf(h).contacts[0]?.status, 'AWAY');
    assert.equal(chatOf(h).contacts[0]?.name, 'Jonas Weber');
    assert.equal(agentId, '1001', 'the fake service knows this agent');
  });

  it('IP-1: a phone has no chat', () => {
    const h = new Harness({ profile: 'ippa' }).signIn();
    assert.deepEqual(h.chat.opened, []);
  });
});
