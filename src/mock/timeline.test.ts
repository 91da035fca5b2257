import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ClusterRefusal } from '../cluster/contract.ts';
import type { World, WorldEffect } from '../sim/contract.ts';
import { createToyWorld, toyHash, toyOptions, toyRequest } from './test/toy-world.ts';
import { createTimeline, StuckWorld } from './timeline.ts';

const start = 1_000_000;

test('every wake-up takes place at its own deadline, before the input', () => {
  const woken: string[] = [];
  const world = createToyWorld(toyOptions, start);
  const spied: World = {
    ...world,
    wake: (at) => {
      woken.push(`wake ${at}`);
      world.wake(at);
    },
    handle: (input, at) => {
      woken.push(`handle ${at}`);
      world.handle(input, at);
    },
  };
  const timeline = createTimeline(spied, start, () => undefined);
  const at = timeline.feed(toyRequest(), start + 12_000);
  assert.deepEqual(woken, [`wake ${start + 5000}`, `wake ${start + 10_000}`, `handle ${start + 12_000}`]);
  assert.equal(at, start + 12_000);
});

test('effects come out after each verb, with its time', () => {
  const seen: [string, number][] = [];
  const timeline = createTimeline(createToyWorld(toyOptions, start), start, (effects: readonly WorldEffect[], at) => {
    for (const effect of effects) seen.push([effect.type, at]);
  });
  timeline.feed(toyRequest(), start + 1);
  timeline.advance(start + 100);
  assert.deepEqual(seen, [['rest-reply', start + 16]]);
});

test('how often the host looks at the clock leaves no trace in the world', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 9000 }), fc.boolean()), { maxLength: 40 }),
      fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 60 }),
      (steps, looks) => {
        const inputs = steps.map(([gap, other]) => ({
          gap,
          input: toyRequest('a', other ? 'publisher' : 'subscriber'),
        }));
        const run = (looking: readonly number[]): number => {
          const timeline = createTimeline(createToyWorld(toyOptions, start), start, () => undefined);
          let now = start;
          for (const { gap, input } of inputs) {
            for (const look of looking)
              if (start + look > now && start + look <= now + gap) timeline.advance(start + look);
            now += gap;
            timeline.feed(input, now);
          }
          timeline.advance(start + 400_000);
          return toyHash(timeline.world);
        };
        assert.equal(run([...looks].sort((a, b) => a - b)), run([]));
      },
    ),
    { numRuns: 60 },
  );
});

test('the hash does show a wake-up at another time (the check can fail)', () => {
  const honest = createToyWorld(toyOptions, start);
  const late = createToyWorld(toyOptions, start);
  honest.wake(start + 5000);
  late.wake(start + 5001);
  assert.notEqual(toyHash(honest), toyHash(late));
});

test('a refusal is passed on and takes no time', () => {
  const timeline = createTimeline(createToyWorld(toyOptions, start), start, () => undefined);
  const before = toyHash(timeline.world);
  const refused = { type: 'fault', fault: { action: 'ring', agent: 'nobody', from: '5' } } as const;
  assert.throws(() => timeline.feed(refused, start + 10), ClusterRefusal);
  assert.equal(toyHash(timeline.world), before);
  assert.equal(timeline.at, start);
});

test('a world that never gets past one moment is told, not hung on', () => {
  const world: World = { ...createToyWorld(toyOptions, start), deadline: () => start + 1, wake: () => undefined };
  const timeline = createTimeline(world, start, () => undefined);
  assert.throws(() => timeline.advance(start + 1), StuckWorld);
});
