/** Everything system info says, in one place. What was never shown is said to be unknown. */
import { catalogue, worded } from '../../src/gadget/index.ts';
import type { DesktopView, NodeKnowledge, NodeName, StateWords } from '../../src/gadget/index.ts';

export const nodeWords: Readonly<Record<NodeName, string>> = catalogue('gadget.system-info.node', {
  publisher: 'Publisher',
  subscriber: 'Subscriber',
});

/** Within a sentence. */
export const nodeInSentence: Readonly<Record<NodeName, string>> = catalogue('gadget.system-info.node-in-sentence', {
  publisher: 'publisher',
  subscriber: 'subscriber',
});

export const statusWords: Readonly<Record<NodeKnowledge['status'], StateWords>> = worded(
  'gadget.system-info.status',
  ['text'],
  {
    unknown: { text: 'Not looked at', tone: 'plain' },
    'in-service': { text: 'In service', tone: 'positive' },
    'out-of-service': { text: 'Out of service', tone: 'danger' },
    unreachable: { text: 'Not reachable', tone: 'danger' },
  } as const,
);

export const heartbeatWords: Readonly<Record<NodeKnowledge['heartbeat'], string>> = catalogue(
  'gadget.system-info.heartbeat',
  {
    unknown: 'not known',
    success: 'heard',
    failure: 'missed',
  },
);

export const triggerWords: Readonly<Record<NonNullable<DesktopView['lastMove']>['trigger'], string>> = catalogue(
  'gadget.system-info.trigger',
  {
    'out-of-service': 'the node said that it was out of service',
    'notifications-lost': 'notifications were lost',
    'finesse-unavailable': 'Finesse was not available on the node',
    silence: 'the node was silent',
    'request-refused': 'the node refused a request',
    maintenance: 'the node was taken out of use',
  },
);

export const channelWords: Readonly<Record<DesktopView['notifications'], string>> = catalogue(
  'gadget.system-info.channel',
  {
    closed: 'closed',
    opening: 'opening',
    open: 'open',
  },
);

export const moveWords: Readonly<Record<DesktopView['move'], string>> = catalogue('gadget.system-info.move', {
  'in-place': 'in place',
  reload: 'by reload',
  redirect: 'by redirect',
});

export const words = catalogue('gadget.system-info', {
  nodes: 'Both nodes',
  status: 'Status',
  heartbeat: 'CTI heartbeat',
  roundTrip: 'Round trip',
  seen: 'Last seen',
  inUse: 'in use',
  ms: (ms: number) => `${Math.round(ms)} ms`,
  never: 'never',
  connection: 'This desktop',
  profile: 'Failover profile',
  move: 'Moves',
  channel: 'Notifications',
  epoch: 'Connections',
  times: (epoch: number) => (epoch === 1 ? 'the first of this session' : `number ${epoch} of this session`),
  clock: 'Clock of the node',
  ahead: (ms: number) => (Math.abs(ms) < 1000 ? 'as ours' : `${Math.round(ms / 100) / 10} s from ours`),
  lastMove: 'Last failover',
  noMove: 'none in this session',
  moved: (from: string, to: string, seconds: string) =>
    from === to ? `stayed on the ${to} after ${seconds} s` : `${from} to ${to} in ${seconds} s`,
  because: (why: string) => `because ${why}`,
  system: (node: string) => `What the ${node} says`,
  deployment: 'Deployment',
  reason: 'Reason',
  domain: 'Notification domain',
  signIn: 'Sign-in',
  ctiVersion: 'CTI protocol',
  version: (version: number) => `version ${version}`,
  interval: 'CTI heartbeat interval',
  seconds: (seconds: number) => `${seconds} s`,
  ctiServers: 'CTI servers',
  active: 'active',
  standby: 'standby',
  maintenance: 'Maintenance',
  notRead: 'Not read yet: it is read when there is a connection.',
  pg: 'PG {phase}',
  again: 'Read again',
  readAt: (time: string) => `Read at ${time}`,
});
