/**
 * Generators (fast-check) of the wire's objects, for properties in any folder's tests. What they make is inside the
 * model: it can be encoded, and comes back the same. What they are made of: `text-arbitraries.ts`; a node and its
 * maintenance: `node-arbitraries.ts`; requests and replies: `request-arbitraries.ts`; layouts: `layout-arbitraries.ts`.
 */
import fc from 'fast-check';
import type { ApiError } from '../api-errors.ts';
import { dialogActions, participantStates } from '../dialog.ts';
import type { CallVariable, Dialog, MediaProperties, Participant } from '../dialog.ts';
import type { WirePayload } from '../http.ts';
import { dialogLogoutActions, interruptActions, mediaStates, type Media } from '../media.ts';
import type { Queue, QueueStatistics } from '../queue.ts';
import { reasonCategories, type ReasonCode } from '../reason-code.ts';
import type { Team, TeamMember } from '../team.ts';
import type { Update, UpdateEvent } from '../update.ts';
import { maintenanceAlert, maintenanceMode, systemInfo } from './node-arbitraries.ts';
import { anyText, count, filledText, needs, plain, timeOrNothing } from './text-arbitraries.ts';
import { agentStates, roles, mobileModes, wrapUpSettings, type TeamReference, type User } from '../user.ts';

export const reasonCode: fc.Arbitrary<ReasonCode> = fc.record(
  {
    uri: anyText,
    id: count,
    category: fc.constantFrom(...reasonCategories),
    code: fc.integer({ min: 1, max: 65_535 }),
    label: anyText,
    forAll: fc.boolean(),
    systemCode: fc.boolean(),
  },
  plain,
);

export const teamReference: fc.Arbitrary<TeamReference> = fc.record(
  { uri: filledText, id: filledText, name: anyText },
  plain,
);

export const user: fc.Arbitrary<User> = fc.record(
  {
    uri: filledText,
    loginId: filledText,
    loginName: anyText,
    firstName: anyText,
    lastName: anyText,
    extension: anyText,
    roles: fc.array(fc.constantFrom(...roles), { maxLength: 3 }),
    state: fc.constantFrom(...agentStates),
    stateChangeTime: timeOrNothing,
    pendingState: fc.constantFrom(...agentStates),
    reasonCodeId: count,
    reasonCode,
    teamId: anyText,
    teamName: anyText,
    teams: fc.array(teamReference, { maxLength: 3 }),
    wrapUpTimer: fc.nat(),
    settings: fc.record(
      {
        wrapUpOnIncoming: fc.constantFrom(...wrapUpSettings),
        wrapUpOnOutgoing: fc.constantFrom(...wrapUpSettings),
        deviceSelection: filledText,
      },
      needs(),
    ),
    mediaType: fc.nat(),
    mobileAgent: fc.record({ mode: fc.constantFrom(...mobileModes), dialNumber: anyText }, plain),
    skillTargetId: fc.nat(),
    services: fc.array(anyText, { maxLength: 2 }),
    activeDeviceId: filledText,
    devices: fc.array(fc.record({ deviceId: anyText, deviceType: anyText, deviceTypeName: anyText }, plain), {
      maxLength: 2,
    }),
  },
  needs(
    'uri',
    'loginId',
    'loginName',
    'firstName',
    'lastName',
    'extension',
    'roles',
    'state',
    'stateChangeTime',
    'teamId',
    'teamName',
  ),
);

export const callVariable: fc.Arbitrary<CallVariable> = fc.record({ name: filledText, value: anyText }, plain);

const mediaProperties: fc.Arbitrary<MediaProperties> = fc.record(
  {
    mediaId: filledText,
    callType: anyText,
    dialedNumber: anyText,
    DNIS: anyText,
    queueNumber: anyText,
    queueName: anyText,
    wrapUpReason: anyText,
    callVariables: fc.array(callVariable, { maxLength: 4 }),
  },
  needs('callType', 'dialedNumber', 'DNIS', 'queueNumber', 'queueName', 'wrapUpReason', 'callVariables'),
);

const participant: fc.Arbitrary<Participant> = fc.record(
  {
    mediaAddress: filledText,
    mediaAddressType: fc.constantFrom('AGENT_DEVICE', ''),
    state: fc.constantFrom(...participantStates),
    stateCause: anyText,
    startTime: timeOrNothing,
    stateChangeTime: timeOrNothing,
    actions: fc.array(fc.constantFrom(...dialogActions), { maxLength: 5 }),
  },
  plain,
);

export const dialog: fc.Arbitrary<Dialog> = fc.record(
  {
    uri: filledText,
    id: filledText,
    mediaType: anyText,
    fromAddress: anyText,
    toAddress: anyText,
    state: fc.constantFrom(...participantStates),
    associatedDialogUri: anyText,
    secondaryId: anyText,
    mediaProperties,
    participants: fc.array(participant, { maxLength: 3 }),
  },
  plain,
);

const member: fc.Arbitrary<TeamMember> = fc.record(
  {
    uri: filledText,
    loginId: filledText,
    firstName: anyText,
    lastName: anyText,
    extension: anyText,
    state: fc.constantFrom(...agentStates),
    pendingState: fc.constantFrom(...agentStates),
    stateChangeTime: timeOrNothing,
    reasonCode,
  },
  needs('uri', 'loginId', 'firstName', 'lastName', 'extension', 'state', 'stateChangeTime'),
);

export const team: fc.Arbitrary<Team> = fc.record(
  { uri: filledText, id: filledText, name: anyText, users: fc.array(member, { maxLength: 3 }) },
  plain,
);

const statistics: fc.Arbitrary<QueueStatistics> = fc.record(
  {
    callsInQueue: count,
    startTimeOfLongestCallInQueue: timeOrNothing,
    agentsReady: count,
    agentsNotReady: count,
    agentsBusyOther: count,
    agentsLoggedOn: count,
    agentsTalkingInbound: count,
    agentsTalkingOutbound: count,
    agentsTalkingInternal: count,
    agentsWrapUpNotReady: count,
    agentsWrapUpReady: count,
  },
  plain,
);

export const queue: fc.Arbitrary<Queue> = fc.record(
  { uri: filledText, id: filledText, name: anyText, statistics },
  plain,
);

export const apiError: fc.Arbitrary<ApiError> = fc.record(
  {
    errorType: anyText,
    errorMessage: anyText,
    errorData: anyText,
    errorMedia: anyText,
    peripheralErrorCode: anyText,
    peripheralErrorMsg: anyText,
  },
  needs('errorType', 'errorMessage', 'errorData'),
);

export const media: fc.Arbitrary<Media> = fc.record(
  {
    uri: filledText,
    id: filledText,
    name: anyText,
    description: anyText,
    state: fc.constantFrom(...mediaStates),
    stateChangeTime: timeOrNothing,
    reasonCodeId: count,
    reasonCode,
    routable: fc.boolean(),
    interruptible: fc.boolean(),
    maxDialogLimit: fc.integer({ min: 1, max: 10 }),
    interruptAction: fc.constantFrom(...interruptActions),
    dialogLogoutAction: fc.constantFrom(...dialogLogoutActions),
  },
  needs(
    'uri',
    'id',
    'name',
    'description',
    'state',
    'stateChangeTime',
    'routable',
    'interruptible',
    'maxDialogLimit',
    'interruptAction',
    'dialogLogoutAction',
  ),
);

const few = { maxLength: 3 } as const;
/** Every payload that can be sent (`Malformed` cannot). */
export const wirePayload: fc.Arbitrary<WirePayload> = fc.oneof(
  fc.constant<WirePayload>({ kind: 'Empty' }),
  systemInfo.map((value): WirePayload => ({ kind: 'SystemInfo', value })),
  user.map((value): WirePayload => ({ kind: 'User', value })),
  fc.array(dialog, few).map((value): WirePayload => ({ kind: 'Dialogs', value })),
  media.map((value): WirePayload => ({ kind: 'Media', value })),
  fc.array(media, few).map((value): WirePayload => ({ kind: 'MediaList', value })),
  dialog.map((value): WirePayload => ({ kind: 'Dialog', value })),
  team.map((value): WirePayload => ({ kind: 'Team', value })),
  fc.array(queue, few).map((value): WirePayload => ({ kind: 'Queues', value })),
  queue.map((value): WirePayload => ({ kind: 'Queue', value })),
  fc.array(reasonCode, few).map((value): WirePayload => ({ kind: 'ReasonCodes', value })),
  fc.array(apiError, few).map((value): WirePayload => ({ kind: 'ApiErrors', value })),
  maintenanceMode.map((value): WirePayload => ({ kind: 'MaintenanceMode', value })),
  maintenanceAlert.map((value): WirePayload => ({ kind: 'MaintenanceAlert', value })),
);

export const update: fc.Arbitrary<Update> = fc.record(
  {
    event: fc.constantFrom<UpdateEvent>('put', 'post', 'delete'),
    source: filledText,
    requestId: anyText,
    data: wirePayload,
  },
  plain,
);
