/** Generators (fast-check) of what a node says of itself and of its maintenance. */
import fc from 'fast-check';
import { connectedUserTypes } from '../connected-users.ts';
import { maintenanceUserPhases, type MaintenanceUser } from '../maintenance-users.ts';
import {
  maintenanceAlertPhases,
  maintenanceStages,
  type MaintenanceAlert,
  type MaintenanceMode,
} from '../maintenance.ts';
import { ctiMaintenancePhases, finesseMaintenanceStatuses, serviceStatuses } from '../system-info.ts';
import type { CtiServer, SystemInfo } from '../system-info.ts';
import { anyText, filledText, needs, plain, timeOrNothing } from './text-arbitraries.ts';

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

export const maintenanceMode: fc.Arbitrary<MaintenanceMode> = fc.record(
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

export const maintenanceAlert: fc.Arbitrary<MaintenanceAlert> = fc.record(
  {
    phase: fc.constantFrom(...maintenanceAlertPhases),
    seconds: fc.nat(),
    alternateHost: anyText,
    postponeSeconds: fc.nat(),
  },
  needs('phase', 'seconds', 'alternateHost'),
);
