/** A node's maintenance as this gadget shows it, made of what the node says. Pure; knows no element. */
import type { MaintenanceMode, MaintenanceUser, MaintenanceUserPhase } from '../../src/gadget/index.ts';

/** `none`: never since the node was started. */
export type Course = 'none' | 'planned' | 'moving' | 'completed' | 'given-up';

export interface Run {
  /** When the node said so; ms since 1970, by its clock. */
  readonly at: number;
  readonly course: Course;
  readonly reason: string;
  readonly secondsLeft: number;
  readonly counts: Readonly<Record<Group, number>>;
  /** Those that an administrator may have to do something about come first. */
  readonly users: readonly MaintenanceUser[];
}

/** `waiting`: to be moved, or to sign out. `gone`: moved, or left by themselves. */
export const groups = ['staying', 'waiting', 'gone'] as const;
export type Group = (typeof groups)[number];

const groupOf: Readonly<Record<MaintenanceUserPhase, Group>> = {
  STAYING: 'staying',
  SCHEDULED: 'waiting',
  MIGRATING: 'waiting',
  CONNECTED: 'waiting',
  SIGNING_OUT: 'waiting',
  AWAY: 'waiting',
  MOVED: 'gone',
  LEFT: 'gone',
};

/** As many are kept and shown of a node. */
export const mostShown = 100;

function courseOf({ status, stage }: MaintenanceMode): Course {
  if (status === undefined) return 'none';
  if (status === 'IN_PROGRESS') return stage === 'SCHEDULED' ? 'planned' : 'moving';
  return status === 'COMPLETED' ? 'completed' : 'given-up';
}

export function runOf(mode: MaintenanceMode, at: number): Run {
  const count = (group: Group): number => mode.users.filter(({ phase }) => groupOf[phase] === group).length;
  const inOrder = groups.flatMap((group) => mode.users.filter(({ phase }) => groupOf[phase] === group));
  return {
    at,
    course: courseOf(mode),
    reason: mode.statusReason,
    secondsLeft: mode.estimatedCompletionTime,
    counts: { staying: count('staying'), waiting: count('waiting'), gone: count('gone') },
    users: inOrder.slice(0, mostShown),
  };
}

export const isUnderWay = ({ course }: Run): boolean => course === 'planned' || course === 'moving';

/** Until the first desktop moves; `undefined` when none is to. */
export function firstMoveIn({ users }: Run): number | undefined {
  const waiting = users.filter(({ phase }) => phase === 'SCHEDULED').map(({ secondsToMove }) => secondsToMove);
  return waiting.length > 0 ? Math.min(...waiting) : undefined;
}
