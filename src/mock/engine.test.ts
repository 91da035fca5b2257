import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { ClusterRefusal } from '../cluster/contract.ts';
import type { WorldEffect } from '../sim/contract.ts';
import { createEngine, type Engine, type EngineOptions } from './engine.ts';
import { JournalFailure } from './journal.ts';
import { replay } from './rebuild.ts';
import { memoryJournal, type MemoryJournal } from './test/memory-journal.ts';
import { createToyWorld, toyHash, toyOptions, toyRequest } from './test/toy-world.ts';

const start = 1_000_000;
const running: Engine[] = [];
afterEach(() => {
  for (const engine of running.splice(0)) engine.stop();
});

interface Bench {
  readonly engine: Engine;
  readonly journal: MemoryJournal;
  readonly released: WorldEffect[];
  readonly lost: JournalFailure[];
  readonly faults: unknown[];
  readonly world: ReturnType<typeof createToyWorld>;
  /** Resolves when this many answers have come out. */
  answers(count: number): Promise<void>;
}

function bench(change: Partial<EngineOptions> = {}): Bench {
  const journal = memoryJournal();
  const released: WorldEffect[] = [];
  const lost: JournalFailure[] = [];
  const faults: unknown[] = [];
  const waits: { readonly count: number; readonly resolve: () => void }[] = [];
  const answered = (): number => released.filter(({ type }) => type === 'rest-reply').length;
  const world = createToyWorld(toyOptions, start);
  const wall = (): number => performance.timeOrigin + performance.now();
  const engine = createEngine({
    world,
    at: start,
    journal,
    options: toyOptions,
    origin: { realAt: wall(), virtualAt: start, speed: 1000 },
    sequence: 0,
    clients: new Set(),
    release: (effects) => {
      released.push(...effects);
      for (const { count, resolve } of waits) if (answered() >= count) resolve();
    },
    onJournalLost: (failure) => lost.push(failure),
    onFault: (error) => faults.push(error),
    wall,
    ...change,
  });
  running.push(engine);
  return {
    engine,
    journal,
    released,
    lost,
    faults,
    world,
    answers: (count) =>
      answered() >= count ? Promise.resolve() : new Promise((resolve) => waits.push({ count, resolve })),
  };
}

const ring = (agent: string) => ({ type: 'fault', fault: { action: 'ring', agent, from: '5' } }) as const;

test('nothing is released before its input is journalled', async () => {
  const { engine, journal, released, answers, world } = bench();
  await engine.settle();
  let open: () => void = () => undefined;
  journal.gate = new Promise((resolve) => (open = resolve));
  const done: string[] = [];
  engine.feed(ring('1001'), () => done.push('done'));
  engine.feed(toyRequest());
  // The world lives on and the answer has long been due, yet nothing may be seen.
  const beats = (): number => (world.view() as unknown as { beats: number }).beats;
  const enough = beats() + 3;
  while (beats() < enough) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(released, []);
  assert.deepEqual(done, []);
  assert.equal(journal.entries.size, 0);
  open();
  await answers(1);
  assert.equal(journal.entries.size, 2);
  assert.deepEqual(done, ['done']);
  assert.deepEqual(
    released.map(({ type }) => type),
    ['log', 'rest-reply'],
  );
});

test('inputs that come while a transaction is under way share the next one', async () => {
  const { engine, journal, answers } = bench();
  await engine.settle();
  for (let count = 0; count < 5; count += 1) engine.feed(toyRequest());
  await answers(5);
  assert.deepEqual(journal.batches, [1, 4]);
});

test('what is stored replays to the state that runs', async () => {
  const { engine, journal, answers, world } = bench();
  await engine.settle();
  for (let count = 0; count < 20; count += 1) {
    engine.feed(toyRequest('a', count % 2 ? 'publisher' : 'subscriber'));
    await answers(count);
  }
  await answers(20);
  const loaded = await journal.load();
  assert.ok(loaded.kind === 'stored' && loaded.cluster.entries.length === 20);
  engine.stop();
  // The live world has gone on by itself meanwhile: both are taken to one later moment, deadline by deadline.
  const later = engine.now() + 20_000;
  const replayed = replay(loaded.cluster, createToyWorld).timeline;
  replayed.advance(later);
  for (let due = world.deadline(); due !== undefined && due <= later; due = world.deadline()) world.wake(due);
  assert.equal(toyHash(replayed.world), toyHash(world));
});

test('a refusal reaches the caller and leaves no entry', async () => {
  const { engine, journal, answers } = bench();
  await engine.settle();
  assert.throws(() => engine.feed(ring('nobody')), ClusterRefusal);
  engine.feed(toyRequest());
  await answers(1);
  assert.deepEqual([...journal.entries.keys()], [1]);
});

test('every 200 inputs a snapshot takes the place of the inputs', async () => {
  const { engine, journal, answers } = bench();
  await engine.settle();
  for (let count = 1; count <= 250; count += 1) {
    engine.feed(toyRequest());
    await answers(count);
  }
  assert.equal(journal.snapshots, 2);
  assert.equal(journal.snapshot?.through, 200);
  assert.equal(journal.entries.size, 50);
});

test('a dead handle is got over by a snapshot, and nobody is told', async () => {
  const { engine, journal, answers, lost } = bench();
  await engine.settle();
  journal.failAppend = new JournalFailure('closed', 'planted');
  engine.feed(toyRequest());
  await answers(1);
  assert.equal(journal.snapshot?.through, 1);
  assert.deepEqual(lost, []);
});

test('without a journal the cluster goes on in memory, and says so once', async () => {
  const { engine, journal, answers, lost } = bench();
  await engine.settle();
  journal.failAppend = journal.failReplace = new JournalFailure('quota', 'planted');
  engine.feed(toyRequest());
  await answers(1);
  engine.feed(toyRequest());
  await answers(2);
  engine.stamp();
  assert.deepEqual(
    lost.map(({ code }) => code),
    ['quota'],
  );
});

test('another speed: time goes on from where it was, and the sign of life tells of it', async () => {
  const { engine, journal, answers } = bench();
  await engine.settle();
  const before = engine.now();
  engine.setSpeed(7);
  assert.equal(engine.origin.speed, 7);
  assert.ok(engine.now() >= before);
  assert.ok(engine.now() < before + 5000, 'no jump');
  engine.feed(toyRequest());
  await answers(1);
  assert.equal(journal.sign?.speed, 7);
});

test('a receiver that throws keeps nothing from the others', async () => {
  const faults: unknown[] = [];
  const types: string[] = [];
  const { engine } = bench({
    onFault: (error) => faults.push(error),
    release: (effects) => {
      types.push(...effects.map(({ type }) => type));
      if (types.length === 1) throw new Error('planted');
    },
  });
  await engine.settle();
  engine.feed(ring('1001'));
  engine.feed(ring('1002'));
  await engine.settle();
  assert.deepEqual(types, ['log', 'log']);
  assert.equal(faults.length, 1);
});

test('a world that fails at a deadline is told once and not called for ever', async () => {
  const world = createToyWorld(toyOptions, start);
  let wakes = 0;
  let told: () => void = () => undefined;
  const heard = new Promise<void>((resolve) => (told = resolve));
  bench({
    world: {
      ...world,
      wake: () => {
        wakes += 1;
        throw new Error('planted');
      },
    },
    onFault: () => told(),
  });
  await heard;
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(wakes, 1);
});
