/**
 * Two hundred connected agents in all kinds of states: a CTI cut, a publisher crash and a maintenance run leave each of
 * them in the state that the requirements' table says.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NodeName } from '../wire/names.ts';
import { nodeNames } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';
import { createFloor } from './test/floor.ts';
import type { Floor } from './test/floor.ts';

const count = 200;
/** What an agent does, by number: a fifth of the floor each. */
const activities = ['on a break', 'ready', 'talking', 'holding', 'talking, Not Ready pending'] as const;
type Activity = (typeof activities)[number];
const activityOf = (number: number): Activity => activities[number % activities.length] ?? 'ready';

const oddOnes = (number: number): NodeName =>
  Math.floor(number / activities.length) % 2 === 0 ? 'publisher' : 'subscriber';
const extensionOf = (loginId: string): string => String(Number(loginId) + 3000);

/** Everybody is signed in on the node of their place and does what their number says. */
function floorAtWork(place: (number: number) => NodeName, mutations: readonly string[] = []): Floor {
  const floor = createFloor(count, place, { mutations });
  floor.open();
  each(floor, (desk, activity) => {
    const path = paths.user(desk.loginId);
    const state = activity === 'on a break' ? 'NOT_READY' : 'READY';
    const reason = activity === 'on a break' ? { reasonCodeId: 21 } : {};
    floor.request(desk, { method: 'PUT', path, body: { kind: 'UserState', state, ...reason } });
  });
  floor.advance(1_000);
  const busy = (activity: Activity): boolean => activity !== 'on a break' && activity !== 'ready';
  each(floor, (desk, activity) => {
    if (busy(activity)) floor.fault({ action: 'ring', agent: desk.loginId, from: '5550100' });
  });
  floor.advance(1_000);
  each(floor, (desk, activity) => {
    if (busy(activity)) act(floor, desk, 'ANSWER');
  });
  floor.advance(1_000);
  each(floor, (desk, activity) => {
    if (activity === 'holding') act(floor, desk, 'HOLD');
    if (activity !== 'talking, Not Ready pending') return;
    const body = { kind: 'UserState', state: 'NOT_READY', reasonCodeId: 22 } as const;
    floor.request(desk, { method: 'PUT', path: paths.user(desk.loginId), body });
  });
  floor.advance(1_000);
  expectStates(floor, { ...before });
  return floor;
}

type Desk = Floor['desks'][number];

function each(floor: Floor, step: (desk: Desk, activity: Activity) => void): void {
  for (const desk of floor.desks) step(desk, activityOf(desk.number));
}

function act(floor: Floor, desk: Desk, action: 'ANSWER' | 'HOLD' | 'DROP'): void {
  const call = floor.world.view().calls.find(({ agents }) => agents.includes(desk.loginId));
  assert.ok(call, `agent ${desk.loginId} has a call`);
  const targetMediaAddress = extensionOf(desk.loginId);
  const body = { kind: 'DialogAction', action, targetMediaAddress } as const;
  floor.request(desk, { method: 'PUT', path: paths.dialog(call.id), body });
}

/** State, and the reason's code if there is one. */
type Table = Readonly<Record<Activity, string>>;
const before: Table = {
  'on a break': 'NOT_READY 1',
  ready: 'READY',
  talking: 'TALKING',
  holding: 'HOLD',
  'talking, Not Ready pending': 'TALKING',
};

/** Everybody is in the table's state; `only` some of them. */
function expectStates(floor: Floor, table: Table, only: (desk: Desk) => boolean = () => true): void {
  const seen = new Map(floor.world.view().agents.map((agent) => [agent.loginId, agent]));
  const wrong = floor.desks.filter(only).flatMap((desk) => {
    const agent = seen.get(desk.loginId);
    const state = `${agent?.state ?? ''}${agent?.reasonCode === undefined ? '' : ` ${agent.reasonCode}`}`;
    const expected = table[activityOf(desk.number)];
    return state === expected ? [] : [`${desk.loginId} (${activityOf(desk.number)}): ${state}, not ${expected}`];
  });
  assert.deepEqual(wrong, []);
}

function expectPlaces(floor: Floor, place: (desk: Desk) => NodeName | 'nowhere'): void {
  const { nodes } = floor.world.view();
  for (const desk of floor.desks) {
    const found = nodeNames.filter((node) => nodes[node].present.includes(desk.loginId));
    assert.deepEqual(found, place(desk) === 'nowhere' ? [] : [place(desk)], `agent ${desk.loginId}`);
  }
}

/** All calls end; what each agent is after. */
function hangUp(floor: Floor): void {
  each(floor, (desk, activity) => {
    if (activity !== 'on a break' && activity !== 'ready') act(floor, desk, 'DROP');
  });
  floor.advance(1_000);
}

const afterCalls: Table = {
  'on a break': 'NOT_READY 1',
  ready: 'READY',
  talking: 'READY',
  holding: 'READY',
  'talking, Not Ready pending': 'NOT_READY 2',
};

function ctiCut(mutations: readonly string[] = []): void {
  const floor = floorAtWork(oddOnes, mutations);
  floor.fault({ action: 'cut-cti', side: 'both' });
  floor.advance(30_000);
  assert.deepEqual(
    nodeNames.map((node) => floor.world.view().nodes[node].inService),
    [false, false],
  );
  expectStates(floor, before);
  floor.fault({ action: 'restore-cti', side: 'both' });
  floor.advance(30_000);
  // Not Ready shows Connection Failure; Ready stays, calls and what is pending go on.
  expectStates(floor, { ...before, 'on a break': 'NOT_READY 50002' });
  expectPlaces(floor, (desk) => oddOnes(desk.number));
  hangUp(floor);
  expectStates(floor, { ...afterCalls, 'on a break': 'NOT_READY 50002' });
  // Whoever was Ready shows it at the next change to Not Ready.
  each(floor, (desk, activity) => {
    if (activity !== 'ready') return;
    const body = { kind: 'UserState', state: 'NOT_READY', reasonCodeId: 21 } as const;
    floor.request(desk, { method: 'PUT', path: paths.user(desk.loginId), body });
  });
  floor.advance(1_000);
  expectStates(floor, { ...afterCalls, 'on a break': 'NOT_READY 50002', ready: 'NOT_READY 50002' });
}

function publisherCrash(mutations: readonly string[] = []): void {
  const floor = floorAtWork(oddOnes, mutations);
  const moved = ({ number }: Desk): boolean => oddOnes(number) === 'publisher';
  floor.fault({ action: 'stop-node', node: 'publisher' });
  floor.advance(20_000);
  expectPlaces(floor, () => 'subscriber');
  expectStates(floor, before);
  // Nobody is left on the dead node to force anybody out, and its return changes nothing.
  floor.advance(200_000);
  expectStates(floor, before);
  floor.fault({ action: 'start-node', node: 'publisher' });
  floor.advance(60_000);
  expectPlaces(floor, () => 'subscriber');
  expectStates(floor, before);
  hangUp(floor);
  // What was pending is lost by those who moved, and by nobody else.
  expectStates(floor, { ...afterCalls, 'talking, Not Ready pending': 'READY' }, moved);
  expectStates(floor, afterCalls, (desk) => !moved(desk));
}

function maintenanceRun(mutations: readonly string[] = []): void {
  const floor = floorAtWork((number) => (number < 160 ? 'publisher' : 'subscriber'), mutations);
  const moved = ({ number }: Desk): boolean => number < 160;
  floor.fault({ action: 'start-maintenance', node: 'publisher' });
  // 160 desktops in batches of 50: the last batch of four moves 45 s after the first.
  floor.advance(60_000 + 30_000);
  const { present } = floor.world.view().nodes.publisher;
  assert.ok(present.length > 0, 'they do not all move at once');
  floor.advance(45_000);
  assert.deepEqual(floor.world.view().nodes.publisher.maintenance, {
    status: 'COMPLETED',
    reason: '',
    moved: floor.desks.filter(moved).map(({ loginId }) => loginId),
    pending: [],
    notMoved: [],
  });
  assert.equal(floor.world.view().nodes.publisher.running, false);
  expectPlaces(floor, () => 'subscriber');
  expectStates(floor, before);
  floor.advance(200_000);
  expectStates(floor, before);
  hangUp(floor);
  expectStates(floor, { ...afterCalls, 'talking, Not Ready pending': 'READY' }, moved);
  expectStates(floor, afterCalls, (desk) => !moved(desk));
}

const runs = { ctiCut, publisherCrash, maintenanceRun };

test('CTI-5, CTI-8, PF-7 with 200 agents: both CTI sides are cut for half a minute', () => {
  ctiCut();
});

test('DF-1, DF-7, DF-10 with 200 agents: the publisher crashes', () => {
  publisherCrash();
});

test('MM-2 with 200 agents: the publisher is taken out of use in batches', () => {
  maintenanceRun();
});

for (const [run, planted] of [
  ['ctiCut', 'pf-7-not-ready-as-before'],
  ['publisherCrash', 'df-10-pending-survives'],
  ['maintenanceRun', 'mm-2-moved-are-forced-out'],
  ['maintenanceRun', 'mm-2-all-at-once'],
] as const) {
  test(`${run} notices ${planted}`, () => {
    assert.throws(() => {
      runs[run]([planted]);
    }, assert.AssertionError);
  });
}
