/** SystemInfo, which says whether a node can be used. Codec: `system-info-codec.ts`. */

export const serviceStatuses = ['IN_SERVICE', 'OUT_OF_SERVICE'] as const;
export type ServiceStatus = (typeof serviceStatuses)[number];

export interface NodeReference {
  readonly host: string;
  /** Releases before 12.6 leave it out for the other node. */
  readonly httpsPort?: number;
  /** XMPP over TCP, in the clear and with TLS. */
  readonly xmppPort?: number;
  readonly xmppSecurePort?: number;
}

export interface CtiServer {
  readonly host: string;
  readonly active: boolean;
  /** Since the connection was made; releases before 12.6 do not say. Seconds (the unit is assumed). */
  readonly connectedDuration?: number;
}

/** Maintenance of the PG, `ctiMMode` on the wire: the node moves to the other CTI side (MM-1). */
export const ctiMaintenancePhases = ['INITIATING', 'IN_PROGRESS'] as const;
export type CtiMaintenancePhase = (typeof ctiMaintenancePhases)[number];

/** Maintenance of the node itself, `finesseMMode` on the wire. assumed: the words of the MaintenanceMode object. */
export const finesseMaintenanceStatuses = ['IN_PROGRESS', 'COMPLETED', 'FAILED'] as const;
export type FinesseMaintenanceStatus = (typeof finesseMaintenanceStatuses)[number];

/** Documented: MM-1 needs it on both ends of the CTI connection. */
export const leastCtiVersionForMaintenance = 24;

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
  /** Epoch milliseconds; absent when the node has never heard one, and before 12.5. */
  readonly lastSuccessCTIHeartbeatTime?: number;
  /** Version of the CTI protocol; PG maintenance needs `leastCtiVersionForMaintenance`. */
  readonly ctiVersion?: number;
  readonly peripheralId?: string;
  /** Minutes east of GMT, of the node's clock on the wall. */
  readonly timezoneOffset?: number;
  /** Unified CCX alone: STANDARD, ENHANCED or PREMIUM. */
  readonly license?: string;
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
