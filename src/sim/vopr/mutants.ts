/**
 * Cores with a defect, one or more for each checker: what is planted, and who must notice. Made without touching the core,
 * by a wrong number in its policy or by something that stands between it and its host.
 */
import type { CacheEffect } from '../../cache/pure/cache-core-contract.ts';
import type { Core, CoreEffect, CoreInput, ProfileName } from '../../core/contract.ts';
import type { Policy } from '../../core/policy.ts';
import type { DesktopView, NodeKnowledge } from '../../core/view.ts';
import { otherNode } from '../../wire/names.ts';
import type { CheckerName } from './checkers/all.ts';
import type { Mutation } from './contract.ts';
import type { Swarm } from './swarm.ts';

export interface Mutant {
  readonly name: string;
  readonly caughtBy: CheckerName;
  readonly mutation: Mutation;
  /** A swarm in which there is something to notice. */
  readonly swarm?: Partial<Swarm>;
}

const allProfiles =
  (change: Partial<Policy>): NonNullable<Mutation['policies']> =>
  (policies) => {
    const entries = Object.entries(policies).map(([name, policy]) => [name, { ...policy, ...change }]);
    return Object.fromEntries(entries) as Record<ProfileName, Policy>;
  };

/** The core with other verbs in place of its own. */
const instead = (core: Core, verbs: Partial<Core>): Core => Object.assign(Object.create(core) as Core, verbs);

/** Changes what comes out. */
const effectsAs =
  (change: (effect: CoreEffect, view: DesktopView) => readonly CoreEffect[]): NonNullable<Mutation['wrap']> =>
  (core) =>
    instead(core, { effects: () => core.effects().flatMap((effect) => change(effect, core.view())) });

/** Changes what goes in; `undefined` keeps it from the core. */
const inputsAs =
  (makeChange: () => (input: CoreInput, view: DesktopView) => CoreInput | undefined): NonNullable<Mutation['wrap']> =>
  (core) => {
    const change = makeChange();
    const handle: Core['handle'] = (input, now) => {
      const changed = change(input, core.view());
      if (changed) core.handle(changed, now);
    };
    return instead(core, { handle });
  };

const isItem = (input: CoreInput): input is ItemInput => input.type === 'channel' && input.event.kind === 'item';
type ItemInput = Extract<CoreInput, { type: 'channel' }> & { readonly event: { readonly kind: 'item' } };

/** Small and short: a planted fault is not rare. */
export const mutantSwarm: Partial<Swarm> = { safetyMs: 150_000, desktops: 5, faultEveryMs: 15_000 };

export const mutants: readonly Mutant[] = [
  {
    name: 'a tab that joins again is not served',
    caughtBy: 'tabs-agree',
    mutation: {
      wrapHost: (core) => ({
        ...core,
        effects: () => core.effects().filter((effect) => effect.type !== 'serve' || effect.isFirst),
      }),
    },
    swarm: { tabs: 2 },
  },
  {
    name: 'a note is said to be kept before it is on disk',
    caughtBy: 'kept-writes',
    mutation: {
      wrapCache: (core) => {
        const early: CacheEffect[] = [];
        return {
          ...core,
          handle(input, now) {
            if (input.type === 'put') early.push({ type: 'settle', tickets: [input.ticket], failure: undefined });
            core.handle(input, now);
          },
          effects: () => [...core.effects(), ...early.splice(0)],
        };
      },
    },
    swarm: { faults: { page: 3, storage: 1 }, faultEveryMs: 4_000, noteEveryMs: 1_000 },
  },
  {
    name: 'a failed write is taken for a done one',
    caughtBy: 'kept-writes',
    mutation: {
      wrapCache: (core) => ({
        ...core,
        handle: (input, now) =>
          core.handle(input.type === 'write-failed' ? { type: 'written', batch: input.batch } : input, now),
      }),
    },
    swarm: { faults: { storage: 3, page: 3 }, faultEveryMs: 4_000, noteEveryMs: 2_000 },
  },
  {
    name: 'nothing is read at the start',
    caughtBy: 'kept-writes',
    mutation: {
      wrapCache: (core) => ({ ...core, effects: () => core.effects().filter(({ type }) => type !== 'read') }),
    },
  },
  {
    name: 'deadlines are forgotten while searching',
    caughtBy: 'no-stuck-desktop',
    mutation: {
      wrap: (core) =>
        instead(core, { deadline: () => (core.view().phase === 'searching' ? undefined : core.deadline()) }),
    },
  },
  {
    name: 'answers are not heard while moving, and nobody stops waiting for them',
    caughtBy: 'phase-bounds',
    mutation: {
      policies: allProfiles({ switchBoundMs: 600_000 }),
      wrap: inputsAs(() => (input, { phase }) => {
        const isAnswer = input.type === 'reply' || input.type === 'request-failed';
        return isAnswer && phase === 'switching' ? undefined : input;
      }),
    },
  },
  {
    name: 'three retries of the notification service take a minute each',
    caughtBy: 'phase-bounds',
    mutation: { policies: allProfiles({ notificationSpacingMs: 60_000 }) },
    swarm: { profile: '12.6', faults: { notification: 2, node: 1 } },
  },
  {
    name: 'the old channel is left open',
    caughtBy: 'one-node-per-agent',
    mutation: { wrap: effectsAs((effect) => (effect.type === 'close-channel' ? [] : [effect])) },
  },
  {
    name: 'outcomes are told twice',
    caughtBy: 'commands-once',
    mutation: { wrap: effectsAs((effect) => (effect.type === 'settle-command' ? [effect, effect] : [effect])) },
  },
  {
    name: 'unknown outcomes are not told',
    caughtBy: 'commands-once',
    mutation: {
      wrap: effectsAs((effect) =>
        effect.type === 'settle-command' && effect.outcome.outcome === 'unknown' ? [] : [effect],
      ),
    },
  },
  {
    name: 'calls are made twice',
    caughtBy: 'commands-once',
    mutation: {
      wrap: effectsAs((effect) =>
        effect.type === 'request' && effect.request.body?.kind === 'MakeCall'
          ? [effect, { ...effect, id: effect.id + 1_000_000 }]
          : [effect],
      ),
    },
  },
  {
    name: 'what was accepted is called applied',
    caughtBy: 'true-outcomes',
    mutation: {
      wrap: effectsAs((effect) =>
        effect.type === 'settle-command' && effect.outcome.outcome !== 'applied'
          ? [{ ...effect, outcome: { outcome: 'applied' } }]
          : [effect],
      ),
    },
  },
  {
    name: 'what was sent is called never sent',
    caughtBy: 'true-outcomes',
    mutation: {
      wrap: effectsAs((effect) =>
        effect.type === 'settle-command' && effect.outcome.outcome === 'unknown'
          ? [{ ...effect, outcome: { outcome: 'not-applied', code: 'not-connected', message: '' } }]
          : [effect],
      ),
    },
  },
  {
    name: 'items are not recognised when they come again',
    caughtBy: 'items-once',
    mutation: {
      wrap: inputsAs(() => {
        let items = 0;
        return (input) => (isItem(input) ? { ...input, event: { ...input.event, itemId: `${(items += 1)}` } } : input);
      }),
    },
    swarm: { duplicates: 0.2 },
  },
  {
    name: 'no time for the last look',
    caughtBy: 'last-look',
    mutation: { policies: allProfiles({ lastLookMs: 0 }) },
  },
  {
    name: 'a node without a heartbeat will do',
    caughtBy: 'last-look',
    mutation: { policies: allProfiles({ heartbeatRequired: false }) },
    swarm: { profile: 'swift', faults: { 'cti-link': 3, node: 2, presence: 1 }, faultEveryMs: 15_000 },
  },
  {
    name: 'after a move the way back is looked for',
    caughtBy: 'no-fail-back',
    mutation: {
      wrap: inputsAs(() => (input, { lastMove }) => {
        const hasMoved = lastMove !== undefined && lastMove.from !== lastMove.to;
        if (!hasMoved || input.type !== 'channel' || input.event.kind !== 'pong') return input;
        return { ...input, event: { kind: 'closed', reason: 'reset' } };
      }),
    },
  },
  {
    name: 'nodes are looked at all the time',
    caughtBy: 'request-rate',
    mutation: { policies: allProfiles({ pollCurrentMs: 100, pollAlternateMs: 100, pollJitter: 'none' }) },
  },
  {
    name: 'looks are paid from a purse without a bottom',
    caughtBy: 'look-budget',
    mutation: {
      policies: allProfiles({ budgetBurst: 9_999, pollCurrentMs: 200, pollAlternateMs: 200, pollJitter: 'none' }),
    },
    swarm: { profile: 'swift' },
  },
  {
    name: 'the other node is called good while nobody has looked',
    caughtBy: 'shown-knowledge',
    mutation: {
      wrap: (core) =>
        instead(core, {
          view: () => {
            const view = core.view();
            if (view.phase !== 'searching' || view.node === undefined) return view;
            const other = otherNode(view.node);
            const good: NodeKnowledge = { ...view.nodes[other], status: 'in-service', heartbeat: 'success' };
            return { ...view, nodes: { ...view.nodes, [other]: good } };
          },
        }),
    },
  },
  {
    name: 'banners are announced twice',
    caughtBy: 'announced-once',
    mutation: {
      wrap: effectsAs((effect) =>
        effect.type === 'announce' && effect.notice.key === 'moved' ? [effect, effect] : [effect],
      ),
    },
  },
  {
    name: 'the search is not announced',
    caughtBy: 'announced-once',
    mutation: {
      wrap: effectsAs((effect) => (effect.type === 'announce' && effect.notice.key === 'searching' ? [] : [effect])),
    },
  },
  {
    name: 'one item in five is lost',
    caughtBy: 'true-view',
    mutation: {
      wrap: inputsAs(() => {
        let items = 0;
        return (input) => (isItem(input) && (items += 1) % 5 === 0 ? undefined : input);
      }),
    },
  },
  {
    name: 'changes of state are not sent any more after a failover',
    caughtBy: 'works-again',
    mutation: {
      wrap: effectsAs((effect, { lastMove }) =>
        lastMove && effect.type === 'request' && effect.request.body?.kind === 'UserState' ? [] : [effect],
      ),
    },
  },
];
