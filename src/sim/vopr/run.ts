/**
 * One run of the simulation: a swarm drawn from the seed, a world, desktops with production cores, random users, faults;
 * a safety phase in which anything may break, a liveness phase after a core of the cluster is healed. One loop in virtual
 * time drives them all. Same seed, same run, to the last byte.
 */
import { ClusterRefusal } from '../../cluster/contract.ts';
import { extraLoginIds } from '../../cluster/extra-people.ts';
import { people } from '../../cluster/fixtures.ts';
import type { Core } from '../../core/contract.ts';
import type { Ms, NodeName } from '../../wire/names.ts';
import { createRecorder, type Recorder } from '../../worker/pure/recorder.ts';
import type { WorldFault } from '../contract.ts';
import { createWorld } from '../world.ts';
import { createAgenda } from './agenda.ts';
import { livenessMs, proofPrefix, settlingMs } from './bounds.ts';
import { makeCast } from './cast.ts';
import { checkers } from './checkers/all.ts';
import type { Checker, Finale, Mutation, RunResult } from './contract.ts';
import { createDice } from './dice.ts';
import { createFaultPlan } from './fault-plan.ts';
import { heal } from './healing.ts';
import { createLoop } from './loop.ts';
import { createAbsences, longestWaitMs } from './lost-late.ts';
import { createObserver, type CheckerMakers } from './observer.ts';
import { bringPeople } from './people.ts';
import { drawSwarm, type Swarm } from './swarm.ts';
import { createTrace } from './trace.ts';

/** 2026-03-02T08:00:00Z */
const start: Ms = 1_772_438_400_000;

const hosts = { publisher: 'pub.example.com', subscriber: 'sub.example.com' } as const;

export interface RunOptions {
  readonly mutation?: Mutation;
  /** Gets every line of the trace. */
  readonly sink?: (line: string) => void;
  /** In place of what the seed draws. */
  readonly swarm?: Partial<Swarm>;
  readonly checkers?: CheckerMakers;
  /** Records the cores of this desktop, one after the other: the last recording that is handed in is the last core's. */
  readonly record?: { readonly desk: string; readonly started: (recorder: Recorder) => void };
}

export function runSeed(seed: number, options: RunOptions = {}): RunResult {
  const swarm: Swarm = { ...drawSwarm(seed), ...options.swarm };
  const extraAgents = Math.max(0, swarm.desktops - people.length);
  const logins = [...people.map((person) => person.loginId), ...extraLoginIds(extraAgents)];
  const time = { now: start };
  const now = (): Ms => time.now;
  const clock = (): Ms => time.now - start;
  let commands = 0;
  const nextId = (): string => `c${(commands += 1)}`;
  const trace = createTrace(options.sink);
  let moves = 0;
  let reconnections = 0;
  const tally: Checker = {
    handled(_desk, _input, { lastMove: before }, { lastMove }) {
      if (lastMove === undefined || lastMove === before) return;
      if (lastMove.from === lastMove.to) reconnections += 1;
      else moves += 1;
    },
  };
  const observer = createObserver(trace, { ...(options.checkers ?? checkers), tally: () => tally }, clock);
  const agenda = createAgenda();
  const later = (delay: Ms, run: () => void): void => agenda.add(time.now + delay, run);
  const world = createWorld(
    {
      seed,
      hosts,
      release: swarm.release,
      load: swarm.load,
      latencyMs: swarm.latencyMs,
      extraAgents,
      maintenance: swarm.maintenance,
      ...(swarm.media === 'gated' && { enableAutoWorkModeStateChange: false }),
    },
    start,
  );
  const dice = {
    users: createDice(seed ^ 0x1111),
    faults: createDice(seed ^ 0x2222),
    links: createDice(seed ^ 0x3333),
    pages: createDice(seed ^ 0x4444),
    kinds: createDice(seed ^ 0x5555),
    gadgets: createDice(seed ^ 0x6666),
  };

  const fault = (what: WorldFault): void => {
    try {
      world.handle({ type: 'fault', fault: what }, time.now);
    } catch (error) {
      // A customer may find nobody.
      if (!(error instanceof ClusterRefusal)) throw error;
    }
  };

  const recorderOf = (core: Core): Recorder => {
    const recorder = createRecorder(`seed ${seed}`, () => core.snapshot());
    options.record?.started(recorder);
    return recorder;
  };
  const { desks, pages, workers } = makeCast({
    seed,
    swarm,
    hosts,
    logins,
    start,
    mutation: options.mutation ?? {},
    dice,
    now,
    later,
    nextId,
    send: (input) => world.handle(input, time.now),
    world: world.view,
    observer,
    recorderOf: (desk) => (options.record?.desk === desk ? recorderOf : undefined),
  });
  if (swarm.signIn !== 'password') fault({ action: 'set-sign-in', lasts: swarm.signIn });

  const plan = createFaultPlan({
    pages,
    workers,
    dice: dice.faults,
    swarm,
    desks,
    now,
    later,
    fault,
    isRunning: (node) => world.view().nodes[node].running,
    note: observer.note,
  });

  const sendHome = bringPeople({
    swarm,
    desks,
    pages,
    users: dice.users,
    hands: dice.pages,
    now,
    later,
    fault,
    nextId,
  });

  const runUntil = createLoop({ time, world, agenda, desks, observer });

  let healed: readonly NodeName[] = [];
  const finale = (): Finale => ({ world: world.view(), desks, healed });

  for (const worker of workers) worker.open();
  plan.begin();
  runUntil(start + swarm.safetyMs);

  plan.stop();
  sendHome();
  const healedAt = now();
  if (observer.failure() === undefined) {
    const tools = { dice: dice.faults, swarm, desks, workers, now, later, fault };
    healed = heal({ ...tools, world: world.view, note: observer.note });
  }
  // Who looks connected may sit on a dead link that is still to be noticed: the whole bound is waited for.
  const bound = healedAt + livenessMs[swarm.profile];
  let recoveredAt = healedAt;
  const absences = createAbsences(desks, healed);
  runUntil(bound, () => {
    if (!absences.look(now())) recoveredAt = now();
    return false;
  });
  /** Whoever has just lost a node that nobody healed has the time of one move, and of what follows its arrival. */
  const waitForTheLate = (): void => {
    absences.look(now());
    runUntil(now() + longestWaitMs, () => {
      absences.look(now());
      return !absences.isUnsettled(now());
    });
  };
  waitForTheLate();
  const recoveryMs = recoveredAt - healedAt;
  if (observer.failure() === undefined) observer.recovered(finale());
  // Each agent asks for something once more: a desktop that only looks recovered would not get it.
  for (const desk of desks) {
    if (observer.failure() !== undefined || desk.view?.phase !== 'connected') continue;
    const isReady = desk.view.agent?.state === 'READY';
    const wish = isReady ? ({ state: 'NOT_READY', reasonCodeId: 21 } as const) : ({ state: 'READY' } as const);
    desk.feed({ type: 'command', id: `${proofPrefix}${desk.index}`, command: { type: 'set-state', ...wish } }, now());
  }
  for (const each of pages) each.look();
  runUntil(now() + settlingMs, () => {
    absences.look(now());
    return false;
  });
  waitForTheLate();
  if (observer.failure() === undefined) observer.end(finale());

  for (const { id, view } of desks) observer.note(`= ${JSON.stringify(view)}`, id);
  return {
    seed,
    swarm,
    hash: trace.hash(),
    failure: observer.failure(),
    virtualMs: clock(),
    faults: plan.begun,
    commands,
    moves,
    reconnections,
    recoveryMs,
  };
}
