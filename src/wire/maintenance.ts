/**
 * Maintenance of a Finesse node as it goes over the wire: the administrator's object, and what each desktop is told.
 * Codec: `maintenance-codec.ts`. Facts: finesse.md §5; what is not published is marked assumed.
 */
import type { MaintenanceUser } from './maintenance-users.ts';
import type { FinesseMaintenanceStatus } from './system-info.ts';

/** Of a maintenance under way: nobody was sent to the alternate yet, and it can be called off; or they are. assumed. */
export const maintenanceStages = ['SCHEDULED', 'MIGRATING'] as const;
export type MaintenanceStage = (typeof maintenanceStages)[number];

/** For how long in advance an administrator may have desktops told, in seconds. assumed. */
export const noticeLimits = { least: 15, most: 1_800 } as const;

/** `GET /finesse/api/MaintenanceMode`: the node's present or last maintenance. */
export interface MaintenanceMode {
  readonly uri: string;
  /** Absent: none since the node was started. */
  readonly status?: FinesseMaintenanceStatus;
  /** Absent when none is under way. */
  readonly stage?: MaintenanceStage;
  /** Why it failed; empty otherwise. assumed. */
  readonly statusReason: string;
  /** Connected users when it began. */
  readonly usersLoggedIn: { readonly desktop: number; readonly fippa: number; readonly thirdpartyclients: number };
  /** Users that are still to leave the node. */
  readonly pendingUserDisconnections: number;
  /** Seconds from now. */
  readonly estimatedCompletionTime: number;
  /** Desktops that stay, and why: the administrator must act. assumed; documented is a list in the console alone. */
  readonly notMoved: readonly { readonly loginId: string; readonly reason: string }[];
  /** Everybody it is about, in the order in which they move. assumed. */
  readonly users: readonly MaintenanceUser[];
}

/**
 * `SCHEDULED`: the desktop will be moved. `MIGRATING`: it is to move when the time is over, 15 s before its reload.
 * `LOGGING_OUT`: a phone's user is warned of the coming sign-out (assumed). `ABANDONED`: nobody is moved any more (assumed).
 */
export const maintenanceAlertPhases = ['SCHEDULED', 'MIGRATING', 'LOGGING_OUT', 'ABANDONED'] as const;
export type MaintenanceAlertPhase = (typeof maintenanceAlertPhases)[number];

/** What one user's clients are told on the pubsub node `/finesse/api/User/{id}/MaintenanceMode` (assumed). */
export interface MaintenanceAlert {
  readonly phase: MaintenanceAlertPhase;
  /** Until the move, or the sign-out; 0 when there is none to come. */
  readonly seconds: number;
  /** Host of the node to move to. */
  readonly alternateHost: string;
  /** For how long the move may still be put off, in seconds; absent when it may not. assumed. */
  readonly postponeSeconds?: number;
}

/** PUT `/finesse/api/MaintenanceMode`, by an administrator. assumed: the body. */
export interface MaintenanceRequestBody {
  readonly kind: 'StartMaintenance';
  /** From the first notice to the first desktops' move, within `noticeLimits`; the node's own when missing. assumed. */
  readonly noticeSeconds?: number;
}

/** The same, while nobody was sent to the alternate yet. Nothing like it is documented. */
export interface CancelMaintenanceBody {
  readonly kind: 'CancelMaintenance';
}

/** PUT `/finesse/api/User/{id}/MaintenanceMode`: the agent asks to be moved later. assumed. */
export interface PostponeRequestBody {
  readonly kind: 'PostponeMaintenance';
}
