/**
 * The life of a session around the failovers: taken up again by a new worker, left when the desktop is closed, ended here
 * or by the server. The record that a new worker needs is in `record.ts`.
 */
import { announceBanner, seconds, toast, type BannerText } from './announce.ts';
import { isWorking, markCrossed, settleAll } from './commands.ts';
import { resumeChats } from './chat.ts';
import { openAllGaps } from './gaps.ts';
import { takeUpIntents } from './intents.ts';
import type { SessionRecord } from './contract.ts';
import { clearData, ownAgentId } from './data.ts';
import { enter } from './enter.ts';
import { forgetSignInEnd, watchSignInEnd } from './expiry.ts';
import { ask, closeChannel } from './links.ts';
import { noRaces } from './race-memory.ts';
import { resumeMedia } from './media.ts';
import { forgetMaintenance, resumeMaintenance } from './maintenance-facts.ts';
import { logoutRequest } from './requests.ts';
import { emit, patchView, type Answer, type Step } from './state.ts';
import { cancelTimer, setTimer } from './timers.ts';
import { otherNode } from '../wire/names.ts';
import { forgetTeamMessages } from './team-messages.ts';

/** A new worker goes on with the session of an old one. */
export function resume(step: Step, session: SessionRecord, awayMs = 0): void {
  const { state, now } = step;
  const { agentId, extension, node, epoch, signedInAt, movingSince, movingTrigger, media } = session;
  state.established = true;
  state.resume = { startedAt: now };
  takeUpIntents(state, session);
  if (movingSince !== undefined) {
    state.failover = {
      trigger: movingTrigger ?? 'notifications-lost',
      startedAt: movingSince,
      from: otherNode(node),
      notificationTries: 0,
      setbacks: 0,
      searches: 0,
      round: 0,
      looks: {},
    };
  }
  if (media) resumeMedia(step, media);
  if (session.chats) resumeChats(step, session);
  patchView(step, { epoch, node, session: { agentId, extension, signedInAt }, staleSince: now });
  state.heardAt = now - awayMs;
  openAllGaps(step, state.heardAt);
  watchTabs(step);
  if (session.displaced) {
    state.resume = undefined;
    enter(step, 'found-displaced', { key: 'displaced', level: 'error', params: { node, times: 1 } });
    return;
  }
  if (session.maintenance) resumeMaintenance(step, session.maintenance);
  enter(step, 'resume', { key: 'restoring', level: 'info', params: { node } });
}

function lapsed(awayMs: number): BannerText {
  return { key: 'lapsed', level: 'warning', params: { seconds: seconds(awayMs) } };
}

/** The page came back too late: nothing is taken up, but the agent is told what happened. */
export function sessionLapsed(step: Step, awayMs: number): void {
  announceBanner(step, lapsed(awayMs));
  emit(step, { type: 'persist', session: undefined });
}

export function endSession(step: Step, banner: BannerText): void {
  settleAll(step);
  enter(step, 'session-ended', banner);
}

function signedOutBanner(step: Step): BannerText {
  const { agent } = step.state.view;
  const reason = agent?.state === 'LOGOUT' ? agent.reasonCode : undefined;
  const params = reason ? { code: reason.code, label: reason.label } : {};
  return { key: 'signed-out', level: 'info', params };
}

/** Signed out: asked for here, or found out from the agent's state. */
export function endSignedOut(step: Step): void {
  endSession(step, signedOutBanner(step));
}

export function endByConflict(step: Step): void {
  endSession(step, { key: 'conflict', level: 'error', params: { node: step.state.view.node ?? '' } });
}

/** Entry of `signed-out`: nothing of the session stays but what was told about it. */
export function leave(step: Step): void {
  const { state } = step;
  closeChannel(step);
  state.requests = [];
  state.timers = [];
  state.commands = [];
  state.races = noRaces();
  state.loginPending = false;
  state.loginAsked = undefined;
  state.established = false;
  state.signIn = undefined;
  state.failover = undefined;
  state.resume = undefined;
  state.gathering = undefined;
  state.wish = undefined;
  state.signingOut = undefined;
  state.asleepSince = undefined;
  state.heardAt = undefined;
  state.gapsUntold = undefined;
  state.takenOver = undefined;
  state.gapsTold = [];
  state.persisted = undefined;
  state.proving = undefined;
  state.turnAt = undefined;
  state.forgiven = undefined;
  emit(step, { type: 'persist', session: undefined });
  forgetMaintenance(step);
  forgetSignInEnd(step);
  forgetTeamMessages(step);
  clearData(step);
  patchView(step, { node: undefined, session: undefined });
}

export function signOut(step: Step, reasonCodeId: number | undefined): void {
  const { state, now, policy } = step;
  if (state.signingOut) return;
  const { node } = state.view;
  if (state.view.phase === 'displaced') {
    endSession(step, { key: 'signed-out-here', level: 'info', params: {} });
    return;
  }
  if (!isWorking(step) || node === undefined) {
    endSession(step, { key: 'signed-out', level: 'info', params: {} });
    return;
  }
  state.signingOut = { accepted: false };
  setTimer(state, 'sign-out-bound', now + policy.signOutTimeoutMs);
  const request = logoutRequest(ownAgentId(step), reasonCodeId);
  ask(step, { node, request, purpose: { kind: 'sign-out' }, timeoutMs: policy.signOutTimeoutMs });
}

/** A 202 is not the end: the refusal may come as an event, and the channel must still be there to hear it. */
export function signOutAnswered(step: Step, answer: Answer): void {
  const { state, now, policy } = step;
  if (!state.signingOut) return;
  if (answer.kind === 'failed' || answer.reply.status === 503) {
    endSignedOut(step);
    return;
  }
  const { status, payload } = answer.reply;
  if (status >= 200 && status < 300) {
    state.signingOut.accepted = true;
    setTimer(state, 'sign-out-bound', now + policy.signOutEventMs);
    return;
  }
  const error = payload.kind === 'ApiErrors' ? payload.value[0] : undefined;
  signOutRefused(step, error?.errorType ?? `HTTP ${status}`, error?.errorMessage ?? '');
}

export function signOutRefused(step: Step, code: string, message: string): void {
  step.state.signingOut = undefined;
  cancelTimer(step.state, 'sign-out-bound');
  toast(step, 'command-refused', 'error', { command: 'sign-out', code, message });
}

export function expire(step: Step): void {
  const { node } = step.state.view;
  enter(step, 'credentials-refused', { key: 'expired', level: 'error', params: { node: node ?? '' } });
}

/** Entry of `expired` and `displaced`: the session waits for the agent; data and commands stay as they are. */
export function startWaitingForCredential(step: Step): void {
  const { state, now } = step;
  closeChannel(step);
  state.requests = [];
  state.loginPending = false;
  markCrossed(step);
  state.failover = undefined;
  state.resume = undefined;
  state.gathering = undefined;
  state.signingOut = undefined;
  cancelTimer(state, 'sign-out-bound');
  patchView(step, { staleSince: state.view.staleSince ?? now });
}

/** Starts the grace when the session begins without a tab. */
export function watchTabs(step: Step): void {
  const { state, now, policy } = step;
  if (state.tabs === 0) setTimer(state, 'tabs-grace', now + policy.tabsGraceMs);
}

export function tabsChanged(step: Step, count: number): void {
  const { state } = step;
  state.tabs = count;
  if (count === 0) {
    if (state.view.phase !== 'signed-out' && state.asleepSince === undefined) watchTabs(step);
    return;
  }
  cancelTimer(state, 'tabs-grace');
  if (state.asleepSince !== undefined) comeBack(step, state.asleepSince);
}

/** The grace is over: the desktop is closed. Presence goes, as it would with a page (PF-1). */
export function fallAsleep(step: Step): void {
  const { state, now } = step;
  const { phase } = state.view;
  if (phase === 'signed-out' || phase === 'expired' || phase === 'displaced') return;
  if (phase === 'signing-in' || state.signingOut) {
    watchTabs(step);
    return;
  }
  state.asleepSince = now;
  closeChannel(step);
  state.requests = [];
  state.timers = [];
  state.gathering = undefined;
  markCrossed(step);
  patchView(step, { staleSince: state.view.staleSince ?? now });
}

function comeBack(step: Step, asleepSince: number): void {
  const { state, now, policy } = step;
  const { node } = state.view;
  const away = now - asleepSince;
  state.asleepSince = undefined;
  if (away > policy.presenceGraceMs) {
    endSession(step, lapsed(away));
    return;
  }
  // A move that was complete but for the data still ends as one; any other failover starts anew if it must.
  if (state.failover?.from === node) state.failover = undefined;
  else if (state.failover) delete state.failover.target;
  state.resume = { startedAt: now };
  watchSignInEnd(step);
  // It may have ended meanwhile.
  if (state.view.phase === 'expired') return;
  enter(step, 'come-back', { key: 'restoring', level: 'info', params: { node: node ?? '' } });
}
