/** What holds whatever happens: random days in which anything may break, watched by checkers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ClusterRefusal } from '../cluster/contract.ts';
import { encodeReply } from '../wire/rest-codec.ts';
import { encodeUpdate } from '../wire/update-codec.ts';
import { nodeNames, otherNode } from '../wire/names.ts';
import type { NodeName } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';
import { createWorldChecker } from './checkers.ts';
import type { World, WorldEffect, WorldInput, WorldOptions } from './contract.ts';
import { steps } from './test/random-inputs.ts';
import type { Step } from './test/random-inputs.ts';
import { options, start } from './test/world-bench.ts';
import { createWorld } from './world.ts';

/** Plays the steps on a world and notes all that comes out. `each` is called after every step. */
function play(
  world: World,
  day: readonly Step[],
  hooks: { readonly input?: (input: WorldInput, at: number) => void; readonly wakes?: 'exact' | 'late' },
  continueWith?: (world: World, index: number) => World,
): { readonly effects: WorldEffect[]; readonly world: World; readonly now: number } {
  let now = start;
  let requests = 0;
  let current = world;
  const effects: WorldEffect[] = [];
  const where = new Map<string, NodeName>();
  const incarnation = new Map<string, number>();
  const feed = (input: WorldInput): void => {
    hooks.input?.(input, now);
    try {
      current.handle(input, now);
    } catch (error) {
      if (!(error instanceof ClusterRefusal)) throw error;
    }
  };
  for (const [index, step] of day.entries()) {
    if (step.do === 'wait') {
      const until = now + step.ms;
      if (hooks.wakes !== 'late') {
        for (let due = current.deadline(); due !== undefined && due <= until; due = current.deadline()) {
          now = Math.max(now, due);
          current.wake(now);
        }
      }
      now = until;
      current.wake(now);
    } else if (step.do === 'fault') {
      feed({ type: 'fault', fault: step.fault });
    } else {
      const { loginId } = step;
      const node = where.get(loginId) ?? 'publisher';
      const client = `${loginId}#${incarnation.get(loginId) ?? 0}`;
      if (step.do === 'move') where.set(loginId, otherNode(node));
      if (step.do === 'vanish') {
        feed({ type: 'client-gone', client });
        incarnation.set(loginId, (incarnation.get(loginId) ?? 0) + 1);
      }
      // A desktop names a session anew for each node, as it would open a new socket.
      if (step.do === 'xmpp') feed({ type: 'xmpp', client, session: `at-${node}`, node, message: step.message });
      const id = `q${(requests += 1)}`;
      const authorization = { scheme: 'Basic', loginId, password: 'secret' } as const;
      if (step.do === 'request') feed({ type: 'rest', client, id, node, request: step.request, authorization });
      if (step.do === 'act') {
        const call = current.view().calls.filter((each) => each.agents.includes(loginId))[step.call];
        const body = {
          kind: 'DialogAction',
          action: step.action,
          targetMediaAddress: step.action === 'PARTICIPANT_DROP' ? '4002' : String(Number(loginId) + 3000),
          toAddress: '4002',
          dtmfString: '1#',
        } as const;
        if (call) {
          feed({
            type: 'rest',
            client,
            id,
            node,
            request: { method: 'PUT', path: paths.dialog(call.id), body },
            authorization,
          });
        }
      }
    }
    effects.push(...current.effects());
    if (continueWith) current = continueWith(current, index);
  }
  return { effects, world: current, now };
}

const fresh = (changed: Partial<WorldOptions> = {}): World => createWorld({ ...options, ...changed }, start);
const variants = fc.record({
  release: fc.constantFrom('12.6' as const, '11.x' as const),
  load: fc.constantFrom(0 as const, 1 as const),
  seed: fc.integer({ min: 0, max: 1000 }),
});
const runs = { numRuns: 100 } as const;

test('same inputs, same effects, to the byte', () => {
  fc.assert(
    fc.property(steps({ network: true, length: 40 }), variants, (day, changed) => {
      assert.equal(
        JSON.stringify(play(fresh(changed), day, {}).effects),
        JSON.stringify(play(fresh(changed), day, {}).effects),
      );
    }),
    { numRuns: 60 },
  );
});

test('late wake-ups give the same effects as exact ones', () => {
  fc.assert(
    fc.property(steps({ network: true, length: 40 }), variants, (day, changed) => {
      const exact = play(fresh(changed), day, {}).effects;
      assert.equal(JSON.stringify(play(fresh(changed), day, { wakes: 'late' }).effects), JSON.stringify(exact));
    }),
    runs,
  );
});

test('a snapshot taken after any step continues equally', () => {
  fc.assert(
    fc.property(steps({ network: true, length: 30 }), variants, (day, changed) => {
      const straight = play(fresh(changed), day, {}).effects;
      const continued = play(fresh(changed), day, {}, (world) =>
        createWorld({ ...options, ...changed }, start, JSON.parse(JSON.stringify(world.snapshot())) as never),
      ).effects;
      assert.equal(JSON.stringify(continued), JSON.stringify(straight));
    }),
    { numRuns: 60 },
  );
});

test('nothing is seen that must not be seen', () => {
  fc.assert(
    fc.property(steps({ network: true, length: 40 }), variants, (day, changed) => {
      assert.deepEqual(checkInOrder(fresh(changed), day), []);
    }),
    runs,
  );
});

/** Feeds the checker inputs and effects in the order in which they took place. */
function checkInOrder(world: World, day: readonly Step[]): string[] {
  const checker = createWorldChecker();
  const found: string[] = [];
  const watched: World = {
    ...world,
    effects: () => {
      const effects = world.effects();
      found.push(...checker.check(effects));
      return effects;
    },
  };
  play(watched, day, { input: (input, at) => checker.sees(input, at) });
  return found;
}

test('without a cut network every request is answered once, whatever dies', () => {
  fc.assert(
    fc.property(steps({ network: false, length: 40 }), variants, (day, changed) => {
      const checker = createWorldChecker();
      const { effects, now } = play(fresh(changed), [...day, { do: 'wait', ms: 1_000 }], {
        input: (input, at) => checker.sees(input, at),
      });
      checker.check(effects.filter((effect) => effect.type === 'rest-reply' || effect.type === 'rest-refused'));
      assert.deepEqual(checker.unanswered(now), []);
    }),
    runs,
  );
});

test('everything that is said can be written as XML', () => {
  fc.assert(
    fc.property(steps({ network: false, length: 40 }), variants, (day, changed) => {
      for (const effect of play(fresh(changed), day, {}).effects) {
        if (effect.type === 'rest-reply') encodeReply(effect.reply);
        if (effect.type === 'xmpp' && effect.message.kind === 'item') encodeUpdate(effect.message.update);
      }
    }),
    { numRuns: 60 },
  );
});

/** Puts every plug back. */
const healing: readonly Step[] = [
  { do: 'fault', fault: { action: 'restore-network' } },
  { do: 'fault', fault: { action: 'conference-faults', mode: 'off' } },
  // Equal delays, so that both nodes are asked at the same moment.
  { do: 'fault', fault: { action: 'set-latency', ms: 20 } },
  { do: 'fault', fault: { action: 'restore-cti', side: 'both' } },
  ...nodeNames.flatMap((node): Step[] => [
    { do: 'fault', fault: { action: 'start-node', node } },
    { do: 'fault', fault: { action: 'start-notification', node } },
    { do: 'fault', fault: { action: 'show-finesse-presence', node } },
  ]),
  { do: 'wait', ms: 30_000 },
];

/** A node in maintenance is on its way to being stopped, which healing must not wait for: it is killed. */
const endMaintenance = (day: readonly Step[]): readonly Step[] =>
  day.flatMap((step) =>
    step.do === 'fault' && step.fault.action === 'start-maintenance'
      ? [{ do: 'fault', fault: { action: 'stop-node', node: step.fault.node } }]
      : [],
  );

test('after healing both nodes are in service on one side within 30 s and tell the same', () => {
  fc.assert(
    fc.property(steps({ network: true, length: 40 }), variants, (day, changed) => {
      const { world, now } = play(fresh(changed), [...day, ...endMaintenance(day), ...healing], {});
      const { nodes } = world.view();
      for (const name of nodeNames) {
        assert.deepEqual([name, nodes[name].inService, nodes[name].finessePresence], [name, true, true]);
      }
      assert.equal(nodes.publisher.ctiSide, nodes.subscriber.ctiSide);
      world.effects();
      const asked = ['1000', '1001', '1002', '1005'].flatMap((loginId) =>
        [paths.user(loginId), paths.userDialogs(loginId), paths.queue('11')].flatMap((path) =>
          nodeNames.map((node) => ({ loginId, path, node })),
        ),
      );
      for (const { loginId, path, node } of asked) {
        const authorization = { scheme: 'Basic', loginId, password: 'secret' } as const;
        const request = { method: 'GET', path } as const;
        world.handle(
          { type: 'rest', client: 'end', id: `${node} ${loginId} ${path}`, node, request, authorization },
          now,
        );
      }
      world.wake(now + 1_000);
      const told = new Map(
        world.effects().flatMap((effect) => (effect.type === 'rest-reply' ? [[effect.id, effect.reply]] : [])),
      );
      for (const { loginId, path } of asked) {
        const [one, other] = nodeNames.map((node) => told.get(`${node} ${loginId} ${path}`));
        assert.equal(one?.status, 200);
        assert.deepEqual(withoutTimes(one), withoutTimes(other));
      }
    }),
    runs,
  );
});

/** Since when a call is held is known to a node that heard it live, and not to one that came back. */
const withoutTimes = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'stateChangeTime' ? '' : inner)));
