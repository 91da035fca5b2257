/**
 * What a desktop shows to whom nobody is signed in: the ground on which tests put their views. The core's own beginning without what
 * a host may leave out; `tools/test/blank-view.test.ts` holds the two together, for tests of pages may not import the core.
 */
import type { DesktopView } from '../../core/view.ts';

export const blankView: DesktopView = {
  phase: 'signed-out',
  phaseSince: 0,
  epoch: 0,
  node: undefined,
  nodes: {
    publisher: { host: 'publisher.example', status: 'unknown', heartbeat: 'unknown', seenAt: undefined },
    subscriber: { host: 'subscriber.example', status: 'unknown', heartbeat: 'unknown', seenAt: undefined },
  },
  notifications: 'closed',
  session: undefined,
  agent: undefined,
  dialogs: [],
  media: { round: 0, domains: [], tasks: [] },
  teams: [],
  queues: [],
  reasonCodes: { notReady: [], signOut: [] },
  pending: [],
  banner: undefined,
  toasts: [],
  staleSince: undefined,
  lastMove: undefined,
  turn: undefined,
  gaps: [],
  doubtfulCalls: [],
  clockOffset: 0,
  profile: 'swift',
  move: 'in-place',
  ways: { reload: 'unknown', redirect: { kind: 'unknown' } },
};
