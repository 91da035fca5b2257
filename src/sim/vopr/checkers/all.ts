/** All checkers by name. */
import type { CheckerMakers } from '../observer.ts';
import { announcedOnce } from './announced-once.ts';
import { commandsOnce } from './commands.ts';
import { itemsOnce } from './items-once.ts';
import { keptWrites } from './kept-writes.ts';
import { lastLook } from './last-look.ts';
import { lookBudget } from './look-budget.ts';
import { noFailBack } from './no-fail-back.ts';
import { noStuck } from './no-stuck.ts';
import { oneNode } from './one-node.ts';
import { phaseBounds } from './phase-bounds.ts';
import { requestRate } from './request-rate.ts';
import { shownKnowledge } from './shown-knowledge.ts';
import { tabsAgree } from './tabs-agree.ts';
import { trueOutcomes } from './true-outcomes.ts';
import { trueView } from './true-view.ts';
import { worksAgain } from './works-again.ts';
import { chatKept } from './chat-kept.ts';
import { expiryKeeps } from './expiry-keeps.ts';
import { maintenanceTruth } from './maintenance-truth.ts';
import { noRona } from './no-rona.ts';
import { phoneStays } from './phone-stays.ts';
import { savedOrNamed } from './saved-or-named.ts';
import { trueMedia } from './true-media.ts';

export const checkers = {
  'no-stuck-desktop': noStuck,
  'one-node-per-agent': oneNode,
  'commands-once': commandsOnce,
  'true-outcomes': trueOutcomes,
  'items-once': itemsOnce,
  'last-look': lastLook,
  'no-fail-back': noFailBack,
  'request-rate': requestRate,
  'look-budget': lookBudget,
  'shown-knowledge': shownKnowledge,
  'phase-bounds': phaseBounds,
  'announced-once': announcedOnce,
  'true-view': trueView,
  'works-again': worksAgain,
  'kept-writes': keptWrites,
  'tabs-agree': tabsAgree,
  'chat-is-kept': chatKept,
  'expiry-loses-nothing': expiryKeeps,
  'maintenance-truth': maintenanceTruth,
  'no-rona': noRona,
  'phone-is-no-desktop': phoneStays,
  'saved-or-named': savedOrNamed,
  'true-media': trueMedia,
} as const satisfies CheckerMakers;
export type CheckerName = keyof typeof checkers;
