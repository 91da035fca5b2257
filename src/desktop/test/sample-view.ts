/** Views as a core would make them, for tests of the shell. */
import type { DesktopView, Notice, NoticeKey, NoticeLevel } from '../../core/view.ts';
import { blankView } from '../../gadget/test/blank-view.ts';
import type { Dialog } from '../../wire/dialog.ts';
import type { ReasonCode } from '../../wire/reason-code.ts';
import type { User } from '../../wire/user.ts';

/** All samples are told at this time, by the core's clock and (offset 0) the node's. */
export const sampleNow = Date.UTC(2026, 10, 21, 12, 3, 0);

export const ann: User = {
  uri: '/finesse/api/User/1001',
  loginId: '1001',
  loginName: 'ann',
  firstName: 'Ann',
  lastName: 'Baker',
  extension: '4001',
  roles: ['Agent'],
  state: 'NOT_READY',
  stateChangeTime: new Date(sampleNow - 65_000).toISOString(),
  reasonCodeId: 1,
  reasonCode: reason(1, 'NOT_READY', 101, 'Break'),
  teamId: '1',
  teamName: 'Support',
};

export function reason(id: number, category: ReasonCode['category'], code: number, label: string): ReasonCode {
  return { uri: `/finesse/api/ReasonCode/${id}`, id, category, code, label, forAll: true, systemCode: false };
}

export const aCall: Dialog = {
  uri: '/finesse/api/Dialog/16777217',
  id: '16777217',
  mediaType: 'Voice',
  fromAddress: '5550100',
  toAddress: '4001',
  state: 'ACTIVE',
  associatedDialogUri: '',
  secondaryId: '',
  mediaProperties: {
    callType: 'ACD_IN',
    dialedNumber: '8000',
    DNIS: '8000',
    queueNumber: '1',
    queueName: 'Support',
    wrapUpReason: '',
    callVariables: [{ name: 'callVariable1', value: 'Gold' }],
  },
  participants: [
    {
      mediaAddress: '4001',
      mediaAddressType: 'AGENT_DEVICE',
      state: 'ACTIVE',
      stateCause: '',
      startTime: new Date(sampleNow - 60_000).toISOString(),
      stateChangeTime: new Date(sampleNow - 60_000).toISOString(),
      actions: ['HOLD', 'DROP', 'UPDATE_CALL_DATA'],
    },
  ],
};

/** An incoming call that the agent has not answered. */
export const ringing = (id: string, fromAddress: string): Dialog => ({
  ...aCall,
  uri: `/finesse/api/Dialog/${id}`,
  id,
  fromAddress,
  state: 'ALERTING',
  participants: aCall.participants.map((one) => ({ ...one, state: 'ALERTING', actions: ['ANSWER'] })),
});

let noticeCount = 0;

export function notice(
  key: NoticeKey,
  params: Notice['params'] = {},
  level: NoticeLevel = 'info',
  kind: Notice['kind'] = 'banner',
): Notice {
  noticeCount += 1;
  return { id: noticeCount, key, params, level, at: sampleNow, kind };
}

export const signedOutView: DesktopView = {
  ...blankView,
  phaseSince: sampleNow,
  nodes: {
    publisher: { ...blankView.nodes.publisher, host: 'publisher.understudy.example' },
    subscriber: { ...blankView.nodes.subscriber, host: 'subscriber.understudy.example' },
  },
};

export const connectedView: DesktopView = {
  ...signedOutView,
  phase: 'connected',
  epoch: 1,
  node: 'publisher',
  nodes: {
    publisher: {
      host: 'publisher.understudy.example',
      status: 'in-service',
      heartbeat: 'success',
      seenAt: sampleNow,
    },
    subscriber: signedOutView.nodes.subscriber,
  },
  notifications: 'open',
  session: { agentId: '1001', extension: '4001', signedInAt: sampleNow },
  agent: ann,
  media: { round: 1, domains: [], tasks: [] },
  reasonCodes: {
    notReady: [reason(1, 'NOT_READY', 101, 'Break'), reason(2, 'NOT_READY', 102, 'Lunch')],
    signOut: [reason(5, 'LOGOUT', 201, 'End of shift'), reason(6, 'LOGOUT', 202, 'Computer problem')],
  },
  banner: notice('signed-in', { node: 'publisher' }, 'success'),
};

export const searchingView: DesktopView = {
  ...connectedView,
  phase: 'searching',
  notifications: 'closed',
  nodes: {
    publisher: { ...connectedView.nodes.publisher, status: 'unreachable' },
    subscriber: { ...connectedView.nodes.subscriber, status: 'in-service', seenAt: sampleNow },
  },
  staleSince: sampleNow - 4000,
  banner: notice('searching', { node: 'publisher', trigger: 'notifications-lost' }, 'warning'),
};

export const movedView: DesktopView = {
  ...connectedView,
  epoch: 2,
  node: 'subscriber',
  nodes: searchingView.nodes,
  dialogs: [aCall],
  banner: notice('moved', { from: 'publisher', to: 'subscriber', seconds: 3 }, 'success'),
  lastMove: {
    from: 'publisher',
    to: 'subscriber',
    trigger: 'notifications-lost',
    startedAt: sampleNow - 3000,
    endedAt: sampleNow,
  },
};
