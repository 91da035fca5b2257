/**
 * One run of the simulation: a swarm drawn from the seed, a world, desktops with production cores, random users, faults;
 * a safety phase in which anything may break, a liveness phase after a core of the cluster is healed. One loop in virtual
 * time drives them all. Same seed, same run, to the last byte.
 */
import { extraLoginIds } from '../../cluster/extra-people.ts';
import { people } from '../../cluster/fixtures.ts';
import { ClusterRefusal } from '../../cluster/contract.ts';
import type { Core } from '../../core/contract.ts';
import { createCoreWithPolicies } from '../../core/core.ts';
import { policies } from '../../core/policy.ts';
import { ctiSides, nodeNames, otherNode, type Ms, type NodeName } from '../../wire/names.ts';
import type { WorldFault, WorldInput } from '../contract.ts';
import { createRecorder, type Recorder } from '../../worker/pure/recorder.ts';
import { createCacheCore } from '../../cache/pure/cache-core.ts';
import { createHostCore } from '../../worker/pure/host-core.ts';
import { createWorld } from '../world.ts';
import { createAgenda } from './agenda.ts';
import { livenessMs, proofPrefix, settlingMs } from './bounds.ts';
import { checkers } from './checkers/all.ts';
import type { Checker, Finale, Mutation, RunResult } from './contract.ts';
import { Desk } from './desk.ts';
import { createDice } from './dice.ts';
import { createFaultPlan } from './fault-plan.ts';
import { createPages } from './pages.ts';
import { createObserver, type CheckerMakers } from './observer.ts';
import { drawSwarm, type Swarm } from './swarm.ts';
import { createTrace } from './trace.ts';
import { createDeskWorker } from './worker.ts';
import { nextWish } from './user.ts';

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
    { seed, hosts, release: swarm.release, load: swarm.load, latencyMs: swarm.latencyMs, extraAgents },
    start,
  );
  const dice = {
    users: createDice(seed ^ 0x1111),
    faults: createDice(seed ^ 0x2222),
    links: createDice(seed ^ 0x3333),
    pages: createDice(seed ^ 0x4444),
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
    const core = { profile: swarm.profile, move: swarm.move, seed: seed * 64 + index, hosts };
    return new Desk(
      {
        id: `d${index}`,
        index,
        agentId,
        extension: String(Number(agentId) + 3000),
        profile: swarm.profile,
        policy: policies[swarm.profile],
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
    }),
  );
  for (const [index, worker] of workers.entries()) {
    const desk = desks[index];
    if (!desk) continue;
    desk.shown = worker.shown;
    desk.onStep = worker.publish;
  }

  const plan = createFaultPlan({
    pages,
    workers,
    dice: dice.faults,
    swarm,
    desks,
    now: () => now,
    later,
    fault,
    note: observer.note,
  });

  let areUsersActive = true;
  const liveUser = (desk: Desk): void => {
    if (!areUsersActive) return;
    later(dice.users.wait(swarm.thinkMs), () => liveUser(desk));
    const { view } = desk;
    if (!view || !desk.isRunning) return;
    const colleagues = desks.filter((other) => other !== desk).map(({ extension }) => extension);
    const { agentId, extension } = desk;
    const { signOuts } = swarm;
    const options = { agentId, extension, colleagues, signOuts, dice: dice.users };
    const wish = nextWish(options, view, `c${commands}`);
    if (!wish) return;
    if (wish.type === 'command') commands += 1;
    desk.feed(wish, now);
  };
  const liveNotes = (): void => {
    if (!areUsersActive) return;
    later(dice.pages.wait(swarm.noteEveryMs), liveNotes);
    for (const each of pages) each.write();
  };
  const liveCustomers = (): void => {
    if (!areUsersActive) return;
    later(dice.users.wait(swarm.customerEveryMs), liveCustomers);
    const [first, ...rest] = desks;
    if (!first) return;
    const agent = dice.users.pick([first, ...rest]).agentId;
    if (dice.users.chance(0.7)) fault({ action: 'ring', agent, from: '0301234567' });
    else fault({ action: 'hang-up', agent });
  };

  /** Hands over what the world has to say; no desktop is in the middle of anything. */
  const route = (): void => {
    for (const effect of world.effects()) {
      if (effect.type === 'log') {
        observer.log(effect.entry);
        continue;
      }
      const { client } = effect;
      const node: NodeName = client.endsWith('publisher') ? 'publisher' : 'subscriber';
      desks[Number(client.slice(1, client.indexOf('.')))]?.receive(effect, node, now);
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

  const finale = (): Finale => ({ world: world.view(), desks });

  /** A core of the cluster is healed; the rest stays as it is. */
  const heal = (): void => {
    const d = dice.faults;
    const good = d.pick(nodeNames);
    const nodes = d.chance(0.4) ? [good] : [good, otherNode(good)];
    const sides = d.chance(0.5) ? [d.pick(ctiSides)] : ctiSides;
    observer.note(`# liveness: healed are ${nodes.join(' and ')}, CTI ${sides.join(' and ')}`);
    for (const side of sides) fault({ action: 'restore-cti', side });
    // Without a database nobody is known, and every sign-in is refused.
    fault({ action: 'restore-awdb', side: 'both' });
    for (const node of nodes) {
      fault({ action: 'restore-network', node });
      fault({ action: 'set-latency', node, ms: Math.min(400, swarm.latencyMs[node]) });
      fault({ action: 'start-node', node });
      fault({ action: 'start-notification', node });
      fault({ action: 'show-finesse-presence', node });
      // The active side may be the one whose links are cut.
      fault({ action: 'restore-cti', side: 'both', node });
    }
    for (const desk of desks) {
      desk.wakeUp(now);
      workers[desk.index]?.open();
      for (const node of nodes) desk.restore(node, now);
    }
  };

  for (const desk of desks) {
    workers[desk.index]?.open();
    later(dice.users.between(0, 5_000), () => liveUser(desk));
  }
  later(swarm.customerEveryMs, liveCustomers);
  later(swarm.noteEveryMs, liveNotes);
  plan.begin();
  runUntil(start + swarm.safetyMs);

  plan.stop();
  areUsersActive = false;
  const healedAt = now;
  if (observer.failure() === undefined) heal();
  // Who looks connected may sit on a dead link that is still to be noticed: the whole bound is waited for.
  // Whose credential was refused is asked for it, and gives it.
  for (const desk of desks) {
    const { agentId, extension } = desk;
    later(dice.users.between(5_000, 20_000), () => {
      if (desk.view?.phase !== 'expired') return;
      desk.feed({ type: 'sign-in', agentId, extension, node: desk.view.node ?? 'publisher' }, now);
    });
  }
  const bound = healedAt + livenessMs[swarm.profile];
  let recoveredAt = healedAt;
  const hasArrived = ({ view }: Desk): boolean => view?.phase === 'connected' || view?.phase === 'signed-out';
  runUntil(bound, () => {
    if (!desks.every(hasArrived)) recoveredAt = now;
    return false;
  });
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
  runUntil(now + settlingMs);
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
