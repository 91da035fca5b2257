/** What each timer does when it fires. */
import { commandOverdue } from './commands.ts';
import { pagesSilent } from './hand-over.ts';
import { moveHeld } from './holding.ts';
import { watchSignInEnd } from './expiry.ts';
import { moveForMaintenance, saveOverdue } from './maintenance.ts';
import { pongMissed, sendPing, tryNotifications } from './detect.ts';
import { measure } from './measure.ts';
import { mediaAskOverdue } from './media-asks.ts';
import { mediaGateOverdue } from './media.ts';
import { nextRound } from './phone.ts';
import { watch } from './phone-watch.ts';
import { refreshGaps } from './gap-refresh.ts';
import { pingPrepared } from './prepare.ts';
import { read } from './reading.ts';
import { confirmSuspicion, leaveCurrentNode, poll } from './search.ts';
import { turnCame } from './restore.ts';
import { endSignedOut, fallAsleep } from './session.ts';
import { failSignIn, tryOtherNode } from './sign-in.ts';
import type { Step } from './state.ts';
import { setTimer, type TimerName } from './timers.ts';
import { attemptFailed, channelLost } from './trouble.ts';

export function fire(step: Step, name: TimerName): void {
  switch (name) {
    case 'sign-in-bound':
      if (isOnlySignInMissing(step)) failSignIn(step, 'other', 'The sign-in was accepted but did not take place.');
      else tryOtherNode(step, 'unreachable');
      break;
    case 'login-check':
      checkLogin(step);
      break;
    case 'watch':
      watch(step);
      break;
    case 'phone-round':
      nextRound(step);
      break;
    case 'retry-notifications':
      tryNotifications(step);
      break;
    case 'suspect-bound':
      confirmSuspicion(step);
      break;
    case 'poll-current':
      poll(step, 'current');
      break;
    case 'poll-alternate':
      poll(step, 'alternate');
      break;
    case 'last-look':
      leaveCurrentNode(step);
      break;
    case 'switch-bound':
      if (!pagesSilent(step)) attemptFailed(step, 'request-refused');
      break;
    case 'restore-bound':
      restoreOverdue(step);
      break;
    case 'ping':
      sendPing(step);
      break;
    case 'pong':
      if (pongMissed(step)) channelLost(step, 'silence');
      break;
    case 'sign-out-bound':
      endSignedOut(step);
      break;
    case 'gap-refresh':
      refreshGaps(step);
      break;
    case 'tabs-grace':
      fallAsleep(step);
      break;
    case 'turn':
      turnCame(step);
      break;
    case 'prepared-ping':
      pingPrepared(step);
      break;
    case 'held':
      moveHeld(step);
      break;
    case 'maintenance-move':
      moveForMaintenance(step);
      break;
    case 'save-bound':
      saveOverdue(step);
      break;
    case 'sign-in-end':
      watchSignInEnd(step);
      break;
    case 'chat-retry':
      // The wait was all: the link is opened when the rest of the state allows it (`chat.ts`).
      break;
    case 'measure':
      measure(step);
      break;
    default:
      if (name.startsWith('media-gate:')) mediaGateOverdue(step, name.slice('media-gate:'.length));
      else if (name.startsWith('media-ask:')) mediaAskOverdue(step, name.slice('media-ask:'.length));
      else commandOverdue(step, name.slice('command:'.length));
  }
}

/** Everything else is read, but the agent is not seen signed in. */
function isOnlySignInMissing(step: Step): boolean {
  return step.state.loginPending && step.state.gathering?.missing.length === 0;
}

function checkLogin(step: Step): void {
  if (!step.state.loginPending) return;
  read(step, 'user');
  setTimer(step.state, 'login-check', step.now + step.policy.loginCheckMs);
}

function restoreOverdue(step: Step): void {
  if (isOnlySignInMissing(step)) endSignedOut(step);
  else attemptFailed(step, 'request-refused');
}
