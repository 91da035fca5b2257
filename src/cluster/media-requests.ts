/** Wishes of agents in their domains, as the peripheral takes or refuses them. */
import type { NodeName } from '../wire/names.ts';
import type { Refusal } from './agents.ts';
import { mediaKey } from './media-domains.ts';
import type { MediaWish } from './media-messages.ts';
import { refusals } from './media-refusals.ts';
import { changeMedia, endTask, offerWaiting, putTask, signOutOfMedia, startTimer } from './media-pg.ts';
import { tasksOf } from './media-state.ts';
import type { MediaRecord } from './media-state.ts';
import { afterAction } from './media-tasks.ts';
import { isMutated } from './mutations.ts';
import type { PgContext } from './part.ts';
import type { PgState } from './state.ts';

interface Asked {
  readonly loginId: string;
  readonly mrdId: string;
  readonly wish: MediaWish;
}

export function carryOutWish(
  state: PgState,
  node: NodeName,
  { loginId, mrdId, wish }: Asked,
  context: PgContext,
): Refusal | undefined {
  const record = (state.media.records[mediaKey(loginId, mrdId)] ??= signedOut(loginId, mrdId, node, context));
  if (wish.kind === 'login') return signIn(state, record, node, wish.maxTasks, context);
  if (!record.signedIn) return refusals.notIn;
  let refusal: Refusal | undefined;
  switch (wish.kind) {
    case 'logout':
      signOutOfMedia(state, record, wish, context);
      break;
    case 'task':
      refusal = record.work ? refusals.inWork : actOnTask(state, record, wish, context);
      break;
    default:
      refusal = refusalOf(state, record, wish, context);
      if (!refusal) {
        changeMedia(state, record, context, () => {
          apply(record, wish);
        });
      }
  }
  return refusal;
}

type StateWish = Exclude<MediaWish, { readonly kind: 'login' | 'logout' | 'task' }>;

function refusalOf(state: PgState, record: MediaRecord, wish: StateWish, context: PgContext): Refusal | undefined {
  const offered = tasksOf(state.media, record.loginId, record.mrdId).some((task) => task.state === 'OFFERED');
  switch (wish.kind) {
    case 'connected':
      return record.work || isMutated(context.options, 'mrd-3-valid-in-any-state') ? undefined : refusals.notInWork;
    case 'routable':
      return record.routable === wish.routable ? refusals.sameMode : undefined;
    case 'give-way':
      return undefined;
    case 'ready':
      return record.work ? refusals.inWork : undefined;
    case 'not-ready':
      if (record.work) return refusals.inWork;
      return offered ? refusals.offered : undefined;
  }
}

function apply(record: MediaRecord, wish: StateWish): void {
  switch (wish.kind) {
    case 'connected':
      record.work = false;
      return;
    case 'routable':
      record.routable = wish.routable;
      return;
    case 'give-way':
      record.interrupted = !record.work;
      return;
    case 'ready':
    case 'not-ready':
      record.ready = wish.kind === 'ready';
      if (wish.kind === 'not-ready' && wish.reason) record.reason = wish.reason;
      else delete record.reason;
      return;
  }
}

const signedOut = (loginId: string, mrdId: string, via: NodeName, { now }: PgContext): MediaRecord => ({
  loginId,
  mrdId,
  via,
  signedIn: false,
  ready: false,
  routable: true,
  work: false,
  interrupted: false,
  maxTasks: 1,
  changedAt: now,
});

/**
 * Signing in while signed in is an error that does what matters all the same: the limit counts from now on, and the
 * agent is known to be at this node. When that is another one, the state is computed from the tasks; without any it is
 * Not Ready (MRD-5). Work stays Work: who leaves it, and when, is the node's business.
 */
function signIn(
  state: PgState,
  record: MediaRecord,
  node: NodeName,
  maxTasks: number,
  context: PgContext,
): Refusal | undefined {
  record.maxTasks = maxTasks;
  if (record.signedIn) {
    changeMedia(state, record, context, () => {
      const moved = record.via !== node;
      record.via = node;
      const busy = tasksOf(state.media, record.loginId, record.mrdId).length > 0;
      if (moved && !busy && !isMutated(context.options, 'mrd-5-ready-without-tasks')) record.ready = false;
      if (moved && busy && isMutated(context.options, 'mrd-5-not-ready-with-tasks')) record.ready = false;
    });
    return refusals.alreadyIn;
  }
  changeMedia(state, record, context, () => {
    record.signedIn = true;
    record.via = node;
    record.routable = true;
    record.ready = false;
    delete record.reason;
  });
  return undefined;
}

function actOnTask(
  state: PgState,
  record: MediaRecord,
  { taskId, action }: MediaWish & { readonly kind: 'task' },
  context: PgContext,
): Refusal | undefined {
  const task = state.media.tasks[taskId];
  if (task?.loginId !== record.loginId || task.mrdId !== record.mrdId) return refusals.noTask;
  if (record.interrupted) return refusals.interrupted;
  const next = afterAction(task.state, action);
  if (next === undefined) {
    return { constant: 'E_ARM_STAT_INVALID_TASK_STATE', text: `${action} is not possible while ${task.state}` };
  }
  changeMedia(state, record, context, () => {
    if (task.state === 'OFFERED') context.cancel(startTimer(task.id));
    if (next === 'over') endTask(state, task, action === 'TRANSFER' ? 'transferred' : 'closed', context);
    else putTask(state, { ...task, state: next, changedAt: context.now }, context);
  });
  return undefined;
}

/** A customer asks for this agent: offered as soon as the agent can take it. */
export function customerAsks(state: PgState, loginId: string, mrdId: string, context: PgContext): void {
  const number = state.media.nextTask;
  state.media.nextTask += 1;
  state.media.waiting.push({ loginId, mrdId, customer: `customer-${number}`, number, offers: 0 });
  const record = state.media.records[mediaKey(loginId, mrdId)];
  if (record) offerWaiting(state, record, context);
}
