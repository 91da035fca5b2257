/**
 * One run of the simulation: a swarm drawn from the seed, a world, desktops with production cores, random users, faults;
 * a safety phase in which anything may break, a liveness phase after a core of the cluster is healed. One loop in virtual
 * time drives them all. Same seed, same run, to the last byte.
 */
import { extraLoginIds } from '../../cluster/extra-people.ts';
import { mediaDomains } from '../../cluster/media-domains.ts';
import { people } from '../../cluster/fixtures.ts';
import { ClusterRefusal } from '../../cluster/contract.ts';
import type { Core, ProfileName } from '../../core/contract.ts';
import { createCoreWithPolicies } from '../../core/core.ts';
import { policies } from '../../core/policy.ts';
import type { Ms, NodeName } from '../../wire/names.ts';
import type { WorldFault, WorldInput } from '../contract.ts';
import { createRecorder, type Recorder } from '../../worker/pure/recorder.ts';
import { createCacheCore } from '../../cache/pure/cache-core.ts';
import { createHostCore } from '../../worker/pure/host-core.ts';
import { createWorld } from '../world.ts';
import { createAgenda } from './agenda.ts';
import { createAbsences, moveMs } from './lost-late.ts';
import { livenessMs, proofPrefix, settlingMs } from './bounds.ts';
import { checkers } from './checkers/all.ts';
import type { Checker, Finale, Mutation, RunResult } from './contract.ts';
import { Desk } from './desk.ts';
import { createDice } from './dice.ts';
import { createFaultPlan } from './fault-plan.ts';
import { createGadgets, type Gadgets } from './gadgets.ts';
import { heal } from './healing.ts';
import { createMoves } from './moves.ts';
import { createPages } from './pages.ts';
import { bringPeople } from './people.ts';
import { createObserver, type CheckerMakers } from './observer.ts';
import { drawSwarm, type Swarm } from './swarm.ts';
import { createTrace } from './trace.ts';
import { createDeskWorker } from './worker.ts';

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
  const { mutation = {} } = options;
  const profiles = mutation.policies?.(policies) ?? policies;
  const wrap = mutation.wrap ?? ((core) => core);
  let now: Ms = start;
  let commands = 0;
  const clock = (): Ms => now - start;
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
  const later = (delay: Ms, run: () => void): void => agenda.add(now + delay, run);
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

  const send = (input: WorldInput): void => world.handle(input, now);
  const fault = (what: WorldFault): void => {
    try {
      world.handle({ type: 'fault', fault: what }, now);
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
  const desks = Array.from({ length: swarm.desktops }, (_, index) => {
    const agentId = logins[index] ?? '';
    const profile: ProfileName = dice.kinds.chance(swarm.phones) ? 'ippa' : swarm.profile;
    const core = { profile, move: swarm.move, seed: seed * 64 + index, hosts };
    return new Desk(
      {
        id: `d${index}`,
        index,
        agentId,
        extension: String(Number(agentId) + 3000),
        profile,
        policy: policies[profile],
        signOn: swarm.signIn === 'password' ? 'password' : 'tokens',
        newCore: () => wrap(createCoreWithPolicies(core, profiles)),
        send,
        observer,
        dice: dice.links,
        restJitterMs: swarm.restJitterMs,
        duplicates: swarm.duplicates,
        recorderOf: options.record?.desk === `d${index}` ? recorderOf : undefined,
      },
      start,
    );
  });

  const wrapCache = mutation.wrapCache ?? ((core) => core);
  const pages = desks.map((desk) =>
    createPages({
      owner: desk.agentId,
      tabs: swarm.tabs,
      dice: dice.pages,
      now: () => now,
      later,
      newCache: (cacheOptions) => wrapCache(createCacheCore(cacheOptions)),
      buggify: swarm.buggify,
      told: (event) => observer.kept(desk, event),
    }),
  );

  const wrapHost = mutation.wrapHost ?? ((core) => core);
  const workers = desks.map((desk) =>
    createDeskWorker({
      desk,
      tabs: swarm.tabs,
      dice: dice.pages,
      now: () => now,
      later,
      newHost: (hostOptions, at) => wrapHost(createHostCore(hostOptions, at)),
      buggify: swarm.buggify,
      canLoad: () => {
        const { nodes, network } = world.view();
        const { address } = desk;
        return nodes[address].running && !network[address].cut && !desk.isCutFrom(address);
      },
      shows: (tab, view) => gadgets[desk.index]?.shows(tab, view),
    }),
  );
  const domains = swarm.media === 'none' ? [] : mediaDomains.map(({ id }) => id);
  const gadgets: readonly Gadgets[] = desks.flatMap((desk, index) => {
    const [worker, its] = [workers[index], pages[index]];
    if (!worker || !its) return [];
    const common = { dice: dice.gadgets, now: () => now, later, moody: swarm.moody, nextId };
    const made = createGadgets({
      desk,
      worker,
      pages: its,
      domains: desk.profile === 'ippa' ? [] : domains,
      ...common,
    });
    desk.shown = worker.shown;
    desk.onStep = worker.publish;
    const moves = createMoves({ desk, worker, pages: its, dice: dice.gadgets, now: () => now, later });
    desk.onStart = moves.started;
    desk.onEffect = (effect) => {
      made.hears(effect);
      moves.hears(effect);
    };
    return [made];
  });
  if (swarm.signIn !== 'password') fault({ action: 'set-sign-in', lasts: swarm.signIn });

  const plan = createFaultPlan({
    pages,
    workers,
    dice: dice.faults,
    swarm,
    desks,
    now: () => now,
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
    now: () => now,
    later,
    fault,
    nextId,
  });

  /** Hands over what the world has to say; no desktop is in the middle of anything. */
  const route = (): void => {
    for (const effect of world.effects()) {
      if (effect.type === 'log') {
        observer.log(effect.entry);
        continue;
      }
      const { client } = effect;
      const desk = desks[Number(client.slice(1, client.indexOf('.')))];
      if (effect.type === 'chat') {
        desk?.receiveChat(effect, now);
        continue;
      }
      const node: NodeName = client.endsWith('publisher') ? 'publisher' : 'subscriber';
      desk?.receive(effect, node, now);
    }
  };

  /** Lets virtual time pass until `end`; stops early at the first failure. */
  const runUntil = (end: Ms, isDone: () => boolean = () => false): void => {
    while (observer.failure() === undefined && !isDone()) {
      route();
      let next = Math.min(world.deadline() ?? Infinity, agenda.next());
      for (const desk of desks) if (desk.nextAt < next) next = desk.nextAt;
      if (next > end) break;
      if (next > now) now = next;
      try {
        if ((world.deadline() ?? Infinity) <= now) world.wake(now);
        else if (agenda.next() <= now) agenda.run(now);
        else for (const desk of desks) if (desk.nextAt <= now) desk.run(now);
      } catch (error) {
        observer.threw(undefined, error);
      }
    }
    if (observer.failure() === undefined && !isDone()) now = Math.max(now, end);
  };

  let healed: readonly NodeName[] = [];
  const finale = (): Finale => ({ world: world.view(), desks, healed });

  for (const worker of workers) worker.open();
  plan.begin();
  runUntil(start + swarm.safetyMs);

  plan.stop();
  sendHome();
  const healedAt = now;
  if (observer.failure() === undefined) {
    const tools = { dice: dice.faults, swarm, desks, workers, now: () => now, later, fault };
    healed = heal({ ...tools, world: world.view, note: observer.note });
  }
  // Who looks connected may sit on a dead link that is still to be noticed: the whole bound is waited for.
  const bound = healedAt + livenessMs[swarm.profile];
  let recoveredAt = healedAt;
  const absences = createAbsences(desks);
  runUntil(bound, () => {
    if (!absences.look(now)) recoveredAt = now;
    return false;
  });
  /** Whoever has just lost a node that nobody healed has the time of one move. */
  const waitForTheLate = (): void => {
    absences.look(now);
    runUntil(now + moveMs, () => absences.look(now) || !absences.isAnyRecent(healed, now));
  };
  waitForTheLate();
  const recoveryMs = recoveredAt - healedAt;
  if (observer.failure() === undefined) observer.recovered(finale());
  // Each agent asks for something once more: a desktop that only looks recovered would not get it.
  for (const desk of desks) {
    if (observer.failure() !== undefined || desk.view?.phase !== 'connected') continue;
    const isReady = desk.view.agent?.state === 'READY';
    const wish = isReady ? ({ state: 'NOT_READY', reasonCodeId: 21 } as const) : ({ state: 'READY' } as const);
    desk.feed({ type: 'command', id: `${proofPrefix}${desk.index}`, command: { type: 'set-state', ...wish } }, now);
  }
  for (const each of pages) each.look();
  runUntil(now + settlingMs, () => {
    absences.look(now);
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
