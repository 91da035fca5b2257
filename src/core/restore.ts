/** Phase `restoring`, and the arrival in `connected`: everything is read again, compared, and told once. */
import type { BannerText } from './announce.ts';
import { announceBanner, seconds } from './announce.ts';
import { resolveCommands } from './crossed-commands.ts';
import { doubtCalls } from './doubtful-calls.ts';
import { raiseTrigger } from './detect.ts';
import { enter } from './enter.ts';
import { startProving } from './holding.ts';
import { forgetRequests, openChannel } from './links.ts';
import { startMeasuring } from './measure.ts';
import { startMediaRound } from './media.ts';
import { maintenanceArrived } from './maintenance.ts';
import type { AttemptProblem } from './move.ts';
import { keepTurn, waitForTurn } from './pacing.ts';
import { isDataComplete, startGathering } from './reading.ts';
import { rememberArrival } from './race-memory.ts';
import { login, loginOutcome } from './signing-on.ts';
import { startWatching } from './phone-watch.ts';
import { patchView, type Answer, type Step } from './state.ts';
import { setTimer } from './timers.ts';
import type { MoveRecord } from './view.ts';

/** Entry of `restoring`. After a resume there is no channel yet: notifications, LOGIN, then the data. */
export function startRestoring(step: Step): void {
  const { state, now, policy } = step;
  const { channel, view } = state;
  setTimer(state, 'restore-bound', now + policy.restoreBoundMs);
  // Should this attempt fail, the search that follows looks for itself.
  if (state.failover) state.failover.looks = {};
  forgetRequests(step, ({ purpose }) => purpose.kind === 'probe');
  if (view.node === undefined) return;
  if (channel?.status === 'open' && channel.node === view.node) {
    // Forced out on the node that we are on: only a LOGIN brings the agent back.
    if (state.races.undo?.signIn === 'needed') login(step, view.node);
    else gather(step);
  } else openChannel(step, view.node, policy.openTimeoutMs);
}

function gather(step: Step): void {
  if (waitForTurn(step)) return;
  readAll(step);
}

/** The timer `turn`. */
export function turnCame(step: Step): void {
  const node = step.state.view.node ?? '';
  announceBanner(step, { key: 'restoring', level: 'info', params: { node } });
  readAll(step);
}

function readAll(step: Step): void {
  const { state } = step;
  const { notReady, signOut } = state.view.reasonCodes;
  // Only a new worker has no configuration; a failover does not fetch it again (DF-9).
  startGathering(step, state.resume !== undefined && notReady.length === 0 && signOut.length === 0);
}

export function restoreChannelOpened(step: Step): void {
  const { node } = step.state.view;
  if (node !== undefined) login(step, node);
}

/** `undefined` when the sign-in was accepted. */
export function restoreLoginAnswered(step: Step, answer: Answer): AttemptProblem | undefined {
  const outcome = loginOutcome(answer);
  if (outcome.kind === 'accepted') {
    keepTurn(step, answer);
    gather(step);
    return undefined;
  }
  if (outcome.kind === 'refused') return outcome.reason === 'credentials' ? 'unauthorized' : 'request-refused';
  return outcome.kind === 'out-of-service' ? 'out-of-service' : 'request-refused';
}

/** Where a failover ended, as a record; `undefined` when there was none. */
function finishedMove(step: Step): MoveRecord | undefined {
  const { failover, view } = step.state;
  if (!failover || view.node === undefined) return undefined;
  const { from, trigger, startedAt } = failover;
  return { from, to: view.node, trigger, startedAt, endedAt: step.now };
}

function arrivalBanner(step: Step, move: MoveRecord | undefined): BannerText {
  const { signIn, resume, view, races } = step.state;
  const node = view.node ?? '';
  const isSignedInAgain = races.undo?.signIn === 'asked' && !resume && !move;
  if (signIn || isSignedInAgain) return { key: 'signed-in', level: 'success', params: { node } };
  if (move && move.from !== move.to) {
    const params = { from: move.from, to: move.to, seconds: seconds(move.endedAt - move.startedAt) };
    return { key: 'moved', level: 'success', params };
  }
  const startedAt = resume?.startedAt ?? move?.startedAt ?? step.now;
  const params = { node, seconds: seconds(step.now - startedAt) };
  return { key: resume ? 'resumed' : 'reconnected', level: 'success', params };
}

/** Goes to `connected` when everything is there; harmless to call at any time. */
export function arriveIfComplete(step: Step): void {
  const { state } = step;
  const { phase } = state.view;
  if ((phase !== 'signing-in' && phase !== 'restoring') || !isDataComplete(step)) return;
  const move = finishedMove(step);
  const banner = arrivalBanner(step, move);
  if (move) patchView(step, { lastMove: move });
  const hasMoved = move !== undefined && move.from !== move.to;
  if (hasMoved) startProving(step);
  rememberArrival(step);
  doubtCalls(step);
  patchView(step, { staleSince: undefined });
  state.established = true;
  startMeasuring(step, state.signIn || state.resume ? 'sign-in' : 'move');
  state.signIn = undefined;
  state.resume = undefined;
  state.failover = undefined;
  state.gathering = undefined;
  enter(step, 'data-complete', banner);
  maintenanceArrived(step, move);
}

/** Entry of `connected`. */
export function arrive(step: Step): void {
  startMediaRound(step);
  resolveCommands(step);
  startWatching(step);
  // Presence of `finesse` may have gone while the agent was signing in.
  if (step.state.channel?.finesse === false) raiseTrigger(step, 'finesse-unavailable');
}
