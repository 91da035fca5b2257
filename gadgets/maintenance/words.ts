/** Everything the maintenance of the nodes says, in one place. */
import type { MaintenanceUser, MaintenanceUserPhase, NodeName, StateWords } from '../../src/gadget/index.ts';
import type { Course, Group } from './progress.ts';

export const nodeWords: Readonly<Record<NodeName, string>> = { publisher: 'Publisher', subscriber: 'Subscriber' };

/** Longer notices first disturb fewer people in the middle of something. */
export const notices = [
  { seconds: 60, text: '1 minute' },
  { seconds: 300, text: '5 minutes' },
  { seconds: 900, text: '15 minutes' },
  { seconds: 1_800, text: '30 minutes' },
] as const;

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Half minutes and more are told in minutes: the node's plan is no clock. */
export function inTime(seconds: number): string {
  return seconds < 90
    ? counted(Math.max(0, Math.round(seconds)), 'second')
    : counted(Math.round(seconds / 60), 'minute');
}

export const courseWords: Readonly<Record<Course, StateWords>> = {
  none: { text: 'None', tone: 'plain' },
  planned: { text: 'Planned', tone: 'info' },
  moving: { text: 'Moving people', tone: 'warning' },
  completed: { text: 'Completed', tone: 'positive' },
  'given-up': { text: 'Given up', tone: 'danger' },
};

/** One sentence per course, told once. */
export function courseSentence(course: Course, node: string, reason: string): string {
  switch (course) {
    case 'none':
      return '';
    case 'planned':
      return `Maintenance of the ${node} is planned, and everybody on it is told. It can still be called off.`;
    case 'moving':
      return `People are being moved from the ${node}. It cannot be called off any more.`;
    case 'completed':
      return `Nobody is left on the ${node}: its services are shut down.`;
    case 'given-up':
      return `The last maintenance of the ${node} was given up${reason ? `: ${reason}` : ''}. Who had moved stays moved.`;
  }
}

export const phaseWords: Readonly<Record<MaintenanceUserPhase, StateWords>> = {
  SCHEDULED: { text: 'To be moved', tone: 'info' },
  MIGRATING: { text: 'Moving now', tone: 'warning' },
  MOVED: { text: 'Moved', tone: 'positive' },
  STAYING: { text: 'Stays', tone: 'danger' },
  AWAY: { text: 'Left, not seen again', tone: 'warning' },
  CONNECTED: { text: 'To sign out', tone: 'info' },
  SIGNING_OUT: { text: 'Being signed out', tone: 'warning' },
  LEFT: { text: 'Left', tone: 'plain' },
};

const kindWords: Readonly<Record<MaintenanceUser['userType'], string>> = {
  DESKTOP: '',
  FIPPA: 'IP phone (IPPA)',
  THIRDPARTY: 'another program: is not moved, has to sign out',
};

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
    phase === 'SCHEDULED' ? `in about ${inTime(secondsToMove)}` : '',
    postponedSeconds > 0 ? `has put it off by ${inTime(postponedSeconds)}` : '',
    reason,
  ];
  return details.filter((word) => word !== '').join(' · ');
}

export const groupWords: Readonly<Record<Group, string>> = {
  staying: 'stay here',
  waiting: 'still to leave',
  gone: 'gone',
};

export const words = {
  people: (node: string) => `Whom the maintenance of the ${node} is about`,
  notice: 'Tell people in advance',
  start: (node: string) => `Take the ${node} out of use…`,
  ask: (node: string, notice: string) =>
    `Everybody on the ${node} is told now, and moved to the other node from ${notice} on; phones are signed out. When nobody is ` +
    'left, its services are shut down. Start?',
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
} as const;
