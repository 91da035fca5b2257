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
import { ordered } from './effect-order.ts';
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
import type { DesktopView } from './view.ts';
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

/** The options of a snapshot win over `options`: they may have been configured since. Throws on a foreign snapshot. */
export function createCore(options: CoreOptions, snapshot?: CoreSnapshot): Core {
  return createCoreWithPolicies(options, policies, snapshot);
}

type Profiles = Readonly<Record<CoreOptions['profile'], Policy>>;

/** For tests that plant a wrong number and want to see it caught. */
export function createCoreWithPolicies(given: CoreOptions, profiles: Profiles, snapshot?: CoreSnapshot): Core {
  return new StatefulCore(profiles, snapshot ? reviveState(snapshot) : initialState(given));
}

/** Verbs on a prototype: a simulation has thousands of cores, each with functions of its own until they were methods. */
class StatefulCore implements Core {
  private readonly state: CoreState;
  private readonly profiles: Profiles;
  /** Of the state when `policy` was looked up. */
  private options: CoreOptions;
  private policy: Policy;

  constructor(profiles: Profiles, state: CoreState) {
    this.state = state;
    this.profiles = profiles;
    this.options = state.options;
    this.policy = policyOf(profiles, state.options);
  }

  handle(input: CoreInput, now: Ms): void {
    const { state } = this;
    refuseIllegal(state, input);
    const step = this.stepAt(now);
    const time = noticeTime(step);
    take(step, input);
    if (time === 'leapt' || !isMerePong(state, input)) settle(step);
  }

  wake(now: Ms): void {
    const { state } = this;
    const step = this.stepAt(now);
    let isMerePing = noticeTime(step) === 'usual' && state.view.phase === 'connected';
    for (let due = takeDueTimer(state, now); due; due = takeDueTimer(state, now)) {
      isMerePing &&= due.name === 'ping';
      fire(step, due.name);
    }
    if (!isMerePing) settle(step);
  }

  effects(): CoreEffect[] {
    const { state } = this;
    const drained = state.outbox;
    if (drained.length === 0) return [];
    state.outbox = [];
    return ordered(drained);
  }

  deadline(): Ms | undefined {
    return nextDeadline(this.state);
  }

  view(): DesktopView {
    return this.state.view;
  }

  snapshot(): CoreSnapshot {
    return JSON.parse(JSON.stringify(this.state)) as CoreSnapshot;
  }

  private stepAt(now: Ms): Step {
    const { state } = this;
    if (state.options !== this.options) {
      this.options = state.options;
      this.policy = policyOf(this.profiles, state.options);
    }
    return { state, now, policy: this.policy, entry };
  }
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
