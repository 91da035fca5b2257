/**
 * DF-11 on real sockets: the production core, its host's I/O and the live link against the lab server's nodes, over a road on
 * which only round trips take time. From the trigger to `connected` with data read again, in round trips that wait for each
 * other: TCP and TLS, preflights, WebSocket, XMPP, REST, whatever it takes.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import WebSocket from 'ws';
import { labWith } from '../../server/test/lab-bench.ts';
import type { Lab } from '../../server/lab.ts';
import type { Preparation } from '../../src/core/contract.ts';
import { startCoreAgent } from '../storm/core-agent.ts';
import { fetchAsABrowser } from './browser-fetch.ts';
import { openRoad } from './round-trip-road.ts';

const roundTripMs = 100;
/** TCP and TLS 1.3. */
const connecting = 2;

interface Trip {
  /** From the trigger, in round trips. */
  readonly count: number;
  readonly story: string;
  /** Sent to the other node before the kill. */
  readonly askedBefore: number;
}

async function failOver(lab: Lab, loginId: string, prepareAlternate: Preparation, stayMs: number): Promise<Trip> {
  const [publisher = 0, subscriber = 0] = [lab.urls.publisher, lab.urls.subscriber].map((url) =>
    Number(new URL(url).port),
  );
  const road = await openRoad([publisher, subscriber], { roundTripMs, connecting, idleMs: 20_000 });
  const restore = fetchAsABrowser({ origin: 'https://desktop.example', now: road.clock.now });
  const nodes = { publisher: `http://127.0.0.1:${road.ports[0]}`, subscriber: `http://127.0.0.1:${road.ports[1]}` };
  const agent = startCoreAgent({
    loginId,
    seed: 1,
    nodes,
    home: 'publisher',
    clock: road.clock,
    prepareAlternate,
    onPhase: () => undefined,
  });
  try {
    await road.until('signed in', () => agent.view.phase === 'connected', 60_000);
    await road.run(stayMs);
    const askedBefore = road.log.filter(({ port }) => port === subscriber).length;
    road.kill(publisher);
    await road.until('lost', () => agent.view.phase !== 'connected', 60_000);
    await road.until('back', () => agent.view.phase === 'connected', 60_000);
    const { node, lastMove, staleSince } = agent.view;
    assert.equal(node, 'subscriber');
    assert.equal(staleSince, undefined);
    assert.ok(lastMove);
    const { startedAt, endedAt } = lastMove;
    const story = road.log
      .filter(({ at }) => at >= startedAt && at <= endedAt)
      .map(({ at, port, line }) => `${(at - startedAt) / roundTripMs} ${port === publisher ? 'lost' : 'other'} ${line}`)
      .join('\n');
    return { count: (endedAt - startedAt) / roundTripMs, story, askedBefore };
  } finally {
    agent.stop();
    restore();
    await road.close();
  }
}

describe('DF-11: serial round trips on real sockets, from the trigger to connected', { timeout: 240_000 }, () => {
  let lab: Lab;
  const own = globalThis.WebSocket as typeof globalThis.WebSocket | undefined;
  before(async () => {
    globalThis.WebSocket = WebSocket as unknown as typeof globalThis.WebSocket;
    lab = await labWith(['--extra-agents=4', '--speed=4']);
  });
  after(async () => {
    Object.assign(globalThis, { WebSocket: own });
    await lab.close();
  });

  it('cold, nothing was asked of the other node before: at most 10', async () => {
    const { count, story, askedBefore } = await failOver(lab, '20001', 'on-suspicion', 0);
    assert.equal(askedBefore, 0);
    assert.ok(count <= 10 && count > 5, `${count}\n${story}`);
  });

  it('prepared (kept connections, known preflights, a bound session): at most 5', async () => {
    const { count, story } = await failOver(lab, '20002', 'while-connected', 40_000);
    assert.ok(count <= 5 && count >= 2, `${count}\n${story}`);
    assert.doesNotMatch(story, /other GET .ws/, 'the session that stood ready is the one that is used');
  });

  it('without preparing anything it is more than when it is begun at the trigger: the count can fail', async () => {
    const { count, story } = await failOver(lab, '20003', 'off', 0);
    assert.ok(count > 10, `${count}\n${story}`);
  });
});
