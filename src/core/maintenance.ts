/**
 * Maintenance of the node in use (MM-2 to MM-5): told in advance, put off on the agent's wish, moved with everything kept
 * when the node says so; or, when the other node does not do, staying and saying so. How the desktop moves is `move.ts`.
 */
import type { MaintenanceAlert } from '../wire/maintenance.ts';
import { otherNode, type NodeName } from '../wire/names.ts';
import { tell, toast, type BannerText } from './announce.ts';
import { isWorking, markCrossed } from './commands.ts';
import { ownAgentId } from './data.ts';
import { newFailover } from './detect.ts';
import { enter } from './enter.ts';
import { isServing, learnProbe } from './knowledge.ts';
import { ask, probe } from './links.ts';
import { armMaintenance, forgetMaintenance, patchMaintenance } from './maintenance-facts.ts';
import { askToSave, isAllSaved, nameMissing } from './maintenance-saves.ts';
import type { MaintenanceView } from './maintenance-view.ts';
import { tellMediaReconnect } from './media-reconnect.ts';
import { isPhone, phoneTold } from './phone-told.ts';
import { clientLogRequest, postponeRequest } from './requests.ts';
import { patchView, type Answer, type PendingRequest, type Step } from './state.ts';
import { setTimer } from './timers.ts';
import { attemptFailed } from './trouble.ts';
import type { MoveRecord } from './view.ts';

/** While the last look at the other node is not answered. */
const lookAgainMs = 250;

/** What the node in use says; another node's word is not about this desktop. */
export function maintenanceTold(step: Step, from: NodeName, alert: MaintenanceAlert): void {
  const { view } = step.state;
  if (from !== view.node) return;
  if (isPhone(step)) {
    phoneTold(step, from, alert);
    return;
  }
  if (alert.phase === 'LOGGING_OUT') return;
  if (alert.phase === 'ABANDONED') {
    const { maintenance } = view;
    if (maintenance) toast(step, 'maintenance-abandoned', 'info', { node: from });
    if (view.phase !== 'migrating') forgetMaintenance(step);
    return;
  }
  // It is on its way already.
  if (view.phase === 'migrating') return;
  const to = otherNode(from);
  const movesAt = step.now + alert.seconds * 1000;
  const isDue = alert.phase === 'MIGRATING';
  const isPutOff = !isDue && view.maintenance !== undefined && view.maintenance.stage !== 'stays';
  const key = isDue ? 'maintenance-about-to-move' : isPutOff ? 'maintenance-postponed' : 'maintenance-scheduled';
  const notice = tell(step, key, 'warning', { from, to, seconds: alert.seconds });
  const maintenance: MaintenanceView = {
    stage: isDue ? 'about-to-move' : 'scheduled',
    from,
    to,
    movesAt,
    postponeSeconds: alert.postponeSeconds ?? 0,
    postponing: 'idle',
    alternate: 'looking',
    saves: [],
    notice,
  };
  patchView(step, { maintenance });
  lookForMaintenance(step, to);
  armMaintenance(step);
  if (isDue) askToSave(step);
}

/** Asks the other node whether it would do, and this one whether it still plans anything. */
function lookForMaintenance(step: Step, node: NodeName): void {
  const isLooking = step.state.requests.some(
    ({ purpose, node: asked }) => purpose.kind === 'maintenance-look' && asked === node,
  );
  if (!isLooking) probe(step, node, 'maintenance-look');
}

export function maintenanceLookAnswered(step: Step, request: PendingRequest, answer: Answer): void {
  learnProbe(step, request.node, request.sentAt, answer);
  const { maintenance, nodes } = step.state.view;
  if (request.node !== maintenance?.to) return;
  // What is known by now counts: the node may have been heard of since the question that got no answer.
  const isUnreachable = nodes[request.node].status === 'unreachable';
  const found = isServing(step, request.node) ? 'good' : isUnreachable ? 'unreachable' : 'out-of-service';
  patchMaintenance(step, { alternate: found });
  goWhenReady(step);
}

/** The agent would rather be moved later. The node's answer is another alert. */
export function postponeMaintenance(step: Step): void {
  const { maintenance, node } = step.state.view;
  if (!maintenance || node === undefined || maintenance.postponing === 'asked') return;
  if (!isWorking(step) || maintenance.stage === 'stays' || maintenance.postponeSeconds <= 0) {
    toast(step, 'maintenance-not-postponed', 'warning', { detail: '' });
    return;
  }
  patchMaintenance(step, { postponing: 'asked' });
  ask(step, { node, request: postponeRequest(ownAgentId(step)), purpose: { kind: 'postpone' } });
}

export function postponeAnswered(step: Step, answer: Answer): void {
  if (answer.kind === 'reply' && answer.reply.status >= 200 && answer.reply.status < 300) return;
  patchMaintenance(step, { postponing: 'idle' });
  const payload = answer.kind === 'reply' ? answer.reply.payload : undefined;
  const detail = payload?.kind === 'ApiErrors' ? (payload.value[0]?.errorMessage ?? '') : '';
  toast(step, 'maintenance-not-postponed', 'warning', { detail });
}

/** The timer of the move. Not connected at this moment: `maintenanceArrived` comes back to it. */
export function moveForMaintenance(step: Step): void {
  const { maintenance } = step.state.view;
  if (!maintenance || maintenance.stage !== 'about-to-move' || !isWorking(step) || step.state.signingOut) return;
  const { from, to } = maintenance;
  enter(step, 'maintenance-due', { key: 'migrating', level: 'info', params: { from, to } });
}

/** Entry of `migrating`: everything is kept once more, and the other node is looked at for the last time. */
export function startMigrating(step: Step): void {
  const { state, now, policy } = step;
  const { maintenance } = state.view;
  if (!maintenance) return;
  markCrossed(step);
  patchMaintenance(step, { alternate: 'looking', postponeSeconds: 0 });
  askToSave(step);
  setTimer(state, 'save-bound', now + policy.maintenanceSaveMs);
  lookForMaintenance(step, maintenance.to);
}

/** After every word of a gadget and of the other node; and when there is no more time. */
export function goWhenReady(step: Step, waiting: 'for all' | 'time is over' = 'for all'): void {
  const { state, now } = step;
  const { maintenance, phase } = state.view;
  if (phase !== 'migrating' || !maintenance) return;
  if (maintenance.alternate !== 'good' && maintenance.alternate !== 'looking') {
    stayHere(step, maintenance.alternate);
    return;
  }
  if (waiting === 'for all' && !isAllSaved(step)) return;
  if (maintenance.alternate === 'looking') {
    if (waiting === 'time is over') setTimer(state, 'save-bound', now + lookAgainMs);
    return;
  }
  nameMissing(step);
  const failover = newFailover(step, 'maintenance');
  if (!failover) return;
  state.failover = { ...failover, target: maintenance.to };
  patchView(step, { staleSince: now });
  const { from, to } = maintenance;
  enter(step, 'alternate-chosen', { key: 'switching', level: 'info', params: { from, to } });
}

/** Gadgets have had their time; the look at the other node has a time-out of its own. */
export function saveOverdue(step: Step): void {
  goWhenReady(step, 'time is over');
}

/** What the node's log is told; the words "certificate not accepted" keep this desktop out of the next batch (assumed). */
const reports = {
  unreachable: 'it is down for this browser, or its certificate not accepted',
  'out-of-service': 'it answers that it is out of service',
  failed: 'it did not take the agent',
} as const;

type Reason = keyof typeof reports;

function report(step: Step, reason: Reason): void {
  const { maintenance, node } = step.state.view;
  if (!maintenance || node === undefined) return;
  const text = `Maintenance: this desktop does not move to the ${maintenance.to}: ${reports[reason]}.`;
  ask(step, { node, request: clientLogRequest(ownAgentId(step), text), purpose: { kind: 'report' } });
}

/** MM-5: before anything was given up here. */
function stayHere(step: Step, reason: Reason): void {
  const { state } = step;
  if (!state.channel) {
    // The node in use went meanwhile: this is a failover like any other.
    attemptFailed(step, 'notifications-lost');
    return;
  }
  enter(step, 'not-moved', notMoved(step, reason));
  report(step, reason);
}

function notMoved(step: Step, reason: Reason): BannerText {
  const { maintenance } = step.state.view;
  const params = { to: maintenance?.to ?? '', reason };
  const notice = tell(step, 'maintenance-stays', 'warning', params);
  patchMaintenance(step, { stage: 'stays', postponeSeconds: 0, notice });
  return { key: 'maintenance-stays', level: 'warning', params };
}

/** In `connected` again, wherever that is, with what ended there. */
export function maintenanceArrived(step: Step, move: MoveRecord | undefined): void {
  const { maintenance, node, phase } = step.state.view;
  const wasMoving = move?.trigger === 'maintenance';
  if (wasMoving && move.from !== move.to) tellMediaReconnect(step);
  if (!maintenance || phase !== 'connected') return;
  if (node !== maintenance.from) {
    forgetMaintenance(step);
    return;
  }
  if (wasMoving) {
    notMoved(step, 'failed');
    report(step, 'failed');
    return;
  }
  armMaintenance(step);
  // While nobody listened it may have been given up, or the node been restarted.
  lookForMaintenance(step, node);
}
