/** Values that tests of the core share: an agent, a call, queues, a team. */
import type { Dialog, ParticipantState } from '../../wire/dialog.ts';
import { paths } from '../../wire/paths.ts';
import type { Queue } from '../../wire/queue.ts';
import type { ReasonCode } from '../../wire/reason-code.ts';
import type { Team } from '../../wire/team.ts';
import type { AgentState, User } from '../../wire/user.ts';

export const agentId = '1001';
export const extension = '4001';
/** 2024-05-01T08:00:00Z */
export const startAt = 1_714_550_400_000;

export function user(state: AgentState, more: Partial<User> = {}): User {
  return {
    uri: paths.user(agentId),
    loginId: agentId,
    loginName: 'ada',
    firstName: 'Ada',
    lastName: 'Meyer',
    extension,
    roles: ['Agent'],
    state,
    stateChangeTime: '2024-05-01T08:00:00.000Z',
    teamId: '1',
    teamName: 'Support',
    ...more,
  };
}

export function dialog(id: string, own: ParticipantState = 'ACTIVE', more: Partial<Dialog> = {}): Dialog {
  const participant = (mediaAddress: string, state: ParticipantState) => ({
    mediaAddress,
    mediaAddressType: mediaAddress === extension ? 'AGENT_DEVICE' : '',
    state,
    stateCause: '',
    startTime: '',
    stateChangeTime: '',
    actions: [],
  });
  return {
    uri: paths.dialog(id),
    id,
    mediaType: 'Voice',
    fromAddress: '5551234',
    toAddress: extension,
    state: 'ACTIVE',
    associatedDialogUri: '',
    secondaryId: '',
    mediaProperties: {
      callType: 'ACD_IN',
      dialedNumber: '1800',
      DNIS: '1800',
      queueNumber: '1',
      queueName: 'Sales',
      wrapUpReason: '',
      callVariables: [{ name: 'callVariable1', value: 'gold' }],
    },
    participants: [participant('5551234', 'ACTIVE'), participant(extension, own)],
    ...more,
  };
}

export function queue(id: string, callsInQueue = 0): Queue {
  return {
    uri: paths.queue(id),
    id,
    name: `Queue ${id}`,
    statistics: {
      callsInQueue,
      startTimeOfLongestCallInQueue: '',
      agentsReady: 0,
      agentsNotReady: 0,
      agentsBusyOther: 0,
      agentsLoggedOn: 0,
      agentsTalkingInbound: 0,
      agentsTalkingOutbound: 0,
      agentsTalkingInternal: 0,
      agentsWrapUpNotReady: 0,
      agentsWrapUpReady: 0,
    },
  };
}

export function reason(
  code: number,
  id: number,
  label: string,
  category: ReasonCode['category'] = 'NOT_READY',
): ReasonCode {
  return { uri: paths.reasonCode(id), id, category, code, label, forAll: true, systemCode: id === -1 };
}

export function team(members: readonly { loginId: string; state: AgentState }[]): Team {
  return {
    uri: paths.team('1'),
    id: '1',
    name: 'Support',
    users: members.map(({ loginId, state }) => ({
      uri: paths.user(loginId),
      loginId,
      firstName: 'M',
      lastName: loginId,
      extension: String(Number(loginId) + 3000),
      state,
      stateChangeTime: '',
    })),
  };
}
