/** The fleet: the same run twice and over XML, nobody lost, and what makes it slower (DF-9, GL-7, GL-8, CTI-9). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClusterRun, FleetOptions } from './contract.ts';
import { createEventQueue } from './event-queue.ts';
import { runFloor } from './floor.ts';
import { calibrated, plannedShare } from './parameters.ts';
import { textNumber } from './trace.ts';

const usual: FleetOptions = {
  agents: 40,
  gadgets: 6,
  roundTripMs: 2,
  mbitPerSecond: 1_000,
  profile: '12.6',
  policy: {},
  pgRelease: '12.5+',
  gadgetKind: 'xml',
  vCpus: 4,
  spread: 'uneven',
  move: 'redirect',
  fault: 'node',
  pacing: 'paced',
  callsPerHour: 4,
  lastsMs: 0,
  seed: 1,
  wire: 'typed',
  ...calibrated,
  plannedShare,
};

function run(changed: Partial<FleetOptions>): ClusterRun & { readonly trace: string } {
  let trace = '';
  const sink = (bytes: Uint8Array): void => {
    trace += `${textNumber(bytes.join(' '))} `;
  };
  return { ...runFloor({ ...usual, ...changed }, { sink }), trace };
}

const last = ({ movers, restored_s }: ClusterRun): number => {
  assert.equal(restored_s.length, movers, 'everybody comes back');
  return restored_s.at(-1) ?? 0;
};

test('the same seed gives the same trace, another seed another', () => {
  const first = run({});
  assert.equal(run({}).trace, first.trace);
  assert.notEqual(run({ seed: 2 }).trace, first.trace);
});

test('typed payloads and XML give equal traces', () => {
  for (const changed of [
    { agents: 30, callsPerHour: 60 },
    { agents: 30, profile: 'swift', move: 'in-place' },
  ] as const) {
    const typed = run(changed);
    assert.equal(run({ ...changed, wire: 'xml' }).trace, typed.trace);
  }
});

test('GL-8: fewer gadgets and more processors come back faster, JSP gadgets slower', () => {
  const base = last(run({}));
  assert.ok(last(run({ gadgets: 3 })) < base);
  assert.ok(last(run({ agents: 160, vCpus: 8 })) < last(run({ agents: 160 })));
  assert.ok(last(run({ gadgetKind: 'jsp' })) > base);
});

test('GL-7: with an even spread half of the agents move, and all are back sooner', () => {
  const [even, uneven] = [run({ agents: 160, spread: 'even' }), run({ agents: 160 })];
  assert.deepEqual([even.movers, uneven.movers], [80, 160]);
  assert.ok(last(even) < last(uneven));
});

test('DF-9: unpaced, the node has a longer queue than paced', () => {
  const longest = ({ curves }: ClusterRun): number => Math.max(...curves.queue.slice(11));
  assert.ok(longest(run({ agents: 160, pacing: 'off' })) > 2 * longest(run({ agents: 160 })));
});

test('DF-9: in place, too, nobody reads before the turn that the node gave, however early it looked at the node', () => {
  const inPlace = { agents: 60, profile: 'swift', move: 'in-place', plannedShare: 0.05 } as const;
  const peakOf = (changed: Partial<FleetOptions>): { readonly peak: number; readonly rate: number } => {
    const { curves, paced_rate_per_s: rate } = run({ ...inPlace, ...changed });
    return { peak: Math.max(...curves.arrivals), rate };
  };
  const paced = peakOf({});
  assert.ok(paced.rate < 30 && paced.peak <= 1.2 * paced.rate, JSON.stringify(paced));
  assert.ok(peakOf({ pacing: 'off' }).peak > 1.2 * paced.rate, 'unpaced they all come at once');
});

test('CTI-9: after a CTI failure everybody comes back, counted from the first node in service', () => {
  const found = run({ fault: 'cti', profile: 'swift', move: 'in-place' });
  assert.ok(last(found) < 30);
});

test('events come by time, and in order of entry among equals', () => {
  const queue = createEventQueue<number>();
  const times = Array.from({ length: 3_000 }, (_, index) => (index * 7_919) % 100);
  for (const [index, at] of times.entries()) queue.add(at, index);
  const expected = [...times.keys()].sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  assert.deepEqual(
    Array.from({ length: times.length }, () => queue.take()),
    expected,
  );
  assert.equal(queue.next(), Infinity);
  assert.throws(() => queue.take(), RangeError);
  // What comes in a lane keeps its place among the rest, also where it would overtake.
  const mixed = createEventQueue<string>(2);
  mixed.add(5, 'five, first');
  for (let at = 0; at < 3_000; at += 1) mixed.addInLane(at % 7 === 0 ? 1 : 0, at, `turn ${at}`);
  mixed.add(5, 'five, last');
  mixed.addInLane(0, 2_000, 'late');
  const all = Array.from({ length: mixed.size }, () => mixed.take());
  assert.deepEqual(all.slice(4, 9), ['turn 4', 'five, first', 'turn 5', 'five, last', 'turn 6']);
  assert.deepEqual(all.slice(2_002, 2_005), ['turn 2000', 'late', 'turn 2001']);
  assert.equal(all.at(-1), 'turn 2999');
});
