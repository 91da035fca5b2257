// The pure queue against a model database that fails at random: nothing acknowledged is lost, the last write wins.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { slotOf, supersedes, type Operation } from './operation.ts';
import { createWriteQueue } from './write-queue.ts';
import { relaxedDelayMs, retryMs, type QueueEffect, type QueueInput } from './write-queue-contract.ts';

const put = (key: string, value: unknown, savedAt = 0, name = 'notes'): Operation => ({
  kind: 'put',
  record: { owner: '1001', name, key, value, version: 1, savedAt },
});
const remove = (key: string, name = 'notes'): Operation => ({ kind: 'delete', owner: '1001', name, key, savedAt: 0 });
const clear = (name?: string): Operation => ({ kind: 'clear', owner: '1001', savedAt: 0, ...(name ? { name } : {}) });
const write = (operation: Operation, ticket: number, durability: 'relaxed' | 'strict' = 'relaxed'): QueueInput => ({
  type: 'write',
  operation,
  durability,
  ticket,
});

function openQueue() {
  const queue = createWriteQueue();
  queue.handle({ type: 'opened' }, 0);
  queue.effects();
  return queue;
}
const writes = (effects: readonly QueueEffect[]) => effects.filter((effect) => effect.type === 'write');

test('the writes of all gadgets within 100 ms go in one transaction', () => {
  const queue = openQueue();
  queue.handle(write(put('a', 1), 1), 0);
  queue.handle(write(put('a', 2, 0, 'history'), 2), 40);
  assert.deepEqual(queue.effects(), []);
  assert.equal(queue.deadline(), relaxedDelayMs);
  queue.wake(relaxedDelayMs);
  const [batch, ...others] = writes(queue.effects());
  assert.deepEqual(others, []);
  assert.equal(batch?.operations.length, 2);
  assert.equal(batch.durability, 'relaxed');
  queue.handle({ type: 'written', batch: batch.batch }, 110);
  assert.deepEqual(queue.effects(), [{ type: 'settle', tickets: [1, 2], failure: undefined }]);
});

test('a strict write goes at once, takes the others along, and its transaction is strict', () => {
  const queue = openQueue();
  queue.handle(write(put('a', 1), 1), 0);
  queue.handle(write(put('b', 1), 2, 'strict'), 10);
  const [batch] = writes(queue.effects());
  assert.equal(batch?.durability, 'strict');
  assert.equal(batch.operations.length, 2);
});

test('of several writes to one key only the last is written, and all their tickets wait for it', () => {
  const queue = openQueue();
  queue.handle(write(put('a', 1), 1), 0);
  queue.handle(write(remove('a'), 2), 1);
  queue.handle(write(put('a', 3), 3), 2);
  queue.wake(relaxedDelayMs);
  const [batch] = writes(queue.effects());
  assert.deepEqual(batch?.operations, [put('a', 3)]);
  queue.handle({ type: 'written', batch: batch.batch }, 110);
  assert.deepEqual(queue.effects(), [{ type: 'settle', tickets: [1, 2, 3], failure: undefined }]);
});

test('a clear makes earlier writes of its namespace needless, of no other', () => {
  assert.equal(supersedes(clear('notes'), put('a', 1)), true);
  assert.equal(supersedes(clear(), put('a', 1)), true);
  assert.equal(supersedes(clear('notes'), clear()), false);
  assert.equal(supersedes(put('a', 1), clear('notes')), false);
  assert.notEqual(slotOf(put('b c', 1, 0, 'a')), slotOf(put('c', 1, 0, 'a b')));
});

test('a dead connection: opened once more, sent again; the second failure is told and the write kept', () => {
  const queue = openQueue();
  queue.handle(write(put('a', 1), 1, 'strict'), 0);
  const [first] = writes(queue.effects());
  queue.handle({ type: 'write-failed', batch: first?.batch ?? -1, code: 'closed' }, 5);
  assert.deepEqual(queue.effects(), [{ type: 'open' }]);
  queue.handle({ type: 'opened' }, 9);
  const [second] = writes(queue.effects());
  assert.deepEqual(second?.operations, [put('a', 1)]);
  queue.handle({ type: 'write-failed', batch: second.batch, code: 'closed' }, 12);
  assert.deepEqual(queue.effects(), [
    { type: 'settle', tickets: [1], failure: 'closed' },
    { type: 'state', because: 'closed' },
  ]);
  assert.equal(queue.deadline(), 12 + retryMs);
  queue.wake(12 + retryMs);
  const [third] = writes(queue.effects());
  assert.deepEqual(third?.operations, [put('a', 1)]);
  queue.handle({ type: 'written', batch: third.batch }, 12 + retryMs);
  assert.deepEqual(queue.effects(), [{ type: 'state', because: undefined }]);
});

test('no room: expired records go first, then each write alone, so that only the offender fails', () => {
  const queue = openQueue();
  queue.handle(write(put('huge', 1), 1), 0);
  queue.handle(write(put('small', 1), 2), 0);
  queue.wake(relaxedDelayMs);
  const settled: QueueEffect[] = [];
  let evictions = 0;
  for (let turn = 0; turn < 10; turn++) {
    const effects = queue.effects();
    settled.push(...effects.filter(({ type }) => type === 'settle' || type === 'state'));
    const [batch] = writes(effects);
    if (!batch) break;
    if (batch.evict) evictions++;
    const offends = batch.operations.some((operation) => operation.kind === 'put' && operation.record.key === 'huge');
    const { batch: id } = batch;
    queue.handle(
      offends ? { type: 'write-failed', batch: id, code: 'quota' } : { type: 'written', batch: id },
      200 + turn,
    );
  }
  assert.deepEqual(settled, [
    { type: 'settle', tickets: [1], failure: 'quota' },
    { type: 'state', because: 'quota' },
    { type: 'settle', tickets: [2], failure: undefined },
  ]);
  assert.ok(evictions >= 1);
});

test('not to be opened: told by code; a late opening writes what was kept', () => {
  const queue = createWriteQueue();
  queue.handle(write(put('a', 1), 1), 0);
  assert.equal(queue.deadline(), undefined);
  queue.handle({ type: 'open-failed', code: 'blocked' }, 3000);
  assert.deepEqual(queue.effects(), [
    { type: 'settle', tickets: [1], failure: 'blocked' },
    { type: 'state', because: 'blocked' },
  ]);
  queue.handle(write(put('b', 1), 2), 3001);
  assert.deepEqual(queue.effects(), [{ type: 'settle', tickets: [2], failure: 'blocked' }]);
  queue.handle({ type: 'opened' }, 5000);
  const [batch] = writes(queue.effects());
  assert.deepEqual(batch?.operations, [put('a', 1), put('b', 1)]);
});

test('leaving: everything not acknowledged, also what is in flight, goes to the journal and a last transaction', () => {
  const queue = openQueue();
  queue.handle(write(put('a', 1), 1, 'strict'), 0);
  const [inFlight] = writes(queue.effects());
  queue.handle(write(put('b', 1), 2), 1);
  queue.handle({ type: 'leave' }, 2);
  const effects = queue.effects();
  const [last] = writes(effects);
  assert.deepEqual(effects[0], { type: 'journal', operations: [put('a', 1), put('b', 1)] });
  assert.equal(last?.leaving, true);
  assert.deepEqual(last.operations, [put('a', 1), put('b', 1)]);
  queue.handle({ type: 'written', batch: inFlight?.batch ?? -1 }, 3);
  assert.deepEqual(queue.effects(), [], 'the batch that was sent again counts no more');
  queue.handle({ type: 'written', batch: last.batch }, 4);
  assert.deepEqual(queue.effects(), [
    { type: 'settle', tickets: [1, 2], failure: undefined },
    { type: 'journal', operations: [] },
  ]);
});

test('a snapshot goes on where it was', () => {
  const queue = openQueue();
  queue.handle(write(put('a', 1), 1), 0);
  const copy = createWriteQueue(structuredClone(queue.snapshot()));
  assert.equal(copy.deadline(), relaxedDelayMs);
  copy.wake(relaxedDelayMs);
  queue.wake(relaxedDelayMs);
  assert.deepEqual(copy.effects(), queue.effects());
});

type Step =
  | { readonly do: 'put'; readonly key: string; readonly strict: boolean }
  | { readonly do: 'delete'; readonly key: string }
  | { readonly do: 'clear' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'answer'; readonly with: 'written' | 'quota' | 'closed' | 'blocked' }
  | { readonly do: 'leave' };

const key = fc.constantFrom('a', 'b', 'c');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('put' as const), key, strict: fc.boolean() }),
  fc.record({ do: fc.constant('delete' as const), key }),
  fc.constant({ do: 'clear' as const }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.nat(300) }),
  fc.record({
    do: fc.constant('answer' as const),
    with: fc.constantFrom(
      'written' as const,
      'written' as const,
      'quota' as const,
      'closed' as const,
      'blocked' as const,
    ),
  }),
  fc.constant({ do: 'leave' as const }),
);

/** Runs the steps; throws when an acknowledged write is not in the database, or the end differs from the last writes. */
function run(steps: readonly Step[], plant?: 'lying-database'): void {
  const queue = createWriteQueue();
  const disk = new Map<string, number>();
  /** Number of the last write of each key as the callers know it; deletes are negative. */
  const wanted = new Map<string, number>();
  const ticketWrites = new Map<number, Operation>();
  let now = 0;
  let ticket = 0;
  let opening = true;
  let pending: Extract<QueueEffect, { type: 'write' }>[] = [];

  const numberOf = (operation: Operation) =>
    operation.kind === 'put' ? (operation.record.value as number) : undefined;
  const apply = (operation: Operation): void => {
    if (operation.kind === 'put') disk.set(operation.record.key, operation.record.value as number);
    else if (operation.kind === 'delete') disk.delete(operation.key);
    else for (const [key, number] of disk) if (number <= operation.savedAt) disk.delete(key);
  };
  const drain = (): void => {
    for (const effect of queue.effects()) {
      if (effect.type === 'open') opening = true;
      else if (effect.type === 'write') pending = [effect];
      else if (effect.type === 'settle' && effect.failure === undefined)
        for (const id of effect.tickets) {
          const operation = ticketWrites.get(id);
          assert.ok(operation, 'a ticket is settled once');
          ticketWrites.delete(id);
          const number = numberOf(operation);
          if (operation.kind !== 'put' || number === undefined) continue;
          const now = disk.get(operation.record.key);
          const overtaken = (wanted.get(operation.record.key) ?? Infinity) > number;
          assert.ok(overtaken || now === number, `acknowledged ${operation.record.key}=${number}, disk has ${now}`);
        }
      else if (effect.type === 'settle') for (const id of effect.tickets) ticketWrites.delete(id);
    }
  };
  const answer = (how: 'written' | 'quota' | 'closed' | 'blocked'): void => {
    if (opening) {
      opening = false;
      const failed = how === 'blocked' || how === 'closed';
      queue.handle(failed ? { type: 'open-failed', code: how } : { type: 'opened' }, now);
    } else {
      const batch = pending.pop();
      if (!batch) return;
      if (how === 'written') {
        if (plant === undefined) batch.operations.forEach(apply);
        queue.handle({ type: 'written', batch: batch.batch }, now);
      } else {
        queue.handle({ type: 'write-failed', batch: batch.batch, code: how === 'quota' ? 'quota' : 'closed' }, now);
      }
    }
    drain();
  };
  const submit = (operation: Operation, strict: boolean): void => {
    ticketWrites.set(++ticket, operation);
    queue.handle(write(operation, ticket, strict ? 'strict' : 'relaxed'), now);
    drain();
  };

  for (const [at, one] of steps.entries()) {
    if (one.do === 'put') {
      wanted.set(one.key, at);
      submit(put(one.key, at), one.strict);
    } else if (one.do === 'delete') {
      wanted.set(one.key, at);
      submit(remove(one.key), false);
      wanted.delete(one.key);
    } else if (one.do === 'clear') {
      wanted.clear();
      submit({ ...clear('notes'), savedAt: at } as Operation, false);
    } else if (one.do === 'wait') {
      now += one.ms;
      queue.wake(now);
      drain();
    } else if (one.do === 'leave') {
      queue.handle({ type: 'leave' }, now);
      drain();
    } else answer(one.with);
  }
  // Healed: everything converges within a bounded time.
  for (let turn = 0; turn < 60; turn++) {
    answer('written');
    now = Math.max(now, queue.deadline() ?? now);
    queue.wake(now);
    drain();
  }
  assert.deepEqual([...ticketWrites.keys()], [], 'every ticket is settled');
  const sorted = (map: ReadonlyMap<string, number>) => [...map].sort(([one], [other]) => (one < other ? -1 : 1));
  assert.deepEqual(sorted(disk), sorted(wanted), 'the last write of each key is on disk');
}

test('no acknowledged write is lost, the last write wins, everything is settled in the end', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => run(steps)),
    { numRuns: 500 },
  );
});

test('the property sees a database that lies', () => {
  assert.throws(() =>
    fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => run(steps, 'lying-database'))),
  );
});
