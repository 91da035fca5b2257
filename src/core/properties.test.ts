/** Random histories: whatever nodes, network, agent and tabs do, the core keeps its promises. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { NodeName } from '../wire/names.ts';
import { IllegalInput, profileNames, type AgentCommand, type ProfileName } from './contract.ts';
import { agentId, dialog, extension, reason, user } from './test/fixtures.ts';
import { Harness } from './test/harness.ts';

type Happening = (h: Harness, at: number) => void;

const node = fc.constantFrom<NodeName[]>('publisher', 'subscriber');
const onNode = (act: (h: Harness, name: NodeName) => void) =>
  node.map(
    (name): Happening =>
      (h) =>
        act(h, name),
  );

/** A wish may be illegal at that moment; anything else that is thrown is a failure. */
const wishing =
  (act: Happening): Happening =>
  (h, at) => {
    try {
      act(h, at);
    } catch (error) {
      if (!(error instanceof IllegalInput)) throw error;
    }
  };

const command = fc
  .constantFrom<AgentCommand[]>(
    { type: 'set-state', state: 'READY' },
    { type: 'set-state', state: 'NOT_READY', reasonCodeId: 1 },
    { type: 'set-state', state: 'LOGOUT' },
    { type: 'make-call', to: '5550000' },
    { type: 'call-action', dialogId: '77', action: 'HOLD' },
    { type: 'call-action', dialogId: '77', action: 'SEND_DTMF' },
    { type: 'update-call-data', dialogId: '77', wrapUpReason: 'x' },
    { type: 'set-member-state', loginId: '1002', state: 'READY' },
  )
  .map((value): Happening => wishing((h, at) => h.command(`c${at}`, value)));

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.integer({ min: 1, max: 40_000 }).map(
      (ms): Happening =>
        (h) =>
          h.run(ms),
    ),
  },
  { weight: 3, arbitrary: command },
  onNode((h, name) => h.stopNode(name)),
  { weight: 2, arbitrary: onNode((h, name) => h.startNode(name)) },
  onNode((h, name) => h.stopNotification(name)),
  onNode((h, name) => h.cutNetwork(name)),
  onNode((h, name) => h.setStatus(name, 'OUT_OF_SERVICE')),
  onNode((h, name) => h.setStatus(name, 'IN_SERVICE')),
  onNode((h, name) => h.setFinesse(name, false)),
  onNode((h, name) => h.closeChannels(name)),
  onNode((h, name) => (h.nodes[name].notification = 'unauthorized')),
  onNode((h, name) => h.tell(name, { kind: 'closed', reason: 'conflict' })),
  fc.constant<Happening>((h) => h.setDialogs('post', dialog('77'))),
  fc.constant<Happening>((h) => h.setDialogs('delete', dialog('77', 'DROPPED'))),
  fc.constant<Happening>((h) => h.setAgent(user('NOT_READY', { reasonCode: reason(50002, -1, '') }))),
  fc.constant<Happening>((h) => h.setAgent(user('LOGOUT', { reasonCode: reason(999, -1, '') }))),
  fc.integer({ min: 0, max: 2 }).map(
    (count): Happening =>
      (h) =>
        h.feed({ type: 'tabs', count }),
  ),
  fc.boolean().map(
    (online): Happening =>
      (h) =>
        h.feed({ type: 'network-hint', online }),
  ),
  fc.constant<Happening>((h) => h.step((core) => core.wake(h.now))),
  fc.constantFrom(...profileNames).map(
    (profile): Happening =>
      (h) =>
        h.feed({ type: 'configure', profile }),
  ),
  fc.constant<Happening>(wishing((h) => h.feed({ type: 'sign-out' }))),
  fc.constant<Happening>(wishing((h) => h.feed({ type: 'sign-in', agentId, extension, node: 'publisher' }))),
);

const history = fc.record({
  profile: fc.constantFrom<ProfileName[]>(...profileNames),
  latencyMs: fc.constantFrom(0, 10, 400),
  obeys: fc.boolean(),
  happenings: fc.array(happening, { minLength: 5, maxLength: 40 }),
});

/** `Harness.step` itself demands equal effects from a core continued from the snapshot, at every single step. */
function play({
  profile,
  latencyMs,
  obeys,
  happenings,
}: typeof history extends fc.Arbitrary<infer T> ? T : never): Harness {
  const h = new Harness({ profile, latencyMs, obeys });
  h.feed({ type: 'tabs', count: 1 });
  h.feed({ type: 'sign-in', agentId, extension, node: 'publisher' });
  h.run(5_000);
  happenings.forEach((happen, index) => happen(h, index));
  return h;
}

function checkPromises(h: Harness): void {
  const settled = h.settled.map(({ id }) => id);
  assert.equal(new Set(settled).size, settled.length, 'a command is settled at most once');
  const banners = h.notices.filter(({ kind }) => kind === 'banner');
  const entered = h.phases.filter(({ phase }) => phase !== 'signing-in');
  assert.equal(banners.length, entered.length, 'one banner per phase entered');
  assert.equal(new Set(h.notices.map(({ id }) => id)).size, h.notices.length);
  const epochs = h.effects.flatMap(({ effect }) => (effect.type === 'open-channel' ? [effect.epoch] : []));
  assert.deepEqual(
    epochs,
    epochs.toSorted((left, right) => left - right),
    'epochs grow',
  );
  const bodies = h.effects.flatMap(({ effect }) =>
    effect.type === 'request' && ['MakeCall', 'DialogAction'].includes(effect.request.body?.kind ?? '')
      ? [effect.request.requestId]
      : [],
  );
  assert.equal(new Set(bodies).size, bodies.length, 'a call action is never sent twice');
  let open: number | undefined;
  /** Bound, without presence. */
  let held: number | undefined;
  for (const { effect } of h.effects) {
    if (effect.type === 'close-channel' && effect.channel === held) held = undefined;
    else if (effect.type === 'close-channel') {
      assert.equal(effect.channel, open);
      open = undefined;
    } else if (effect.type === 'open-channel' && effect.presence === 'later') held = effect.channel;
    else if (effect.type === 'open-channel') open = effect.channel;
    else if (effect.type === 'present-channel') {
      assert.equal(effect.channel, held);
      [open, held] = [held, undefined];
    } else if (effect.type === 'ping' && effect.channel === held) continue;
    else if (effect.type === 'subscribe' || effect.type === 'ping')
      assert.equal(effect.channel, open, 'only on the open channel');
  }
}

describe('properties', () => {
  it('promises hold in every history', () => {
    fc.assert(
      fc.property(history, (story) => checkPromises(play(story))),
      { numRuns: 250, seed: 20240501 },
    );
  });

  it('the same history gives the same bytes', () => {
    fc.assert(
      fc.property(history, (story) => {
        assert.equal(JSON.stringify(play(story).effects), JSON.stringify(play(story).effects));
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  it('liveness: with everything healed, whoever has a session is connected again, and no command stays open', () => {
    fc.assert(
      fc.property(history, (story) => {
        const h = play(story);
        h.startNode('publisher');
        h.startNode('subscriber');
        h.feed({ type: 'tabs', count: 1 });
        h.run(400_000);
        const { phase } = h.view;
        assert.ok(['connected', 'signed-out', 'expired', 'displaced'].includes(phase), phase);
        if (phase === 'connected') assert.equal(h.view.staleSince, undefined);
        // There the session waits for the agent, and so does what was asked for.
        if (phase !== 'expired' && phase !== 'displaced') assert.deepEqual(h.view.pending, []);
        checkPromises(h);
      }),
      { numRuns: 120, seed: 11 },
    );
  });
});
