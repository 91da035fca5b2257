/**
 * `SystemInfo`: XML in and out (finesse.md §1.3). Only `status` must be there: this object says that a node is out of
 * service, and a node in trouble that leaves a field out must still be heard.
 */
import { ctiMaintenancePhases, finesseMaintenanceStatuses, serviceStatuses } from './system-info.ts';
import type { CtiServer, NodeReference, SystemInfo } from './system-info.ts';
import {
  booleanOf,
  childrenNamed,
  integerOf,
  optionalChild,
  optionalWordOf,
  readRoot,
  textOf,
  timeOf,
  wordOf,
  type Cursor,
} from './xml-cursor.ts';
import {
  boolean,
  element,
  filledText,
  integer,
  oneOf,
  optional,
  text,
  time,
  writeXml,
  type XmlNode,
} from './xml-write.ts';
import { paths } from './paths.ts';

const heartbeatResults = ['success', 'failure'] as const;
/** Documented interval (CTI-2), seconds; for releases that do not say. */
const usualHeartbeatInterval = 5;
const minutesOfADay = 24 * 60;

export function readSystemInfo(cursor: Cursor): SystemInfo {
  const secondary = optionalChild(cursor, 'secondaryNode');
  const secondaryNode = referenceOf(secondary);
  const servers = optionalChild(cursor, 'ctiServers');
  return {
    uri: textOf(cursor, 'uri') || paths.systemInfo,
    currentTimestamp: timeOf(cursor, 'currentTimestamp'),
    deploymentType: textOf(cursor, 'deploymentType'),
    status: wordOf(cursor, 'status', serviceStatuses),
    statusReason: textOf(cursor, 'statusReason'),
    // Releases before 12.5 do not have the field, and do not ask for it either (DF-4).
    lastCTIHeartbeatStatus: optionalWordOf(cursor, 'lastCTIHeartbeatStatus', heartbeatResults) ?? 'success',
    ctiHeartbeatInterval: integerOf(cursor, 'ctiHeartbeatInterval', 0) ?? usualHeartbeatInterval,
    ...readPeripheral(cursor),
    primaryNode: referenceOf(optionalChild(cursor, 'primaryNode')),
    ...(secondaryNode.host.trim() === '' ? {} : { secondaryNode }),
    xmppDomain: textOf(cursor, 'xmppDomain'),
    xmppPubSubDomain: textOf(cursor, 'xmppPubSubDomain'),
    systemAuthMode: textOf(cursor, 'systemAuthMode'),
    ctiServers: servers === undefined ? [] : childrenNamed(servers, 'ctiServer').map(readCtiServer),
    ...readMaintenance(cursor),
  };
}

type Peripheral = Pick<
  SystemInfo,
  'lastSuccessCTIHeartbeatTime' | 'ctiVersion' | 'peripheralId' | 'timezoneOffset' | 'license'
>;

/** None of it decides anything; what is not there stays away. */
function readPeripheral(cursor: Cursor): Peripheral {
  const heartbeat = integerOf(cursor, 'lastSuccessCTIHeartbeatTime', 0);
  const ctiVersion = integerOf(cursor, 'ctiVersion', 0);
  const timezoneOffset = integerOf(cursor, 'timezoneOffset', -minutesOfADay);
  const peripheralId = textOf(cursor, 'peripheralId');
  const license = textOf(cursor, 'license');
  return {
    ...(heartbeat === undefined ? {} : { lastSuccessCTIHeartbeatTime: heartbeat }),
    ...(ctiVersion === undefined ? {} : { ctiVersion }),
    ...(peripheralId === '' ? {} : { peripheralId }),
    ...(timezoneOffset === undefined ? {} : { timezoneOffset }),
    ...(license === '' ? {} : { license }),
  };
}

function writePeripheral(info: SystemInfo): (XmlNode | undefined)[] {
  return [
    optional(info.lastSuccessCTIHeartbeatTime, (at) => integer('lastSuccessCTIHeartbeatTime', at, 0)),
    optional(info.ctiVersion, (version) => integer('ctiVersion', version, 0)),
    optional(info.peripheralId, (id) => filledText('peripheralId', id)),
    optional(info.timezoneOffset, (minutes) => integer('timezoneOffset', minutes, -minutesOfADay)),
    optional(info.license, (license) => filledText('license', license)),
  ];
}

/** Empty, or a word that is not documented: as if there were none. */
function readMaintenance(cursor: Cursor): Pick<SystemInfo, 'ctiMaintenance' | 'finesseMaintenance'> {
  const word = <Word extends string>(name: string, list: readonly Word[]): Word | undefined =>
    list.find((each) => each === textOf(cursor, name).trim());
  const seconds = (name: string): number => Math.max(0, integerOf(cursor, name, -Number.MAX_SAFE_INTEGER) ?? 0);
  const phase = word('ctiMMode', ctiMaintenancePhases);
  const status = word('finesseMMode', finesseMaintenanceStatuses);
  return {
    ...(phase === undefined ? {} : { ctiMaintenance: { phase, seconds: seconds('ctiTimeInMMode') } }),
    ...(status === undefined ? {} : { finesseMaintenance: { status, seconds: seconds('finesseTimeInMMode') } }),
  };
}

function referenceOf(node: Cursor | undefined): NodeReference {
  if (node === undefined) return { host: '' };
  const port = (name: (typeof portNames)[number]) => {
    const found = integerOf(node, name, 0);
    return found === undefined ? {} : { [name]: found };
  };
  return { host: textOf(node, 'host'), ...port('httpsPort'), ...port('xmppPort'), ...port('xmppSecurePort') };
}

const portNames = ['httpsPort', 'xmppPort', 'xmppSecurePort'] as const;

const portsOf = (node: NodeReference): (XmlNode | undefined)[] =>
  portNames.map((name) => optional(node[name], (port) => integer(name, port, 0)));

function readCtiServer(cursor: Cursor): CtiServer {
  const connectedDuration = integerOf(cursor, 'connectedDuration', 0);
  return {
    host: textOf(cursor, 'host'),
    ...(connectedDuration === undefined ? {} : { connectedDuration }),
    active: booleanOf(cursor, 'active', false),
  };
}

export function writeSystemInfo(info: SystemInfo, name: 'SystemInfo' | 'systemInfo' = 'SystemInfo'): XmlNode {
  return element(name, [
    time('currentTimestamp', info.currentTimestamp),
    text('deploymentType', info.deploymentType),
    oneOf('lastCTIHeartbeatStatus', info.lastCTIHeartbeatStatus, heartbeatResults),
    integer('ctiHeartbeatInterval', info.ctiHeartbeatInterval, 0),
    ...writePeripheral(info),
    ...writeMaintenance(info),
    element('primaryNode', [text('host', info.primaryNode.host), ...portsOf(info.primaryNode)]),
    optional(info.secondaryNode, (node) => element('secondaryNode', [filledText('host', node.host), ...portsOf(node)])),
    oneOf('status', info.status, serviceStatuses),
    text('statusReason', info.statusReason),
    text('systemAuthMode', info.systemAuthMode),
    filledText('uri', info.uri),
    text('xmppDomain', info.xmppDomain),
    text('xmppPubSubDomain', info.xmppPubSubDomain),
    element(
      'ctiServers',
      info.ctiServers.map((server) =>
        element('ctiServer', [
          text('host', server.host),
          optional(server.connectedDuration, (seconds) => integer('connectedDuration', seconds, 0)),
          boolean('active', server.active),
        ]),
      ),
    ),
  ]);
}

/** Documented: empty, and a negative time, when there is none. */
function writeMaintenance({ ctiMaintenance: cti, finesseMaintenance: finesse }: SystemInfo): XmlNode[] {
  return [
    cti ? oneOf('ctiMMode', cti.phase, ctiMaintenancePhases) : text('ctiMMode', ''),
    cti ? integer('ctiTimeInMMode', cti.seconds, 0) : text('ctiTimeInMMode', '-1'),
    finesse ? oneOf('finesseMMode', finesse.status, finesseMaintenanceStatuses) : text('finesseMMode', ''),
    finesse ? integer('finesseTimeInMMode', finesse.seconds, 0) : text('finesseTimeInMMode', '-1'),
  ];
}

/** Reads `<SystemInfo>`. Throws `WireFault`. */
export function decodeSystemInfo(xml: string): SystemInfo {
  return readSystemInfo(readRoot(xml, 'SystemInfo'));
}

/** Writes `<SystemInfo>`. Throws `WireFault` for a value outside the model. */
export function encodeSystemInfo(info: SystemInfo): string {
  return writeXml(writeSystemInfo(info));
}
