/** SystemInfo, which says whether a node can be used. Codec: `system-info-codec.ts`. */

export const serviceStatuses = ['IN_SERVICE', 'OUT_OF_SERVICE'] as const;
export type ServiceStatus = (typeof serviceStatuses)[number];

export interface NodeReference {
  readonly host: string;
  /** Releases before 12.6 leave it out for the other node. */
  readonly httpsPort?: number;
}

export interface CtiServer {
  readonly host: string;
  readonly active: boolean;
}

/** Maintenance of the PG, `ctiMMode` on the wire: the node moves to the other CTI side (MM-1). */
export const ctiMaintenancePhases = ['INITIATING', 'IN_PROGRESS'] as const;
export type CtiMaintenancePhase = (typeof ctiMaintenancePhases)[number];

/** Maintenance of the node itself, `finesseMMode` on the wire. assumed: the words of the MaintenanceMode object. */
export const finesseMaintenanceStatuses = ['IN_PROGRESS', 'COMPLETED', 'FAILED'] as const;
export type FinesseMaintenanceStatus = (typeof finesseMaintenanceStatuses)[number];

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
  /** Absent when there is none. `seconds`: since it began. */
  readonly ctiMaintenance?: { readonly phase: CtiMaintenancePhase; readonly seconds: number };
  readonly finesseMaintenance?: { readonly status: FinesseMaintenanceStatus; readonly seconds: number };
}
