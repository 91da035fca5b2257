/** The real world under the journal's discipline: what replays must be what ran, to the byte. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ClusterRefusal } from '../cluster/contract.ts';
import { parseFault } from '../sim/fault-arguments.ts';
import type { WorldInput, WorldOptions } from '../sim/contract.ts';
import { createWorld } from '../sim/world.ts';
import { nodeNames, type NodeName } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';
import type { ApiRequest } from '../wire/http.ts';
import { sealPasswords, unsealPasswords } from './credentials.ts';
import { rebuild, replay } from './rebuild.ts';
import { journalFormat, noteClient, type JournalEntry, type StoredCluster } from './stored-cluster.ts';
import { createTimeline } from './timeline.ts';

const start = Date.UTC(2026, 0, 5, 9);
const options: WorldOptions = {
  seed: 7,
  hosts: { publisher: 'publisher.understudy.example', subscriber: 'subscriber.understudy.example' },
  release: '12.6',
  load: 0,
  latencyMs: { publisher: 15, subscriber: 25 },
};

let requests = 0;
const rest = (loginId: string, node: NodeName, request: Omit<ApiRequest, 'path'> & { path?: string }): WorldInput => {
  requests += 1;
  return {
    type: 'rest',
    client: `client-${loginId}`,
    id: `r${requests}`,
    node,
    request: { path: paths.user(loginId), ...request },
    authorization: { scheme: 'Basic', loginId, password: 'secret' },
  };
};
const connect = (loginId: string, node: NodeName): WorldInput => ({
  type: 'xmpp',
  client: `client-${loginId}`,
  session: `client-${loginId}/${node}`,
  node,
  message: { kind: 'connect', loginId, password: 'secret', resource: 'desktop' },
});
const login = (loginId: string, node: NodeName): WorldInput =>
  rest(loginId, node, { method: 'PUT', body: { kind: 'UserLogin', extension: String(Number(loginId) + 3000) } });

const anyNode = fc.constantFrom(...nodeNames);
const anyAgent = fc.constantFrom('1001', '1002', '1003');
const anyInput: fc.Arbitrary<WorldInput> = fc.oneof(
  fc.tuple(anyAgent, anyNode).map(([agent, node]) => connect(agent, node)),
  fc.tuple(anyAgent, anyNode).map(([agent, node]) => login(agent, node)),
  fc
    .tuple(anyAgent, anyNode, fc.constantFrom('READY' as const, 'NOT_READY' as const))
    .map(([agent, node, state]) => rest(agent, node, { method: 'PUT', body: { kind: 'UserState', state } })),
  fc.tuple(anyAgent, anyNode).map(([agent, node]) => rest(agent, node, { method: 'GET' })),
  anyAgent.map((agent): WorldInput => ({ type: 'client-gone', client: `client-${agent}` })),
  fc
    .oneof(
      fc.tuple(fc.constantFrom('stop-node', 'start-node', 'stop-notification', 'start-notification'), anyNode),
      fc.tuple(fc.constantFrom('cut-network', 'restore-network'), anyNode),
    )
    .map(([action, node]): WorldInput => ({ type: 'fault', fault: parseFault(action, { node }) })),
  fc
    .tuple(fc.constantFrom('cut-cti', 'restore-cti'), fc.constantFrom('A', 'B', 'both'))
    .map(([action, side]): WorldInput => ({ type: 'fault', fault: parseFault(action, { side }) })),
  anyAgent.map((agent): WorldInput => ({ type: 'fault', fault: { action: 'ring', agent, from: '0301234567' } })),
);
const anyStep = fc.record({
  gap: fc.oneof(fc.nat(50), fc.nat(5000), fc.nat(100_000)),
  input: anyInput,
  look: fc.option(fc.nat(3000)),
});
const anyStory = fc.tuple(fc.array(anyStep, { minLength: 1, maxLength: 25 }), fc.nat(25));

/** Runs a story as the worker does, looking at the clock in between, and keeps its journal from a snapshot on. */
function live([steps, snapshotAt]: readonly [
  readonly { gap: number; input: WorldInput; look: number | null }[],
  number,
]) {
  const timeline = createTimeline(createWorld(options, start), start, () => undefined);
  const clients = new Set<string>();
  let stored = { at: start, through: 0, world: createWorld(options, start).snapshot(), clients: [] as string[] };
  let entries: JournalEntry[] = [];
  let sequence = 0;
  let now = start;
  steps.forEach(({ gap, input, look }, index) => {
    if (look !== null) timeline.advance(now + Math.min(look, gap));
    now += gap;
    let at: number;
    try {
      at = timeline.feed(input, now);
    } catch (error) {
      assert.ok(error instanceof ClusterRefusal, String(error));
      return;
    }
    noteClient(clients, input);
    sequence += 1;
    entries.push(sealPasswords({ sequence, at, input }));
    if (index !== snapshotAt) return;
    stored = { at: timeline.at, through: sequence, world: timeline.world.snapshot(), clients: [...clients] };
    entries = [];
  });
  const cluster: StoredCluster = {
    // Through text and back, as storage would take it.
    snapshot: JSON.parse(JSON.stringify(sealPasswords({ format: journalFormat, options, ...stored }))) as never,
    entries: JSON.parse(JSON.stringify(entries)) as never,
    lastSign: { realAt: 0, virtualAt: now, speed: 1 },
  };
  return { timeline, cluster, now };
}

const textOf = (world: { snapshot(): unknown }): string => JSON.stringify(world.snapshot());

test('replay from any snapshot ends in the same bytes', () => {
  fc.assert(
    fc.property(anyStory, (story) => {
      const { timeline, cluster, now } = live(story);
      const replayed = replay(cluster, createWorld).timeline;
      timeline.advance(now);
      replayed.advance(now);
      assert.equal(textOf(replayed.world), textOf(timeline.world));
      timeline.advance(now + 300_000);
      replayed.advance(now + 300_000);
      assert.equal(textOf(replayed.world), textOf(timeline.world));
    }),
    { numRuns: 40 },
  );
});

test('no password stands in what is stored, and sealing loses nothing', () => {
  fc.assert(
    fc.property(anyStory, (story) => {
      const { timeline, cluster } = live(story);
      assert.doesNotMatch(JSON.stringify(cluster), /secret/);
      const snapshot = timeline.world.snapshot();
      assert.equal(JSON.stringify(unsealPasswords(sealPasswords(snapshot))), JSON.stringify(snapshot));
    }),
    { numRuns: 40 },
  );
});

const signedIn = () =>
  live([
    [
      { gap: 0, input: connect('1001', 'publisher'), look: null },
      { gap: 500, input: login('1001', 'publisher'), look: null },
      {
        gap: 500,
        input: rest('1001', 'publisher', { method: 'PUT', body: { kind: 'UserState', state: 'READY' } }),
        look: null,
      },
      { gap: 500, input: rest('1001', 'publisher', { method: 'GET' }), look: null },
    ],
    1,
  ]).cluster;
const stateAfter = (realMs: number, speed: number) => {
  const cluster = signedIn();
  const { timeline } = rebuild({ ...cluster, lastSign: { ...cluster.lastSign, speed } }, createWorld, realMs);
  const view = timeline.world.view();
  const { state, reasonCode } = view.agents.find(({ loginId }) => loginId === '1001') ?? {};
  return { state, reasonCode };
};

test('away for a moment: the agent is as before (PF-2)', () => {
  assert.deepEqual(stateAfter(20_000, 1), { state: 'READY', reasonCode: undefined });
});

test('away for the whole grace, in virtual time: the forced logout has taken place (PF-1, PF-8)', () => {
  assert.deepEqual(stateAfter(200, 1000), { state: 'NOT_READY', reasonCode: 50002 });
  assert.deepEqual(stateAfter(200_000, 1), { state: 'NOT_READY', reasonCode: 50002 });
});
