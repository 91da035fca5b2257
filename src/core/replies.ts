/** Answers to requests: each goes to the part that asked, and bad news to `trouble.ts`. */
import { commandAnswered, settleRechecked, settleShown } from './commands.ts';
import { isAgentSignedOut } from './data.ts';
import { learnOutOfService, learnProbe } from './knowledge.ts';
import { gadgetReadAnswered } from './gadget-reads.ts';
import { heardSomebody, isForgiven } from './leap.ts';
import { probe, takeRequest } from './links.ts';
import { measureAnswered } from './measure.ts';
import { watchAnswered } from './phone-watch.ts';
import { maintenanceLookAnswered, postponeAnswered } from './maintenance.ts';
import { switchLoginAnswered } from './move.ts';
import { heedRetryAfter } from './pacing.ts';
import { read, readAnswered } from './reading.ts';
import { mediaAskAnswered } from './media-asks.ts';
import { arriveIfComplete, restoreLoginAnswered } from './restore.ts';
import { probeAnswered } from './search.ts';
import { endSignedOut, signOutAnswered } from './session.ts';
import { failSignIn, signInLoginAnswered, signInProbeAnswered } from './sign-in.ts';
import { login } from './signing-on.ts';
import type { Answer, PendingRequest, ReadKey, Step } from './state.ts';
import { bringBackFormerState, signInAgain } from './undo.ts';
import { attemptFailed, checkFailed, loginRefused, outOfService, requestRefused, unauthorized } from './trouble.ts';

/** An answer of an old epoch, or to a question nobody has any more, is dropped. */
export function answered(step: Step, id: number, epoch: number, answer: Answer): void {
  const request = takeRequest(step, id, epoch);
  if (!request) return;
  if (answer.kind === 'reply') heardSomebody(step.state);
  else if (isForgiven(step, request) && askAgain(step, request)) return;
  heedRetryAfter(step, request.node, answer);
  const { purpose } = request;
  switch (purpose.kind) {
    case 'sign-in-probe':
      signInProbeAnswered(step, request, answer);
      break;
    case 'probe':
      probeAnswered(step, request, answer);
      break;
    case 'watch':
      watchAnswered(step, request, answer);
      break;
    case 'check':
      checkAnswered(step, request, answer);
      break;
    case 'measure':
      measureAnswered(step, request, answer);
      break;
    case 'login':
      loginAnswered(step, answer);
      break;
    case 'read':
      readDone(step, request, purpose.read, answer);
      break;
    case 'command':
      commandAnswered(step, purpose.command, answer);
      afterRefusal(step, request, answer);
      break;
    case 'media':
      mediaAskAnswered(step, request, answer);
      afterRefusal(step, request, answer);
      break;
    case 'warm':
      break;
    case 'gadget-read':
      gadgetReadAnswered(step, purpose.read, answer);
      afterRefusal(step, request, answer);
      break;
    case 'sign-out':
      signOutAnswered(step, answer);
      break;
    case 'maintenance-look':
      maintenanceLookAnswered(step, request, answer);
      break;
    case 'postpone':
      postponeAnswered(step, answer);
      break;
    case 'report':
      break;
  }
}

/** Its question was under way while we slept. `false` where asking again could do something twice. */
function askAgain(step: Step, { node, purpose }: PendingRequest): boolean {
  switch (purpose.kind) {
    case 'sign-in-probe':
    case 'probe':
    case 'watch':
    case 'check':
    case 'measure':
    case 'maintenance-look':
      probe(step, node, purpose.kind);
      return true;
    case 'login':
      login(step, node);
      return true;
    case 'read':
      read(step, purpose.read, purpose.again);
      return true;
    case 'command':
      // What became of it, only the data can tell; the node is not to blame.
      commandAnswered(step, purpose.command, { kind: 'failed', failure: 'timeout' });
      return true;
    case 'media':
      // The timer of what was asked reads the data.
      return true;
    case 'warm':
      return true;
    case 'gadget-read':
      gadgetReadAnswered(step, purpose.read, { kind: 'failed', failure: 'timeout' });
      return true;
    case 'sign-out':
    case 'postpone':
    case 'report':
      return false;
  }
}

/** The one question that silence of the current node is answered with: no answer means presumed dead. */
function checkAnswered(step: Step, { node, sentAt }: PendingRequest, answer: Answer): void {
  const health = learnProbe(step, node, sentAt, answer);
  if (health === 'out-of-service') outOfService(step);
  else if (health === 'unreachable') checkFailed(step, answer.kind === 'failed' ? answer.failure : 'timeout');
}

/**
 * A command's own fate is settled; a 503 or a refusal says something about the node too. What an administrator asks the
 * other node says nothing about the one in use.
 */
function afterRefusal(step: Step, request: PendingRequest, answer: Answer): void {
  if (request.node !== step.state.view.node) {
    if (answer.kind === 'reply' && answer.reply.status === 503) learnOutOfService(step, request.node);
    return;
  }
  if (answer.kind === 'failed') {
    if (step.state.view.phase === 'connected') requestRefused(step, answer.failure);
  } else if (answer.reply.status === 503) {
    learnOutOfService(step, request.node);
    if (step.state.view.phase === 'connected') outOfService(step);
  }
}

function loginAnswered(step: Step, answer: Answer): void {
  const { phase } = step.state.view;
  if (phase === 'signing-in') {
    signInLoginAnswered(step, answer);
    return;
  }
  const problem =
    phase === 'switching'
      ? switchLoginAnswered(step, answer)
      : phase === 'restoring'
        ? restoreLoginAnswered(step, answer)
        : undefined;
  if (problem === 'request-refused' && answer.kind === 'reply') loginRefused(step);
  else if (problem) attemptFailed(step, problem);
}

const isLooking = ({ state }: Step): boolean => state.view.phase === 'suspect' || state.view.phase === 'searching';

function readDone(step: Step, request: PendingRequest, what: ReadKey, answer: Answer): void {
  const outcome = readAnswered(step, request, answer);
  switch (outcome) {
    case 'asked-again':
      break;
    case 'done':
      settleRechecked(step, what, true);
      dataChanged(step, what === 'user');
      break;
    case 'unauthorized':
      unauthorized(step);
      break;
    case 'out-of-service':
      learnOutOfService(step, request.node);
      // While nodes are looked at, only a look is one: this was asked before, and must not pass for the last look.
      if (!isLooking(step)) outOfService(step);
      break;
    case 'unreachable':
      settleRechecked(step, what, false);
      requestRefused(step, answer.kind === 'failed' ? answer.failure : 'timeout');
      break;
    case 'unusable':
      settleRechecked(step, what, false);
      if (step.state.view.phase === 'signing-in') failSignIn(step, 'other', unusableDetail(what, answer));
      else if (step.state.view.phase === 'restoring') attemptFailed(step, 'request-refused');
      break;
  }
}

function unusableDetail(what: ReadKey, answer: Answer): string {
  return answer.kind === 'reply' ? `${what}: HTTP ${answer.reply.status}, ${answer.reply.payload.kind}` : what;
}

/** After every change of the data slices. `agentChanged`: the agent's own User was told anew. */
export function dataChanged(step: Step, agentChanged: boolean): void {
  settleShown(step);
  if (agentChanged && isAgentSignedOut(step)) {
    if (!signInAgain(step)) endSignedOut(step);
    return;
  }
  arriveIfComplete(step);
  bringBackFormerState(step);
}
