import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import { agentId, dialog, queue, team, user } from './test/fixtures.ts';
import { Harness } from './test/harness.ts';
import { reply } from './test/fake-node.ts';
import { nodeNames } from '../wire/names.ts';

const told = (h: Harness) => h.view.toasts.filter(({ key }) => key === 'events-missed').map(({ params }) => params);

function supervisor(): Harness {
  const h = new Harness({ profile: '12.6' });
  h.agent = user('NOT_READY', {
    roles: ['Agent', 'Supervisor'],
    teams: [{ uri: '/finesse/api/Team/1', id: '1', name: 'Support' }],
  });
  h.teams = [team([{ loginId: '1002', state: 'READY' }])];
  return h.signIn();
}

describe('gaps in the events', () => {
  it('open at the last sign of life, close with the data read again, told once and together', () => {
    const h = supervisor();
    h.run(15_000);
    const lastSign = h.now;
    h.publish('publisher', paths.queue('10'), {
      event: 'put',
      source: '',
      data: { kind: 'Queue', value: queue('10', 3) },
    });
    h.run(1_000);
    h.stopNode('publisher');
    h.untilLost();
    assert.deepEqual(
      h.view.gaps.map(({ slice, to }) => [slice, to]),
      [
        ['calls', undefined],
        ['queues', undefined],
        ['team', undefined],
      ],
    );
    for (const { from } of h.view.gaps) assert.ok(from <= h.now && from >= lastSign);
    h.untilPhase('connected').run(1_000);
    const [first] = h.view.gaps;
    assert.ok(first?.to !== undefined && first.to <= h.now);
    assert.ok(h.view.gaps.every(({ to }) => to !== undefined));
    assert.equal(told(h).length, 1);
    assert.equal(told(h)[0]?.['slices'], 'calls,queues,team');
    assert.ok(Math.abs(Number(told(h)[0]?.['seconds']) - (first.to - first.from) / 1000) < 1);
  });

  it('silence counts from the last answer, not from when it was noticed', () => {
    const h = new Harness({ profile: '12.6' }).signIn().run(25_000);
    const cutAt = h.now;
    h.cutNetwork('publisher');
    h.untilLost();
    assert.ok(h.now - cutAt > 15_000);
    for (const { from } of h.view.gaps) assert.ok(from <= cutAt, 'nothing was heard after the cut');
  });

  it('messages to the teams: from the moment a gadget shows them, told together with the rest', () => {
    const h = supervisor();
    const read = { method: 'GET', path: paths.teamTeamMessages('1'), reply: reply(200) } as const;
    for (const node of nodeNames) h.nodes[node].scripted.push(read);
    h.feed({ type: 'follow-team-messages' });
    h.run(5_000).stopNode('publisher');
    h.untilLost();
    assert.deepEqual(
      h.view.gaps.map(({ slice, to }) => [slice, to]),
      (['calls', 'queues', 'team', 'messages'] as const).map((slice) => [slice, undefined]),
    );
    h.untilPhase('connected').run(1_000);
    assert.ok(h.view.gaps.every(({ to }) => to !== undefined));
    assert.deepEqual(
      told(h).map(({ slices }) => slices),
      ['calls,queues,team,messages'],
    );
  });

  it('messages that could not be read are asked for again, and their gap is told when they are there', () => {
    const h = supervisor();
    const read = { method: 'GET', path: paths.teamTeamMessages('1') } as const;
    h.nodes.publisher.scripted.push({ ...read, reply: reply(200) });
    h.nodes.subscriber.scripted.push({ ...read, reply: 'lost' }, { ...read, reply: reply(200) });
    h.feed({ type: 'follow-team-messages' });
    h.run(5_000).stopNode('publisher');
    h.untilLost();
    h.untilPhase('connected').run(1_000);
    const open = (): boolean => h.view.gaps.some(({ slice, to }) => slice === 'messages' && to === undefined);
    assert.ok(open());
    h.until(() => !open());
    assert.match(String(told(h).at(-1)?.['slices']), /messages/);
  });

  it('what cannot be read stays open, is asked for again, and then closes', () => {
    const h = supervisor();
    h.nodes.subscriber.scripted.push({
      method: 'GET',
      path: paths.userQueues(agentId),
      reply: { status: 500, headers: {}, payload: { kind: 'Empty' } },
    });
    h.stopNode('publisher');
    h.untilConnectedAgain().run(1_000);
    const open = () => h.view.gaps.filter(({ to }) => to === undefined).map(({ slice }) => slice);
    assert.deepEqual(open(), ['queues']);
    h.run(21_000);
    assert.deepEqual(open(), []);
    assert.deepEqual(
      told(h).map(({ slices }) => slices),
      ['calls,team', 'queues'],
    );
  });

  it('a move within a few seconds is not worth a word', () => {
    const h = new Harness({ profile: 'swift' }).signIn().run(9_900);
    h.stopNode('publisher');
    h.untilConnectedAgain().run(30_000);
    assert.deepEqual(told(h), []);
    assert.deepEqual(h.view.gaps, []);
  });

  it('a new worker knows how long nobody listened', () => {
    const h = new Harness({ profile: 'swift' }).signIn();
    const session = h.persisted;
    assert.ok(session);
    h.restartWorker();
    h.run(30_000);
    h.feed({ type: 'resume', session, awayMs: 30_000 });
    h.untilPhase('connected').run(100);
    assert.ok(Number(told(h)[0]?.['seconds']) >= 30);
  });
});

describe('CTI-7: a conference that was up when the desktop connected', () => {
  const conference = (people: readonly (readonly [string, string])[]) => {
    const plain = dialog('77');
    const [one] = plain.participants;
    assert.ok(one);
    return {
      ...plain,
      mediaProperties: { ...plain.mediaProperties, callType: 'CONFERENCE' },
      participants: people.map(([mediaAddress, mediaAddressType]) => ({
        ...one,
        mediaAddress,
        mediaAddressType,
        state: 'ACTIVE' as const,
      })),
    };
  };
  const me = ['4001', 'AGENT_DEVICE'] as const;
  const colleague = ['4002', 'AGENT_DEVICE'] as const;
  const outside = ['5551234', ''] as const;

  function arrivedWith(h: Harness, way: 'sign-in' | 'move', call: ReturnType<typeof conference> | undefined): Harness {
    h.agent = user('TALKING');
    if (way === 'sign-in') h.dialogs = call ? [call] : [];
    h.signIn();
    if (way === 'sign-in') return h;
    h.dialogs = call ? [call] : [];
    h.stopNode('publisher');
    return h.untilConnectedAgain().run(100);
  }

  for (const way of ['sign-in', 'move'] as const) {
    it(`CTI-7, ${way}: is marked as perhaps incomplete until it is left, and can be worked with`, () => {
      for (const people of [
        [me, colleague, outside],
        [me, colleague],
      ] as const) {
        const h = arrivedWith(new Harness({ profile: 'swift' }), way, conference(people));
        assert.deepEqual(h.view.doubtfulCalls, [{ dialogId: '77', why: 'conference' }]);
        h.command('c', { type: 'call-action', dialogId: '77', action: 'HOLD' });
        h.run(1_000);
        assert.equal(h.outcomeOf('c')?.outcome, 'applied');
        assert.equal(h.view.doubtfulCalls.length, 1);
        h.setDialogs('delete', dialog('77', 'DROPPED'));
        h.run(100);
        assert.deepEqual(h.view.doubtfulCalls, []);
      }
    });

    it(`CTI-7, ${way}: a call that is missing altogether is said to be, while the agent speaks`, () => {
      const h = arrivedWith(new Harness({ profile: 'swift' }), way, undefined);
      assert.deepEqual(h.view.doubtfulCalls, [{ why: 'call-missing' }]);
      h.setAgent(user('READY'));
      h.run(100);
      assert.deepEqual(h.view.doubtfulCalls, []);
    });
  }

  it('no doubt about a call of two, a conference of agents alone, or one that begins while connected', () => {
    for (const call of [dialog('77'), conference([me, colleague, ['4003', 'AGENT_DEVICE']])]) {
      const h = new Harness({ profile: 'swift' });
      h.agent = user('TALKING');
      h.dialogs = [call];
      h.signIn();
      assert.deepEqual(h.view.doubtfulCalls, []);
    }
    const h = new Harness({ profile: 'swift' }).signIn();
    h.setDialogs('post', conference([me, colleague, outside]));
    h.run(100);
    assert.equal(h.view.dialogs.length, 1);
    assert.deepEqual(h.view.doubtfulCalls, []);
  });
});
