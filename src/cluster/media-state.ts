/** The slices of state of non-voice media: at the peripheral, and a node's copy. Plain JSON. */
import type { MediaOptions } from '../wire/media.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import { mediaDomains, mediaKey } from './media-domains.ts';
import type { MediaCatchUp, MediaFact, Task } from './media-messages.ts';
import type { Reason } from './messages.ts';
import { stateFromTasks } from './media-tasks.ts';

/** An agent in one domain, whose truth is at the peripheral. */
export interface MediaRecord {
  readonly loginId: string;
  readonly mrdId: string;
  via: NodeName;
  signedIn: boolean;
  ready: boolean;
  reason?: Reason;
  routable: boolean;
  /** The node's CTI link was lost: WORK, until somebody says that the agent is there again (MRD-1). */
  work: boolean;
  /** Gave way to a call. */
  interrupted: boolean;
  maxTasks: number;
  changedAt: Ms;
}

/** A customer who waits for an agent, or waits again after RONA. */
export interface WaitingTask {
  readonly mrdId: string;
  readonly loginId: string;
  readonly customer: string;
  readonly number: number;
  /** How often it has been offered. */
  readonly offers: number;
}

export interface PeripheralMedia {
  records: Record<string, MediaRecord>;
  tasks: Record<string, Task>;
  waiting: WaitingTask[];
  nextTask: number;
  /** Per agent and domain. */
  ronas: Record<string, number>;
}

export interface NodeMedia {
  facts: Record<string, MediaFact>;
  tasks: Record<string, Task>;
  /** Known to the node alone that the agent signed in to; gone with it. */
  options: Record<string, MediaOptions>;
  /** Property `enableAutoWorkModeStateChange`; on the node's disk. */
  autoWorkModeStateChange: boolean;
}

export const freshPeripheralMedia = (): PeripheralMedia => ({
  records: {},
  tasks: {},
  waiting: [],
  nextTask: 1,
  ronas: {},
});

export const freshNodeMedia = (autoWorkModeStateChange = true): NodeMedia => ({
  facts: {},
  tasks: {},
  options: {},
  autoWorkModeStateChange,
});

export const tasksOf = (media: Pick<PeripheralMedia, 'tasks'>, loginId: string, mrdId: string): Task[] =>
  Object.values(media.tasks).filter((task) => task.loginId === loginId && task.mrdId === mrdId);

export function factOfMedia(media: PeripheralMedia, record: MediaRecord): MediaFact {
  const { loginId, mrdId, reason, routable, changedAt, via } = record;
  const state = stateOf(media, record);
  const withReason = reason && (state === 'NOT_READY' || state === 'LOGOUT');
  return { loginId, mrdId, state, routable, changedAt, via, ...(withReason ? { reason } : {}) };
}

function stateOf(media: PeripheralMedia, record: MediaRecord): MediaFact['state'] {
  if (!record.signedIn) return 'LOGOUT';
  if (record.work) return 'WORK';
  if (!record.ready) return 'NOT_READY';
  if (record.interrupted) return 'INTERRUPTED';
  return stateFromTasks(tasksOf(media, record.loginId, record.mrdId)) ?? 'READY';
}

export const mediaCatchUp = (media: PeripheralMedia): MediaCatchUp => ({
  media: Object.values(media.records).map((record) => factOfMedia(media, record)),
  tasks: Object.values(media.tasks),
});

function isEmpty(records: PeripheralMedia['records']): boolean {
  for (const _ in records) return false;
  return true;
}

/** An agent's records, in the order of the domains. Asked at every change of an agent: without a list of lists. */
export function recordsOf({ records }: PeripheralMedia, loginId: string): MediaRecord[] {
  const found: MediaRecord[] = [];
  if (isEmpty(records)) return found;
  for (const { id } of mediaDomains) {
    const record = records[mediaKey(loginId, id)];
    if (record) found.push(record);
  }
  return found;
}
