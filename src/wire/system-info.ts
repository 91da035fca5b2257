/** SystemInfo, which says whether a node can be used. Codec: `system-info-codec.ts`. */

export const serviceStatuses = ['IN_SERVICE', 'OUT_OF_SERVICE'] as const;
export type ServiceStatus = (typeof serviceStatuses)[number];

export interface NodeReference {
  readonly host: string;
}

export interface CtiServer {
  readonly host: string;
  readonly active: boolean;
}

export interface SystemInfo {
  readonly uri: string;
  /** ISO, GMT, milliseconds: the node's clock. */
  readonly currentTimestamp: string;
  readonly deploymentType: string;
  readonly status: ServiceStatus;
  /** Free text, empty when all is well. */
  readonly statusReason: string;
  readonly lastCTIHeartbeatStatus: 'success' | 'failure';
  /** Seconds. */
  readonly ctiHeartbeatInterval: number;
  readonly primaryNode: NodeReference;
  /** Absent in a single-node system. */
  readonly secondaryNode?: NodeReference;
  /** Per node: changes with every failover. */
  readonly xmppDomain: string;
  readonly xmppPubSubDomain: string;
  readonly systemAuthMode: string;
  readonly ctiServers: readonly CtiServer[];
}
