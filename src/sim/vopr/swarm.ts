/**
 * The swarm: each seed draws its own mix of everything (profile, size, which faults at which rates, delays, tempers), so
 * that runs differ in kind and not only in detail. Printed before anything else.
 */
import { moveKinds, profileNames, type MoveKind, type ProfileName } from '../../core/contract.ts';
import type { Ms, NodeName } from '../../wire/names.ts';
import type { SignInLasts } from '../../cluster/contract.ts';
import { usualMaintenanceRules, type MaintenanceRules } from '../../cluster/maintenance-rules.ts';
import { createDice, type Dice } from './dice.ts';
import { faultKinds, type FaultKind } from './fault-kinds.ts';

export interface Swarm {
  readonly seed: number;
  readonly profile: ProfileName;
  readonly move: MoveKind;
  readonly release: '12.6' | '11.x';
  readonly load: 0 | 1;
  readonly desktops: number;
  /** One way. */
  readonly latencyMs: Readonly<Record<NodeName, Ms>>;
  /** REST answers are late by up to so much, so that they and notifications overtake each other. */
  readonly restJitterMs: Ms;
  /** Share of the answers and events that reach the core a second time. */
  readonly duplicates: number;
  readonly safetyMs: Ms;
  /** Mean time between two faults, or groups of faults. */
  readonly faultEveryMs: Ms;
  /** Mean time to the healing of a fault. */
  readonly healAfterMs: Ms;
  /** Share of the groups that are swizzled: several faults one by one, healed in another order. */
  readonly swizzle: number;
  /** The kinds that occur in this run, with their weights. */
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  /** Mean time between two wishes of an agent. */
  readonly thinkMs: Ms;
  /** Mean time between two customers' calls. */
  readonly customerEveryMs: Ms;
  /** Share of wishes that are a sign-out. */
  readonly signOuts: number;
  readonly tabs: number;
  /** Mean time between two notes that an agent writes down. */
  readonly noteEveryMs: Ms;
  /** Share of the desktops that are IP Phone Agents (IP-1 to IP-3). */
  readonly phones: number;
  /** By password, or by tokens that last so long until the agent must give it anew (PF-10). */
  readonly signIn: SignInLasts;
  /** Non-voice media: none, or with Work left by itself or only when the desktop asks for it (MRD-2, MRD-3). */
  readonly media: 'none' | 'automatic' | 'gated';
  /** Mean time between two customers who ask for an agent in a media domain. */
  readonly taskEveryMs: Ms;
  /** Share of wishes that are about desktop chat. */
  readonly chats: number;
  readonly maintenance: MaintenanceRules;
  /** Share of the gadgets that fail, or never answer, when they are to keep their state (MM-3). */
  readonly moody: number;
  /** At the sites of what ships that are switched on in a page: how often the rare thing happens. */
  readonly buggify: number;
}

const maintenanceRules = (dice: Dice): MaintenanceRules => ({
  ...usualMaintenanceRules,
  noticeAhead: dice.pick([20_000, 40_000, 60_000]),
  batchSize: dice.pick([1, 3, 50]),
  postponeBudget: dice.pick([0, 20_000, 120_000]),
  postponeStep: dice.pick([10_000, 30_000]),
});

/** Few runs can have many desktops: a big world costs as much as five small ones. The median is 8. */
function drawDesktops(roll: number, size: number): number {
  const limit = roll < 0.985 ? 15 : 50;
  return 1 + Math.floor(size * limit);
}

export function drawSwarm(seed: number): Swarm {
  const dice = createDice(seed);
  const latency = (): Ms => dice.pick([0, 1, 5, 20, 20, 50, 200, 400, 900]);
  const kinds = faultKinds.filter(() => dice.chance(0.6));
  const used = kinds.length > 0 ? kinds : [dice.pick(faultKinds)];
  const same = latency();
  return {
    seed,
    profile: dice.pick(profileNames),
    move: dice.pick(moveKinds),
    release: dice.pick(['12.6', '12.6', '11.x']),
    load: dice.pick([0, 0, 0, 1]),
    desktops: drawDesktops(dice.next(), dice.next()),
    latencyMs: dice.chance(0.5) ? { publisher: same, subscriber: same } : { publisher: same, subscriber: latency() },
    restJitterMs: dice.pick([0, 0, 10, 200, 1_000]),
    duplicates: dice.pick([0, 0, 0.02, 0.2]),
    safetyMs: dice.between(110_000, 370_000),
    faultEveryMs: dice.pick([4_000, 15_000, 30_000, 60_000]),
    healAfterMs: dice.pick([1_500, 5_000, 15_000, 40_000, 90_000]),
    swizzle: dice.pick([0, 0.2, 0.6]),
    faults: Object.fromEntries(used.map((kind) => [kind, dice.pick([1, 1, 2, 5])])),
    thinkMs: dice.pick([6_000, 25_000, 60_000]),
    customerEveryMs: dice.pick([10_000, 30_000, 60_000]),
    signOuts: dice.pick([0, 0.01, 0.05]),
    tabs: dice.between(1, 3),
    noteEveryMs: dice.pick([8_000, 30_000, 90_000]),
    buggify: dice.pick([0, 0.05, 0.25]),
    phones: dice.pick([0, 0, 0.2, 0.5]),
    signIn: dice.pick(['password', 'password', 'password', '2 min', '11 min']),
    media: dice.pick(['none', 'none', 'automatic', 'gated']),
    taskEveryMs: dice.pick([8_000, 20_000, 60_000]),
    chats: dice.pick([0, 0, 0.1, 0.3]),
    maintenance: maintenanceRules(dice),
    moody: dice.pick([0, 0, 0.1, 0.4]),
  };
}

/** One line for people, and for whoever reads a failure. */
export function swarmWords(swarm: Swarm): string {
  const { latencyMs, faults } = swarm;
  const mix = Object.entries(faults).map(([kind, weight]) => `${kind}×${weight}`);
  return [
    `seed ${swarm.seed}: profile ${swarm.profile}, move ${swarm.move}, release ${swarm.release}, LOAD ${swarm.load}`,
    `${swarm.desktops} desktops, ${(swarm.safetyMs / 60_000).toFixed(1)} min, latency ${latencyMs.publisher}/${latencyMs.subscriber} ms`,
    `jitter ${swarm.restJitterMs} ms, duplicates ${swarm.duplicates}`,
    `faults every ${swarm.faultEveryMs / 1000} s for ${swarm.healAfterMs / 1000} s, swizzle ${swarm.swizzle}: ${mix.join(' ')}`,
    `wishes every ${swarm.thinkMs / 1000} s, customers every ${swarm.customerEveryMs / 1000} s, sign-outs ${swarm.signOuts}`,
    `phones ${swarm.phones}, sign-in ${swarm.signIn}, media ${swarm.media} every ${swarm.taskEveryMs / 1000} s, chats ${swarm.chats}`,
    `maintenance ${Object.values(swarm.maintenance).join('/')}, moody gadgets ${swarm.moody}`,
    `${swarm.tabs} tabs each, notes every ${swarm.noteEveryMs / 1000} s, buggify ${swarm.buggify}`,
  ].join('; ');
}
