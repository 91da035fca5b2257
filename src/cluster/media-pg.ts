/**
 * Media routing at the peripheral: who may be offered a task in which domain, time-outs (RONA), Work at a lost CTI link
 * (MRD-1 to MRD-5). Hears wishes from the nodes, tells them facts; which desktop is ready it cannot see.
 */
import { systemReason } from '../wire/reason-code.ts';
import type { NodeName } from '../wire/names.ts';
import { domainOf, mediaKey } from './media-domains.ts';
import type { MediaFact, Task } from './media-messages.ts';
import { factOfMedia, recordsOf, tasksOf } from './media-state.ts';
import type { MediaRecord, WaitingTask } from './media-state.ts';
import type { AgentFact, Reason } from './messages.ts';
import { isMutated } from './mutations.ts';
import type { PgContext } from './part.ts';
import { broadcast } from './pg-links.ts';
import { without } from './record.ts';
import type { PgState } from './state.ts';

/** Carries out a step on one record, then tells the nodes what is different, and offers what can be offered. */
export function changeMedia(state: PgState, record: MediaRecord, context: PgContext, step: () => void): void {
  const before = factOfMedia(state.media, record);
  step();
  tellChange(state, record, before, context);
  offerWaiting(state, record, context);
}

function tellChange(state: PgState, record: MediaRecord, before: MediaFact, context: PgContext): void {
  const after = factOfMedia(state.media, record);
  if (JSON.stringify(after) === JSON.stringify(before)) return;
  if (after.state !== before.state || after.reason?.code !== before.reason?.code) {
    record.changedAt = context.now;
    const reason = after.reason ? `, reason ${after.reason.code}` : '';
    context.log(`agent ${record.loginId} is ${after.state}${reason} in MRD ${record.mrdId}`);
  }
  broadcast(state, { kind: 'media', media: factOfMedia(state.media, record) }, context);
}

/** Puts a task's new state in place; the agent's state follows from all tasks. */
export function putTask(state: PgState, task: Task, context: PgContext): void {
  state.media.tasks[task.id] = task;
  context.log(`task ${task.id} of agent ${task.loginId}: ${task.state}`);
  broadcast(state, { kind: 'task', task }, context);
}

/** The task leaves its agent. */
export function endTask(state: PgState, task: Task, why: string, context: PgContext): void {
  context.cancel(startTimer(task.id));
  state.media.tasks = without(state.media.tasks, task.id);
  context.log(`task ${task.id} leaves agent ${task.loginId}: ${why}`);
  const closed: Task = { ...task, state: 'CLOSED', changedAt: context.now };
  broadcast(state, { kind: 'task-ended', task: closed }, context);
}

export const startTimer = (taskId: string): string => `start-timeout:${taskId}`;

const mayTake = (state: PgState, record: MediaRecord, context: PgContext): boolean =>
  record.signedIn &&
  record.ready &&
  record.routable &&
  (!record.work || isMutated(context.options, 'mrd-4-routes-to-work')) &&
  !record.interrupted &&
  tasksOf(state.media, record.loginId, record.mrdId).length < record.maxTasks;

/** Whoever waits for this agent is offered to them, first come, first served. */
export function offerWaiting(state: PgState, record: MediaRecord, context: PgContext): void {
  const isFor = (waiting: WaitingTask): boolean => waiting.loginId === record.loginId && waiting.mrdId === record.mrdId;
  for (
    let next = state.media.waiting.find(isFor);
    next && mayTake(state, record, context);
    next = state.media.waiting.find(isFor)
  ) {
    const taken = next;
    state.media.waiting = state.media.waiting.filter((waiting) => waiting !== taken);
    const before = factOfMedia(state.media, record);
    const offers = taken.offers + 1;
    const id = `151635_${taken.number}_${offers}`;
    const { loginId, mrdId, customer } = taken;
    const task: Task = {
      id,
      mrdId,
      loginId,
      customer,
      state: 'OFFERED',
      offeredAt: context.now,
      changedAt: context.now,
    };
    putTask(state, task, context);
    context.timer(startTimer(id), domainOf(mrdId)?.startTimeout ?? 0, { kind: 'task-timeout', taskId: id });
    tellChange(state, record, before, context);
  }
}

/** An offered task goes back to where it came from: it will be the next one. */
function takeBack(state: PgState, task: Task, why: string, context: PgContext): void {
  const [, number = '0', offers = '0'] = task.id.split('_');
  const { loginId, mrdId, customer } = task;
  state.media.waiting.unshift({ loginId, mrdId, customer, number: Number(number), offers: Number(offers) });
  endTask(state, task, why, context);
}

/** Nobody has accepted within the domain's StartTimeout: RONA. The task waits again, the agent is made Not Ready. */
export function taskTimedOut(state: PgState, taskId: string, context: PgContext): void {
  const task = state.media.tasks[taskId];
  if (task?.state !== 'OFFERED') return;
  const key = mediaKey(task.loginId, task.mrdId);
  const record = state.media.records[key];
  if (!record) return;
  state.media.ronas[key] = (state.media.ronas[key] ?? 0) + 1;
  context.log(`RONA: nobody accepted task ${task.id} at the desktop of agent ${task.loginId}`);
  changeMedia(state, record, context, () => {
    takeBack(state, task, 'not accepted', context);
    record.ready = false;
    record.reason = systemReasonOf(systemReason.callNotAnswered);
  });
}

const systemReasonOf = (code: number): Reason => ({ code, id: -1 });

/** A node's CTI link is gone: nothing is routed to its agents any more (MRD-1). */
export function mediaLinkLost(state: PgState, node: NodeName, context: PgContext): void {
  for (const record of Object.values(state.media.records)) {
    if (record.via !== node || !record.signedIn || record.work) continue;
    if (isMutated(context.options, 'mrd-1-stays-available')) continue;
    changeMedia(state, record, context, () => {
      record.work = true;
      record.interrupted = false;
      // Nobody can accept these now. assumed: that is no fault of the agent's, hence no RONA.
      for (const task of tasksOf(state.media, record.loginId, record.mrdId)) {
        if (task.state === 'OFFERED') takeBack(state, task, 'CTI link lost', context);
      }
    });
  }
}

/** Signs out of one domain; open tasks are closed or handed back to the script (`dialogLogoutAction`). */
export function signOutOfMedia(
  state: PgState,
  record: MediaRecord,
  how: { readonly tasks: 'CLOSE' | 'TRANSFER'; readonly reason?: Reason },
  context: PgContext,
): void {
  if (!record.signedIn) return;
  changeMedia(state, record, context, () => {
    for (const task of tasksOf(state.media, record.loginId, record.mrdId)) {
      if (task.state === 'OFFERED') takeBack(state, task, 'sign-out', context);
      else endTask(state, task, how.tasks === 'TRANSFER' ? 'transferred at sign-out' : 'closed at sign-out', context);
    }
    record.signedIn = false;
    record.ready = false;
    record.work = false;
    record.interrupted = false;
    if (how.reason) record.reason = how.reason;
    else delete record.reason;
  });
}

/**
 * What the voice side means for the domains: signing out there signs out here (the default of `user_signout_channel` is
 * all), and a call asks for an interrupt of what is interruptible.
 */
export function voiceChanged(state: PgState, before: AgentFact, after: AgentFact, context: PgContext): void {
  const isOnCall = (fact: AgentFact): boolean => ['RESERVED', 'TALKING', 'HOLD'].includes(fact.state);
  for (const record of recordsOf(state.media, after.loginId)) {
    if (!record.signedIn) continue;
    if (after.state === 'LOGOUT' && before.state !== 'LOGOUT') {
      if (staysInMedia(after, context)) continue;
      signOutOfMedia(state, record, { tasks: 'CLOSE', ...(after.reason ? { reason: after.reason } : {}) }, context);
    } else if (isOnCall(after) && !isOnCall(before)) {
      const open = tasksOf(state.media, record.loginId, record.mrdId).some((task) => task.state !== 'OFFERED');
      if (!domainOf(record.mrdId)?.interruptible || !open) continue;
      broadcast(state, { kind: 'interrupt', loginId: record.loginId, mrdId: record.mrdId }, context);
    } else if (!isOnCall(after) && record.interrupted) {
      changeMedia(state, record, context, () => {
        record.interrupted = false;
      });
    }
  }
}

/** `user_signout_channel` voice is about a sign-out that was asked for; the system's own leave every medium (assumed). */
function staysInMedia({ reason }: AgentFact, { options }: PgContext): boolean {
  if (options.userSignOutChannel !== 'voice' || isMutated(options, 'media-always-signed-out')) return false;
  const systemCodes: readonly number[] = Object.values(systemReason);
  return reason === undefined || !systemCodes.includes(reason.code);
}

/** Presence was gone for the whole grace, with LOAD 0: nothing more is routed. Tasks stay (assumed). */
export function mediaForcedOut(state: PgState, loginId: string, context: PgContext): void {
  for (const record of recordsOf(state.media, loginId)) {
    if (!record.signedIn) continue;
    changeMedia(state, record, context, () => {
      record.ready = false;
      record.reason = systemReasonOf(systemReason.connectionFailure);
    });
  }
}
