/** One failover, timed from the kill by what the pages tell of themselves, and weighed at the surviving node. */
import { setTimeout as pause } from 'node:timers/promises';
import {
  addressOf,
  openAgentPage,
  signInAgent,
  untilPrecached,
  wallNow,
  type AgentPage,
  type Way,
} from '../real/agent-page.ts';
import { returnOf } from '../real/milestones.ts';
import { openRoad } from '../real/road.ts';
import { roadOf, type Ground } from '../real/stage.ts';
import { roadShapes, type Move, type RoadName } from './options.ts';
import type { Cell, Company } from './plan.ts';

/** From the kill; `undefined` where a page cannot have told it. `redirect-cold`: from opening the address. */
export interface FailoverRound {
  readonly detectedMs: number | undefined;
  readonly decidedMs: number | undefined;
  readonly signedInMs: number | undefined;
  readonly refreshedMs: number;
  readonly gadgetsMs: number;
  /** At the surviving node, both ways. */
  readonly bytes: number;
  readonly requests: number;
  readonly preflights: number;
  readonly connections: number;
  /** Requests at that node before the kill: none means cold. */
  readonly askedBefore: number;
}

const home = 'publisher';
const away = 'subscriber';
const ways: Readonly<Record<Exclude<Move, 'redirect-cold'>, Way>> = {
  'in-place-cold': 'in-place',
  'in-place-prepared': 'in-place-ready',
  reload: 'reload',
  'redirect-warm': 'redirect',
};
/** What comes after the gadgets are live is still part of the failover's weight. */
const settleMs = 1000;
/** Longer than two round trips of the longest road, shorter than a connection is kept without work (5 s). */
const quietMs = 900;

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

/** When this round may work beside others. */
export interface Turns {
  readonly company: Company;
  preparing<Result>(run: () => Promise<Result>): Promise<Result>;
  /** Between the sign-in and the kill, of a round that is measured alone: few at a time, since nobody may wait there for long. */
  looking<Result>(run: () => Promise<Result>): Promise<Result>;
  measured<Result>(run: () => Promise<Result>, turn?: 'next'): Promise<Result>;
}

/** Leaves the node dead that was killed. */
export async function runRound(
  ground: Ground,
  { move, road }: Cell,
  loginId: string,
  turns: Turns,
): Promise<FailoverRound> {
  const { proxy } = ground;
  try {
    return move === 'redirect-cold'
      ? await openAnew(ground, road, loginId, turns)
      : await failOver(ground, { move, road }, loginId, turns);
  } finally {
    proxy.shape(openRoad);
  }
}

async function failOver(
  ground: Ground,
  { move, road }: { readonly move: Exclude<Move, 'redirect-cold'>; readonly road: RoadName },
  loginId: string,
  turns: Turns,
): Promise<FailoverRound> {
  const { proxy } = ground;
  const agent = await turns.preparing(() => openPrecached(ground, loginId, addressOf(ground, ways[move])));
  try {
    const signIn = async (): Promise<void> => {
      proxy.countAnew();
      // The road is as long as it shall be only from now on: how the desktop came here is not measured.
      await signInAgent(agent, ways[move], home);
      await untilGadgetsLive(agent);
      proxy.shape(roadShapes[road]);
    };
    const pid = await ground.pidOf(home);
    const lose = async () => {
      const askedBefore = sum((await proxy.count(roadOf[away])).requests);
      proxy.countAnew();
      process.kill(pid, 'SIGKILL');
      return { ...(await timesOf(agent, wallNow())), askedBefore };
    };
    const inOne = async () => {
      await signIn();
      // It looks a second after it has signed in, at the earliest: until then the other node is cold.
      if (move !== 'in-place-cold') await untilLookedAt(ground);
      return lose();
    };
    const inTwo = async () => {
      await turns.preparing(signIn);
      await untilLookedAt(ground);
      // At once: a connection without work is closed by its server after 5 s.
      return turns.measured(lose, 'next');
    };
    const times =
      turns.company !== 'alone' || move === 'in-place-cold' ? await turns.measured(inOne) : await turns.looking(inTwo);
    return { ...times, ...(await weighed(ground)) };
  } finally {
    await agent.close();
  }
}

async function openPrecached(ground: Ground, loginId: string, address: string): Promise<AgentPage> {
  const agent = await openAgentPage(ground, loginId, address);
  try {
    await untilPrecached(agent);
  } catch (error) {
    await agent.close();
    throw error;
  }
  return agent;
}

async function openAnew(ground: Ground, road: RoadName, loginId: string, turns: Turns): Promise<FailoverRound> {
  const { proxy } = ground;
  let opened: AgentPage | undefined;
  try {
    const times = await turns.measured(async () => {
      process.kill(await ground.pidOf(home), 'SIGKILL');
      proxy.countAnew();
      proxy.shape(roadShapes[road]);
      const begunAt = wallNow();
      opened = await openAgentPage(ground, loginId, `${ground.urls[away]}?live=lab`);
      await signInAgent(opened, 'in-place', away);
      return timesOf(opened, begunAt);
    });
    return { ...times, detectedMs: undefined, decidedMs: undefined, ...(await weighed(ground)), askedBefore: 0 };
  } finally {
    await opened?.close();
  }
}

async function timesOf(agent: AgentPage, since: number) {
  await agent.desktop.until('connected', away);
  const from = since + (await agent.clockAhead());
  const back = await returnOf(agent, { since: from, node: away });
  const marked = (isIt: (name: string) => boolean): number | undefined => {
    const found = agent.notes.find(({ name, at }) => at > from && name.startsWith('mark:') && isIt(name.slice(5)));
    return found && found.at - from;
  };
  return {
    detectedMs: marked((name) => name.startsWith('trigger:')),
    decidedMs: marked((name) => name === 'switching'),
    signedInMs: marked((name) => name === 'restoring'),
    refreshedMs: back.killToConnectedMs,
    gadgetsMs: back.killToGadgetsMs,
  };
}

async function weighed({ proxy }: Ground) {
  await pause(settleMs);
  const { bytesThere, bytesBack, requests, connections } = await proxy.count(roadOf[away]);
  return {
    bytes: bytesThere + bytesBack,
    requests: sum(requests),
    preflights: requests['OPTIONS'] ?? 0,
    connections,
  };
}

async function untilGadgetsLive(agent: AgentPage): Promise<void> {
  const isAllLive = (detail: string): boolean => {
    const [live, all] = detail.split('/');
    return live === all && Number(all) > 0;
  };
  const deadline = Date.now() + 60_000;
  while (!isAllLive(agent.notes.findLast(({ name }) => name === 'gadgets')?.detail ?? '')) {
    if (Date.now() > deadline) throw new Error('the gadgets never became live');
    await pause(10);
  }
}

/** The desktop has looked at the other node, and the answers are there. */
async function untilLookedAt({ proxy }: Ground): Promise<void> {
  const deadline = Date.now() + 20_000;
  let [before, since] = [0, performance.now()];
  for (;;) {
    const { bytesBack } = await proxy.count(roadOf[away]);
    if (bytesBack !== before) [before, since] = [bytesBack, performance.now()];
    else if (before > 0 && performance.now() - since > quietMs) return;
    if (Date.now() > deadline) throw new Error('the desktop never looked at the other node');
    await pause(25);
  }
}
