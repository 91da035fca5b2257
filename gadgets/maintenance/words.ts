/** Everything the maintenance of the nodes says, in one place. */
import { catalogue, plural, said, worded, wordedList } from '../../src/gadget/index.ts';
import type { MaintenanceUser, MaintenanceUserPhase, NodeName, StateWords } from '../../src/gadget/index.ts';
import type { Course, Group } from './progress.ts';

export const nodeWords: Readonly<Record<NodeName, string>> = catalogue('gadget.maintenance.node', {
  publisher: 'Publisher',
  subscriber: 'Subscriber',
});

/** Within a sentence. */
export const nodeInSentence: Readonly<Record<NodeName, string>> = catalogue('gadget.maintenance.node-in-sentence', {
  publisher: 'publisher',
  subscriber: 'subscriber',
});

/** Longer notices first disturb fewer people in the middle of something. */
export const notices = wordedList('gadget.maintenance.notice', 'seconds', ['text'], [
  { seconds: 60, text: '1 minute' },
  { seconds: 300, text: '5 minutes' },
  { seconds: 900, text: '15 minutes' },
  { seconds: 1_800, text: '30 minutes' },
] as const);

/** Half minutes and more are told in minutes: the node's plan is no clock. */
export const inTime = said('gadget.maintenance.in-time', (seconds: number): string => {
  if (seconds >= 90) return `${Math.round(seconds / 60)} minutes`;
  const whole = Math.max(0, Math.round(seconds));
  return plural(whole, { one: '1 second', other: `${whole} seconds` });
});

export const courseWords: Readonly<Record<Course, StateWords>> = worded('gadget.maintenance.course', ['text'], {
  none: { text: 'No maintenance', tone: 'plain' },
  planned: { text: 'Planned', tone: 'info' },
  moving: { text: 'Moving people', tone: 'warning' },
  completed: { text: 'Completed', tone: 'positive' },
  'given-up': { text: 'Given up', tone: 'danger' },
} as const);

/** One sentence per course, told once. */
export const courseSentences: Readonly<Record<Course, (node: string, reason: string) => string>> = catalogue(
  'gadget.maintenance.course-sentence',
  {
    none: () => '',
    planned: (node: string) =>
      `Maintenance of the ${node} is planned, and everybody on it is told. It can still be called off.`,
    moving: (node: string) => `People are being moved from the ${node}. It cannot be called off any more.`,
    completed: (node: string) => `Nobody is left on the ${node}: its services are shut down.`,
    'given-up': (node: string, reason: string) =>
      `The last maintenance of the ${node} was given up${reason ? `: ${reason}` : ''}. Who had moved stays moved.`,
  },
);

export const phaseWords: Readonly<Record<MaintenanceUserPhase, StateWords>> = worded(
  'gadget.maintenance.phase',
  ['text'],
  {
    SCHEDULED: { text: 'To be moved', tone: 'info' },
    MIGRATING: { text: 'Moving now', tone: 'warning' },
    MOVED: { text: 'Moved', tone: 'positive' },
    STAYING: { text: 'Stays', tone: 'danger' },
    AWAY: { text: 'Left, not seen again', tone: 'warning' },
    CONNECTED: { text: 'To sign out', tone: 'info' },
    SIGNING_OUT: { text: 'Being signed out', tone: 'warning' },
    LEFT: { text: 'Left', tone: 'plain' },
  } as const,
);

const kindWords: Readonly<Record<MaintenanceUser['userType'], string>> = catalogue('gadget.maintenance.kind', {
  DESKTOP: '',
  FIPPA: 'IP phone (IPPA)',
  THIRDPARTY: 'another program: is not moved, has to sign out',
});

export function userDetails({
  loginId,
  userType,
  phase,
  secondsToMove,
  postponedSeconds,
  reason,
}: MaintenanceUser): string {
  const details = [
    loginId,
    kindWords[userType],
    phase === 'SCHEDULED' ? words.movesIn(secondsToMove) : '',
    postponedSeconds > 0 ? words.postponed(postponedSeconds) : '',
    reason,
  ];
  return details.filter((word) => word !== '').join(' · ');
}

export const groupWords: Readonly<Record<Group, string>> = catalogue('gadget.maintenance.group', {
  staying: 'stay here',
  waiting: 'still to leave',
  gone: 'gone',
});

export const words = catalogue('gadget.maintenance', {
  movesIn: (seconds: number) => `in about ${inTime(seconds)}`,
  postponed: (seconds: number) => `has put it off by ${inTime(seconds)}`,
  people: (node: string) => `Whom the maintenance of the ${node} is about`,
  notice: 'Tell people in advance',
  start: (node: string) => `Take the ${node} out of use…`,
  ask: (node: string, notice: string) =>
    `Everybody on the ${node} is told now. After ${notice} the first of them are moved to the other node, and phones are signed ` +
    'out. When nobody is left, its services are shut down. Start?',
  really: 'Start maintenance',
  rather: 'Do not start',
  callOff: (node: string) => `Call off the maintenance of the ${node}`,
  first: (seconds: number) => `The first desktops move in about ${inTime(seconds)}.`,
  left: (seconds: number) => `Done in about ${inTime(seconds)} by the present plan.`,
  only: (count: number) => `The first ${count} are shown.`,
  inUse: 'this desktop is here',
  notYet: 'Not read yet: it is read when there is a connection.',
  notAllowed: 'This is for administrators: you may not take a node out of use.',
  readAt: (age: string) => `Read at ${age}`,
  notRead: (node: string, why: string) => `The ${node} could not be read: ${why}`,
  shutDown: 'If everybody has left, it has shut down its services, as it should.',
  started: (node: string) => `The maintenance of the ${node} has begun: people are told.`,
  calledOff: (node: string) => `The maintenance of the ${node} is called off: people are told.`,
});
