/**
 * Generators (fast-check) of the wire's objects, for properties in any folder's tests. What they make is inside the
 * model: it can be encoded, and comes back the same. Requests and replies: `request-arbitraries.ts`; layouts:
 * `layout-arbitraries.ts`.
 */
import fc from 'fast-check';
import type { ApiError } from '../api-errors.ts';
import { dialogActions, participantStates } from '../dialog.ts';
import type { CallVariable, Dialog, MediaProperties, Participant } from '../dialog.ts';
import type { WirePayload } from '../http.ts';
import { connectedUserTypes } from '../connected-users.ts';
import { maintenanceUserPhases, type MaintenanceUser } from '../maintenance-users.ts';
import {
  maintenanceAlertPhases,
  maintenanceStages,
  type MaintenanceAlert,
  type MaintenanceMode,
} from '../maintenance.ts';
import { dialogLogoutActions, interruptActions, mediaStates, type Media } from '../media.ts';
import type { Queue, QueueStatistics } from '../queue.ts';
import { reasonCategories, type ReasonCode } from '../reason-code.ts';
import { ctiMaintenancePhases, finesseMaintenanceStatuses, serviceStatuses } from '../system-info.ts';
import type { CtiServer, SystemInfo } from '../system-info.ts';
import type { Team, TeamMember } from '../team.ts';
import type { Update, UpdateEvent } from '../update.ts';
import { agentStates, roles, mobileModes, wrapUpSettings, type TeamReference, type User } from '../user.ts';

export const plain = { noNullPrototype: true } as const;
/** For `fc.record`: records whose other keys may be absent. */
export const needs = <Key extends string>(...requiredKeys: Key[]) => ({ ...plain, requiredKeys });

/** Characters that codecs have been known to lose, among ordinary ones. */
const awkward = [
  '<',
  '>',
  '&',
  '"',
  "'",
  ']',
  '\t',
  '\n',
  '\r',
  ' ',
  '0',
  ':',
  '%',
  '+',
  'é',
  '\u0085',
  '\u2028',
  '😀',
];
const character = fc.oneof(fc.constantFrom(...awkward), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }));
/** Any text that XML can carry. */
export const anyText = fc
  .array(character, { maxLength: 12 })
  .map((characters) => characters.join('').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''));
/** Text that is not blank. */
export const filledText = anyText.map((text) => (text.trim() === '' ? `x${text}` : text));

export const isoTime = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
/** Empty when the node does not know it. */
export const timeOrNothing = fc.oneof(isoTime, fc.constant(''));
export const count = fc.integer({ min: -1, max: 100_000 });

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

const ctiServer: fc.Arbitrary<CtiServer> = fc.record(
  { host: anyText, active: fc.boolean(), connectedDuration: fc.nat() },
  needs('host', 'active'),
);
const ports = { httpsPort: fc.nat(), xmppPort: fc.nat(), xmppSecurePort: fc.nat() };

export const systemInfo: fc.Arbitrary<SystemInfo> = fc.record(
  {
    uri: filledText,
    currentTimestamp: timeOrNothing,
    deploymentType: anyText,
    status: fc.constantFrom(...serviceStatuses),
    statusReason: anyText,
    lastCTIHeartbeatStatus: fc.constantFrom('success' as const, 'failure' as const),
    ctiHeartbeatInterval: fc.nat(),
    lastSuccessCTIHeartbeatTime: fc.nat(),
    ctiVersion: fc.nat(),
    peripheralId: filledText,
    timezoneOffset: fc.integer({ min: -1440, max: 1440 }),
    license: filledText,
    primaryNode: fc.record({ host: anyText, ...ports }, { ...plain, requiredKeys: ['host'] }),
    secondaryNode: fc.record({ host: filledText, ...ports }, { ...plain, requiredKeys: ['host'] }),
    xmppDomain: anyText,
    xmppPubSubDomain: anyText,
    systemAuthMode: anyText,
    ctiServers: fc.array(ctiServer, { maxLength: 2 }),
    ctiMaintenance: fc.record({ phase: fc.constantFrom(...ctiMaintenancePhases), seconds: fc.nat() }, plain),
    finesseMaintenance: fc.record({ status: fc.constantFrom(...finesseMaintenanceStatuses), seconds: fc.nat() }, plain),
  },
  needs(
    'uri',
    'currentTimestamp',
    'deploymentType',
    'status',
    'statusReason',
    'lastCTIHeartbeatStatus',
    'ctiHeartbeatInterval',
    'primaryNode',
    'xmppDomain',
    'xmppPubSubDomain',
    'systemAuthMode',
    'ctiServers',
  ),
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

const maintenanceUser: fc.Arbitrary<MaintenanceUser> = fc.record(
  {
    loginId: filledText,
    firstName: anyText,
    lastName: anyText,
    userType: fc.constantFrom(...connectedUserTypes),
    phase: fc.constantFrom(...maintenanceUserPhases),
    secondsToMove: fc.nat(),
    postponedSeconds: fc.nat(),
    reason: anyText,
  },
  plain,
);

const maintenanceMode: fc.Arbitrary<MaintenanceMode> = fc.record(
  {
    uri: filledText,
    status: fc.constantFrom(...finesseMaintenanceStatuses),
    statusReason: anyText,
    usersLoggedIn: fc.record({ desktop: fc.nat(), fippa: fc.nat(), thirdpartyclients: fc.nat() }, plain),
    pendingUserDisconnections: fc.nat(),
    estimatedCompletionTime: fc.nat(),
    stage: fc.constantFrom(...maintenanceStages),
    notMoved: fc.array(fc.record({ loginId: filledText, reason: anyText }, plain), { maxLength: 3 }),
    users: fc.array(maintenanceUser, { maxLength: 3 }),
  },
  needs(
    'uri',
    'statusReason',
    'usersLoggedIn',
    'pendingUserDisconnections',
    'estimatedCompletionTime',
    'notMoved',
    'users',
  ),
);

const maintenanceAlert: fc.Arbitrary<MaintenanceAlert> = fc.record(
  {
    phase: fc.constantFrom(...maintenanceAlertPhases),
    seconds: fc.nat(),
    alternateHost: anyText,
    postponeSeconds: fc.nat(),
  },
  needs('phase', 'seconds', 'alternateHost'),
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
