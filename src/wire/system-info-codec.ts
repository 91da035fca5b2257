/**
 * `SystemInfo`: XML in and out (finesse.md §1.3). Only `status` must be there: this object says that a node is out of
 * service, and a node in trouble that leaves a field out must still be heard.
 */
import { serviceStatuses, type CtiServer, type SystemInfo } from './system-info.ts';
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

export function readSystemInfo(cursor: Cursor): SystemInfo {
  const secondary = optionalChild(cursor, 'secondaryNode');
  const secondaryHost = secondary === undefined ? '' : textOf(secondary, 'host');
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
    primaryNode: { host: hostOf(optionalChild(cursor, 'primaryNode')) },
    ...(secondaryHost.trim() === '' ? {} : { secondaryNode: { host: secondaryHost } }),
    xmppDomain: textOf(cursor, 'xmppDomain'),
    xmppPubSubDomain: textOf(cursor, 'xmppPubSubDomain'),
    systemAuthMode: textOf(cursor, 'systemAuthMode'),
    ctiServers: servers === undefined ? [] : childrenNamed(servers, 'ctiServer').map(readCtiServer),
  };
}

function hostOf(node: Cursor | undefined): string {
  return node === undefined ? '' : textOf(node, 'host');
}

function readCtiServer(cursor: Cursor): CtiServer {
  return { host: textOf(cursor, 'host'), active: booleanOf(cursor, 'active', false) };
}

export function writeSystemInfo(info: SystemInfo, name: 'SystemInfo' | 'systemInfo' = 'SystemInfo'): XmlNode {
  return element(name, [
    time('currentTimestamp', info.currentTimestamp),
    text('deploymentType', info.deploymentType),
    oneOf('lastCTIHeartbeatStatus', info.lastCTIHeartbeatStatus, heartbeatResults),
    integer('ctiHeartbeatInterval', info.ctiHeartbeatInterval, 0),
    element('primaryNode', [text('host', info.primaryNode.host)]),
    optional(info.secondaryNode, (node) => element('secondaryNode', [filledText('host', node.host)])),
    oneOf('status', info.status, serviceStatuses),
    text('statusReason', info.statusReason),
    text('systemAuthMode', info.systemAuthMode),
    filledText('uri', info.uri),
    text('xmppDomain', info.xmppDomain),
    text('xmppPubSubDomain', info.xmppPubSubDomain),
    element(
      'ctiServers',
      info.ctiServers.map((server) =>
        element('ctiServer', [text('host', server.host), boolean('active', server.active)]),
      ),
    ),
  ]);
}

/** Reads `<SystemInfo>`. Throws `WireFault`. */
export function decodeSystemInfo(xml: string): SystemInfo {
  return readSystemInfo(readRoot(xml, 'SystemInfo'));
}

/** Writes `<SystemInfo>`. Throws `WireFault` for a value outside the model. */
export function encodeSystemInfo(info: SystemInfo): string {
  return writeXml(writeSystemInfo(info));
}
