/**
 * Who is on the stage of a simulated world: desktops with production cores, their pages with caches, the workers that serve
 * them, and the gadgets in them. Made from the swarm alone; knows no fault and no people.
 */
import { createCacheCore } from '../../cache/pure/cache-core.ts';
import { mediaDomains } from '../../cluster/media-domains.ts';
import type { Core, CoreOptions, ProfileName } from '../../core/contract.ts';
import { createCoreWithPolicies } from '../../core/core.ts';
import { policies } from '../../core/policy.ts';
import type { Ms } from '../../wire/names.ts';
import { createHostCore } from '../../worker/pure/host-core.ts';
import type { Recorder } from '../../worker/pure/recorder.ts';
import type { WorldInput, WorldView } from '../contract.ts';
import type { Mutation } from './contract.ts';
import { Desk } from './desk.ts';
import type { Dice } from './dice.ts';
import { createGadgets, type Gadgets } from './gadgets.ts';
import { createMoves } from './moves.ts';
import type { Observer } from './observer.ts';
import { createPages, type Pages } from './pages.ts';
import type { Swarm } from './swarm.ts';
import { createDeskWorker, type DeskWorker } from './worker.ts';

export interface CastOptions {
  readonly seed: number;
  readonly swarm: Swarm;
  readonly hosts: CoreOptions['hosts'];
  /** One for each desktop. */
  readonly logins: readonly string[];
  readonly start: Ms;
  readonly mutation: Mutation;
  readonly dice: Readonly<Record<'links' | 'pages' | 'kinds' | 'gadgets', Dice>>;
  readonly now: () => Ms;
  readonly later: (delay: Ms, run: () => void) => void;
  readonly nextId: () => string;
  readonly send: (input: WorldInput) => void;
  readonly world: () => WorldView;
  readonly observer: Observer;
  /** Of the desktop that is recorded, for each of its cores. */
  readonly recorderOf: (desk: string) => ((core: Core) => Recorder) | undefined;
}

export interface Cast {
  readonly desks: readonly Desk[];
  readonly pages: readonly Pages[];
  readonly workers: readonly DeskWorker[];
}

function makeDesks({ seed, swarm, hosts, logins, start, mutation, dice, send, observer, recorderOf }: CastOptions) {
  const profiles = mutation.policies?.(policies) ?? policies;
  const wrap = mutation.wrap ?? ((core) => core);
  return Array.from({ length: swarm.desktops }, (_, index) => {
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
        recorderOf: recorderOf(`d${index}`),
      },
      start,
    );
  });
}

export function makeCast(options: CastOptions): Cast {
  const { swarm, mutation, dice, now, later, nextId, world, observer } = options;
  const desks = makeDesks(options);
  const wrapCache = mutation.wrapCache ?? ((core) => core);
  const pages = desks.map((desk) =>
    createPages({
      owner: desk.agentId,
      tabs: swarm.tabs,
      dice: dice.pages,
      now,
      later,
      newCache: (cacheOptions) => wrapCache(createCacheCore(cacheOptions)),
      buggify: swarm.buggify,
      told: (event) => observer.kept(desk, event),
    }),
  );
  const wrapHost = mutation.wrapHost ?? ((core) => core);
  const gadgets: Gadgets[] = [];
  const workers = desks.map((desk) =>
    createDeskWorker({
      desk,
      tabs: swarm.tabs,
      dice: dice.pages,
      now,
      later,
      newHost: (hostOptions, at) => wrapHost(createHostCore(hostOptions, at)),
      buggify: swarm.buggify,
      canLoad: () => {
        const { nodes, network } = world();
        const { address } = desk;
        return nodes[address].running && !network[address].cut && !desk.isCutFrom(address);
      },
      shows: (tab, view) => gadgets[desk.index]?.shows(tab, view),
    }),
  );
  const domains = swarm.media === 'none' ? [] : mediaDomains.map(({ id }) => id);
  for (const [index, desk] of desks.entries()) {
    const [worker, its] = [workers[index], pages[index]];
    if (!worker || !its) continue;
    const common = { desk, worker, pages: its, dice: dice.gadgets, now, later };
    const made = createGadgets({
      ...common,
      moody: swarm.moody,
      nextId,
      domains: desk.profile === 'ippa' ? [] : domains,
    });
    desk.shown = worker.shown;
    desk.onStep = worker.publish;
    const moves = createMoves(common);
    desk.onStart = moves.started;
    desk.onEffect = (effect) => {
      made.hears(effect);
      moves.hears(effect);
    };
    gadgets.push(made);
  }
  return { desks, pages, workers };
}
