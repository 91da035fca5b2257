/** A maintenance moves desktops that change their address: two cores, one on each node's address, and one session. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import { agentId, user } from './test/fixtures.ts';
import { Harness } from './test/harness.ts';
import { reply } from './test/fake-node.ts';
import type { RedirectWay } from './ways.ts';

const path = paths.userMaintenance(agentId);

/** Signed in on the publisher's address, told MIGRATING, with every gadget saved up to the moment of the move. */
function migrating(redirect: RedirectWay): Harness {
  const h = new Harness({ profile: 'swift', move: 'redirect' }).signIn();
  h.feed({ type: 'ways', ways: { reload: 'without-server', redirect } });
  const value = { phase: 'MIGRATING', seconds: 15, alternateHost: 'sub.example' } as const;
  h.publish('publisher', path, { event: 'put', source: path, data: { kind: 'MaintenanceAlert', value } });
  h.untilPhase('migrating', 16_000);
  return h;
}

function save(h: Harness): void {
  const round = h.savingRounds.at(-1) ?? 0;
  h.feed({ type: 'gadgets-saving', tab: 'a', round, gadgets: ['notes'] });
  h.feed({ type: 'gadget-saved', tab: 'a', round, gadget: 'notes', outcome: 'saved' });
}

const asked = (h: Harness): number => h.effects.filter(({ effect }) => effect.type === 'hand-over').length;

describe('MM-3: maintenance with move kind redirect', () => {
  it('gadgets have saved before the pages are asked to leave; the core at the other address tells it as a maintenance', () => {
    const here = migrating({ kind: 'same-site', to: 'subscriber' });
    assert.equal(asked(here), 0, 'nobody leaves before the last save');
    save(here);
    here.untilPhase('switching', 3_000);
    assert.equal(asked(here), 1);
    assert.equal(here.nodes.publisher.channels.length, 0);
    const session = here.persisted;
    assert.equal(session?.node, 'subscriber');
    assert.equal(session.movingTrigger, 'maintenance');
    here.feed({ type: 'handed-over', epoch: 2, outcome: 'left' });
    assert.equal(here.view.phase, 'signed-out');
    assert.equal(here.view.banner?.key, 'handed-over');
    assert.equal(here.view.maintenance, undefined);

    const there = new Harness({ profile: 'swift', move: 'redirect' });
    there.run(here.now - there.now);
    there.agent = user('READY');
    there.dialogs = [];
    const media = { uri: '', id: '5000', name: 'Chat', description: '', state: 'READY', stateChangeTime: '' };
    there.nodes.subscriber.scripted.push({
      method: 'GET',
      path: paths.userMediaList(agentId),
      reply: reply(200, {
        kind: 'MediaList',
        value: [{ ...media, uri: paths.userMedia(agentId, '5000') }] as never,
      }),
    });
    there.feed({ type: 'tabs', count: 1 });
    there.feed({ type: 'resume', session });
    there.untilPhase('connected').run(100);
    assert.equal(there.view.node, 'subscriber');
    assert.equal(there.view.epoch, 2);
    assert.equal(there.view.lastMove?.trigger, 'maintenance');
    assert.equal(there.view.agent?.state, 'READY');
    assert.equal(there.view.maintenance, undefined);
    const told = there.effects.flatMap(({ effect }) =>
      effect.type === 'request' && effect.request.body?.kind === 'MediaState' ? [effect.request.path] : [],
    );
    assert.deepEqual(told, [paths.userMedia(agentId, '5000')], 'Desktop Reconnect, as after a move in place');
  });

  for (const [what, act] of [
    ['cannot leave', (h: Harness) => h.feed({ type: 'handed-over', epoch: 2, outcome: 'refused' })],
    ['do not answer', () => undefined],
  ] as const) {
    it(`pages that ${what}: the maintenance moves the desktop in place, and nothing is lost`, () => {
      const h = migrating({ kind: 'primed', to: 'subscriber' });
      save(h);
      h.untilPhase('switching', 3_000);
      act(h);
      h.untilPhase('connected');
      assert.equal(h.view.node, 'subscriber');
      assert.equal(h.view.lastMove?.trigger, 'maintenance');
      assert.equal(asked(h), 1);
    });
  }

  it('MM-5: the other node is out of service: nobody is asked to leave, and the desktop stays where it works', () => {
    const h = migrating({ kind: 'same-site', to: 'subscriber' });
    h.stopNode('subscriber');
    save(h);
    h.run(30_000);
    assert.equal(asked(h), 0);
    assert.equal(h.view.node, 'publisher');
    assert.equal(h.view.phase, 'connected');
  });
});
