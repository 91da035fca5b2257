/**
 * The failover core: five verbs over plain state. Knows no clock, no socket, no password; its host turns effects into I/O
 * and I/O into inputs. What happens in each phase is in the parts imported here; this file only hands inputs out.
 */
import type { Ms } from '../wire/names.ts';
import { dismissNotice } from './announce.ts';
import { channelTold } from './channel-events.ts';
import { chatTold, reconcileChat } from './chat.ts';
import { takeCommand } from './commands.ts';
import {
  IllegalInput,
  type Core,
  type CoreEffect,
  type CoreInput,
  type CoreOptions,
  type CoreSnapshot,
} from './contract.ts';
import { sendPing, startSuspecting } from './detect.ts';
import { takeGadgetRead } from './gadget-reads.ts';
import { noticeTime } from './leap.ts';
import { handedOver, learnWays } from './hand-over.ts';
import { mediaChannelTold, mediaTabGone, reconcileMedia } from './media.ts';
import { signInLasts } from './expiry.ts';
import { gadgetSaved, gadgetsSaving } from './maintenance-saves.ts';
import { goWhenReady, postponeMaintenance, startMigrating } from './maintenance.ts';
import { startSwitching } from './move.ts';
import { takeBack } from './displaced.ts';
import { isLegal } from './phases.ts';
import { policies, policyOf, type Policy } from './policy.ts';
import { preparationChanged } from './prepare.ts';
import { deriveRest } from './record.ts';
import { answered } from './replies.ts';
import { arrive, startRestoring } from './restore.ts';
import { pollBoth, startSearching } from './search.ts';
import { leave, resume, sessionLapsed, signOut, startWaitingForCredential, tabsChanged, watchTabs } from './session.ts';
import { signIn, tryNextNode } from './sign-in.ts';
import { reviveState } from './snapshot.ts';
import { reconcileTeamMessages } from './team-message-rounds.ts';
import { followTeamMessages } from './team-messages.ts';
import { patchView, type CoreState, type EntryActions, type Step } from './state.ts';
import { initialState } from './initial-state.ts';
import { nextDeadline, takeDueTimer } from './timers.ts';
import { fire } from './wake.ts';

const entry: EntryActions = {
  'signed-out': leave,
  'signing-in': tryNextNode,
  connected: arrive,
  suspect: startSuspecting,
  searching: startSearching,
  switching: startSwitching,
  restoring: startRestoring,
  expired: startWaitingForCredential,
  displaced: startWaitingForCredential,
  migrating: startMigrating,
};

/** The order of one drain: a record that outlives us, then what people are told, then callers and marks, then I/O. */
const rank = {
  persist: 0,
  announce: 1,
  'settle-command': 2,
  'settle-gadget-read': 2,
  mark: 2,
  request: 3,
  'open-channel': 3,
  'close-channel': 3,
  'present-channel': 3,
  subscribe: 3,
  ping: 3,
  'open-chat': 3,
  'close-chat': 3,
  'chat-send': 3,
  'save-gadgets': 3,
  'reload-pages': 3,
  'hand-over': 3,
} as const satisfies Record<CoreEffect['type'], number>;

/** The options of a snapshot win over `options`: they may have been configured since. Throws on a foreign snapshot. */
export function createCore(options: CoreOptions, snapshot?: CoreSnapshot): Core {
  return createCoreWithPolicies(options, policies, snapshot);
}

/** For tests that plant a wrong number and want to see it caught. */
export function createCoreWithPolicies(
  given: CoreOptions,
  profiles: Readonly<Record<CoreOptions['profile'], Policy>>,
  snapshot?: CoreSnapshot,
): Core {
  const state: CoreState = snapshot ? reviveState(snapshot) : initialState(given);
  let { options } = state;
  let policy = policyOf(profiles, options);
  const stepAt = (now: Ms): Step => {
    if (state.options !== options) {
      options = state.options;
      policy = policyOf(profiles, options);
    }
    return { state, now, policy, entry };
  };

  return {
    handle(input, now) {
      refuseIllegal(state, input);
      const step = stepAt(now);
      const time = noticeTime(step);
      take(step, input);
      if (time === 'leapt' || !isMerePong(state, input)) settle(step);
    },
    wake(now) {
      const step = stepAt(now);
      let isMerePing = noticeTime(step) === 'usual' && state.view.phase === 'connected';
      for (let due = takeDueTimer(state, now); due; due = takeDueTimer(state, now)) {
        isMerePing &&= due.name === 'ping';
        fire(step, due.name);
      }
      if (!isMerePing) settle(step);
    },
    effects() {
      const drained = state.outbox;
      if (drained.length === 0) return [];
      state.outbox = [];
      if (drained.length === 1 || isInOrder(drained)) return drained;
      const lastPersist = drained.findLast((effect) => effect.type === 'persist');
      return drained
        .filter((effect) => effect.type !== 'persist' || effect === lastPersist)
        .sort((left, right) => rank[left.type] - rank[right.type]);
    },
    deadline: () => nextDeadline(state),
    view: () => state.view,
    snapshot: () => JSON.parse(JSON.stringify(state)) as CoreSnapshot,
  };
}

/** The usual case, for which nothing need be made: ranks do not fall, and at most one record is handed out. */
function isInOrder(effects: readonly CoreEffect[]): boolean {
  let last = -1;
  for (const { type } of effects) {
    const own = rank[type];
    if (own < last || (own === rank.persist && last === rank.persist)) return false;
    last = own;
  }
  return true;
}

/**
 * What follows from the rest of the state. Depends on no clock, so that a ping and its pong, by far the most of what a quiet
 * desktop does and of no consequence for it, need not pass here: all that follows has followed before.
 */
function settle(step: Step): void {
  reconcileMedia(step);
  reconcileTeamMessages(step);
  reconcileChat(step);
  deriveRest(step);
}

function isMerePong({ view, channel }: CoreState, input: CoreInput): boolean {
  return (
    input.type === 'channel' &&
    input.event.kind === 'pong' &&
    view.phase === 'connected' &&
    input.channel === channel?.id
  );
}

function refuseIllegal({ view }: CoreState, input: CoreInput): void {
  switch (input.type) {
    case 'sign-in':
    case 'resume':
    case 'session-lapsed':
    case 'sign-out':
    case 'command':
    case 'take-back':
      if (!isLegal(view.phase, input.type)) throw new IllegalInput(input.type, view.phase);
      break;
    default:
  }
}

function take(step: Step, input: CoreInput): void {
  switch (input.type) {
    case 'sign-in':
      signIn(step, input);
      watchTabs(step);
      break;
    case 'resume':
      resume(step, input.session, input.awayMs);
      break;
    case 'session-lapsed':
      sessionLapsed(step, input.awayMs);
      break;
    case 'take-back':
      takeBack(step);
      break;
    case 'sign-out':
      signOut(step, input.reasonCodeId);
      break;
    case 'command':
      takeCommand(step, input.id, input.command);
      break;
    case 'reply':
      answered(step, input.id, input.epoch, { kind: 'reply', reply: input.reply });
      break;
    case 'request-failed':
      answered(step, input.id, input.epoch, { kind: 'failed', failure: input.failure });
      break;
    case 'channel':
      channelTold(step, input.channel, input.epoch, input.event);
      break;
    case 'network-hint':
      takeHint(step, input.online);
      break;
    case 'tabs':
      tabsChanged(step, input.count);
      break;
    case 'configure':
      configure(step, input);
      break;
    case 'ways':
      learnWays(step, input.ways);
      break;
    case 'handed-over':
      handedOver(step, input.epoch, input.outcome);
      break;
    case 'gadget-read':
      takeGadgetRead(step, input.id, input.path, input.query, input.node);
      break;
    case 'dismiss-notice':
      dismissNotice(step, input.id);
      break;
    case 'media-channel':
      mediaChannelTold(step, input);
      break;
    case 'follow-team-messages':
      followTeamMessages(step);
      break;
    case 'tab-gone':
      mediaTabGone(step, input.tab);
      break;
    case 'postpone-maintenance':
      postponeMaintenance(step);
      break;
    case 'gadgets-saving':
      gadgetsSaving(step, input);
      goWhenReady(step);
      break;
    case 'gadget-saved':
      gadgetSaved(step, input);
      goWhenReady(step);
      break;
    case 'chat':
      chatTold(step, input);
      break;
    case 'sign-in-lasts':
      signInLasts(step, input.until);
      break;
  }
}

/** The hint proves nothing, but it is a good moment to look. */
function takeHint(step: Step, online: boolean): void {
  const { view, channel, asleepSince } = step.state;
  if (!step.policy.hintsShortenWaits || asleepSince !== undefined) return;
  if (online && (view.phase === 'searching' || view.phase === 'suspect')) pollBoth(step);
  // Online again may mean another network, in which the old connection is half open: both hints are worth a ping.
  if (view.phase === 'connected' && channel?.unansweredPing === undefined) sendPing(step);
}

function configure(step: Step, settings: Extract<CoreInput, { type: 'configure' }>): void {
  const { options } = step.state;
  const { profile = options.profile, move = options.move, prepareAlternate = options.prepareAlternate } = settings;
  step.state.options = { ...options, profile, move, ...(prepareAlternate && { prepareAlternate }) };
  patchView(step, { profile, move, ...(prepareAlternate && { prepareAlternate }) });
  if (settings.prepareAlternate) preparationChanged(step, profile === 'swift' ? settings.prepareAlternate : 'off');
}
