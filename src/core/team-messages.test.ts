/** Team messages: asked for only where they are shown, again after every move, told when new, sent at most once. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import type { TeamMessage } from '../wire/team-message.ts';
import type { NodeName } from '../wire/names.ts';
import { reply, errors } from './test/fake-node.ts';
import { agentId, user } from './test/fixtures.ts';
import { Harness, type HarnessOptions } from './test/harness.ts';

const path = paths.teamTeamMessages('1');
const message = (id: string, change: Partial<TeamMessage> = {}): TeamMessage => ({
  uri: paths.teamMessage(id),
  id,
  createdBy: { id: '1000', firstName: 'Ingrid', lastName: 'Solberg' },
  createdAt: Number(id.replace(/\D/g, '')),
  duration: 600,
  content: `Message ${id}`,
  teams: ['1'],
  ...change,
});

function signedIn(options: HarnessOptions = { profile: 'swift' }): Harness {
  const h = new Harness(options);
  h.agent = user('NOT_READY', { teamId: '1', teamName: 'Support' });
  return h.signIn();
}
const stands = (h: Harness, node: NodeName, ...value: TeamMessage[]) =>
  h.nodes[node].scripted.push({ method: 'GET', path, reply: reply(200, { kind: 'TeamMessages', value }) });
const told = (h: Harness, event: 'post' | 'delete', value: TeamMessage) =>
  h.publish('publisher', path, { event, source: value.uri, data: { kind: 'TeamMessage', value } });
const shown = (h: Harness) => h.view.teamMessages?.messages.map(({ id }) => id);
const news = (h: Harness) => h.notices.filter(({ key }) => key === 'team-message').map(({ params }) => params['text']);

describe('team messages', () => {
  it('nothing is asked for while no gadget shows them', () => {
    const h = signedIn().run(60_000);
    assert.equal(h.requests('GET', path).length, 0);
    assert.equal(h.view.teamMessages, undefined);
  });

  it('are read once they are shown, kept up to date by events, and told only when new', () => {
    const h = signedIn();
    stands(h, 'publisher', message('m1'));
    h.feed({ type: 'follow-team-messages' });
    h.feed({ type: 'follow-team-messages' });
    h.run(500);
    assert.deepEqual(shown(h), ['m1']);
    assert.equal(h.requests('GET', path).length, 1);
    assert.deepEqual(news(h), [], 'what was there before is no news');
    told(h, 'post', message('m3'));
    told(h, 'post', message('m2', { createdBy: { id: agentId, firstName: '', lastName: '' } }));
    h.run(500);
    assert.deepEqual(shown(h), ['m1', 'm2', 'm3']);
    assert.deepEqual(news(h), ['Message m3'], 'not one’s own');
    told(h, 'delete', message('m1'));
    h.run(500);
    assert.deepEqual(shown(h), ['m2', 'm3']);
  });

  it('an answer older than an event does not bring back what the event took', () => {
    const h = signedIn();
    stands(h, 'publisher', message('m1'), message('m2'));
    stands(h, 'publisher', message('m2'));
    h.nodes.publisher.extraMs = 200;
    h.feed({ type: 'follow-team-messages' });
    h.run(100);
    told(h, 'delete', message('m1'));
    h.run(2_000);
    assert.deepEqual(shown(h), ['m2']);
  });

  it('DF-9: after a move they are read from the other node, and what came meanwhile is told', () => {
    const h = signedIn();
    stands(h, 'publisher', message('m1'));
    h.feed({ type: 'follow-team-messages' });
    h.run(500);
    stands(h, 'subscriber', message('m1'), message('m2'));
    h.stopNode('publisher');
    h.run(60_000);
    assert.equal(h.view.node, 'subscriber');
    assert.deepEqual(shown(h), ['m1', 'm2']);
    assert.deepEqual(news(h), ['Message m2']);
    const subscribed = h.effects.filter(({ effect }) => effect.type === 'subscribe' && effect.path === path);
    assert.equal(subscribed.length, 2, 'on each node');
  });

  it('a node that refuses to tell them leaves the desktop at work', () => {
    const h = signedIn();
    h.feed({ type: 'follow-team-messages' });
    h.run(5_000);
    assert.equal(h.view.phase, 'connected');
    assert.deepEqual(h.view.teamMessages, { status: 'not-read', messages: [] });
    assert.equal(h.requests('GET', path).length, 1);
  });

  it('go with the session', () => {
    const h = signedIn();
    stands(h, 'publisher', message('m1'));
    h.feed({ type: 'follow-team-messages' });
    h.run(500);
    h.feed({ type: 'sign-out' });
    h.run(5_000);
    assert.equal(h.view.teamMessages, undefined);
    h.signIn();
    assert.equal(h.requests('GET', path).length, 1, 'until they are shown again');
  });
});

describe('sending a team message', () => {
  const send = { type: 'send-team-message', content: 'Message m5', seconds: 600, teams: ['1'] } as const;
  const mine = message('m5', { createdBy: { id: agentId, firstName: '', lastName: '' } });

  function following(options?: HarnessOptions): Harness {
    const h = signedIn(options);
    stands(h, 'publisher');
    h.feed({ type: 'follow-team-messages' });
    return h.run(500);
  }

  it('is applied when the node answers with it, or when it is published', () => {
    const h = following();
    h.nodes.publisher.scripted.push({
      method: 'POST',
      path: paths.teamMessages,
      reply: reply(200, { kind: 'TeamMessage', value: mine }),
    });
    h.command('one', send);
    h.run(500);
    assert.deepEqual(h.outcomeOf('one'), { outcome: 'applied' });
    h.command('two', { ...send, content: 'Message m6' });
    h.run(500);
    assert.equal(h.outcomeOf('two'), undefined, 'accepted, and not seen yet');
    told(h, 'post', message('m6', { createdBy: mine.createdBy }));
    h.run(500);
    assert.deepEqual(h.outcomeOf('two'), { outcome: 'applied' });
  });

  it('one of the same words from before proves nothing', () => {
    const h = following();
    told(h, 'post', mine);
    h.run(500);
    h.command('again', send);
    stands(h, 'publisher', mine);
    h.run(60_000);
    assert.deepEqual(h.outcomeOf('again'), { outcome: 'unknown' });
  });

  it('a refusal is told with its reason', () => {
    const h = following();
    h.nodes.publisher.scripted.push({
      method: 'POST',
      path: paths.teamMessages,
      reply: reply(403, errors('Invalid Supervisor', 'not yours')),
    });
    h.command('refused', send);
    h.run(500);
    assert.deepEqual(h.outcomeOf('refused'), {
      outcome: 'not-applied',
      code: 'Invalid Supervisor',
      message: 'not yours',
    });
  });

  it('DF-10: over a failover it is never sent twice: applied when the other node has it, else unknown', () => {
    for (const arrived of [true, false]) {
      const h = following();
      h.nodes.publisher.scripted.push({ method: 'POST', path: paths.teamMessages, reply: 'lost' });
      stands(h, 'subscriber', ...(arrived ? [mine] : []));
      h.command('sent', send);
      h.run(5);
      h.stopNode('publisher');
      h.run(90_000);
      assert.equal(h.view.node, 'subscriber');
      assert.deepEqual(h.outcomeOf('sent'), { outcome: arrived ? 'applied' : 'unknown' });
      assert.equal(h.requests('POST', paths.teamMessages).length, 1);
    }
  });

  it('is not sent at all while there is no connection', () => {
    const h = following({ profile: '12.6' });
    h.stopNode('publisher');
    h.run(1_000);
    h.command('held', send);
    h.run(90_000);
    assert.equal(h.outcomeOf('held')?.outcome, 'not-applied');
    assert.equal(h.requests('POST', paths.teamMessages).length, 0);
  });
});
