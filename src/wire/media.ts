/**
 * Non-voice media (`/finesse/api/User/{id}/Media/{mrdId}`): an agent's state in one Media Routing Domain. XML in and
 * out: `media-codec.ts`; request bodies: `media-request-codec.ts`. Tasks are dialogs (`dialog.ts`).
 */
import type { ReasonCode } from './reason-code.ts';

/**
 * `WORK`, also written `WORK_NOT_READY`: the node has lost its CTI connection, nothing is routed, nothing may be asked
 * for but `MediaConnected` (MRD-1, MRD-3). LOGIN is asked for and is no state.
 */
export const mediaStates = [
  'LOGOUT',
  'READY',
  'NOT_READY',
  'RESERVED',
  'ACTIVE',
  'PAUSED',
  'INTERRUPTED',
  'WORK_READY',
  'WORK',
] as const;
export type MediaState = (typeof mediaStates)[number];

/** What a client may ask for besides signing in. */
export const settableMediaStates = ['READY', 'NOT_READY', 'LOGOUT'] as const;
export type SettableMediaState = (typeof settableMediaStates)[number];

/** What to do when something more urgent comes while a task of an interruptible domain is worked on. */
export const interruptActions = ['ACCEPT', 'IGNORE'] as const;
export type InterruptAction = (typeof interruptActions)[number];

/** What becomes of open tasks at sign-out. */
export const dialogLogoutActions = ['CLOSE', 'TRANSFER'] as const;
export type DialogLogoutAction = (typeof dialogLogoutActions)[number];

/** Documented bounds of `maxDialogLimit`. */
export const maxDialogLimits = { least: 1, most: 10 } as const;

/** Set at sign-in and known only to the node signed in to; after a change of node they must be sent again. */
export interface MediaOptions {
  readonly maxDialogLimit: number;
  readonly interruptAction: InterruptAction;
  readonly dialogLogoutAction: DialogLogoutAction;
}

export interface Media extends MediaOptions {
  readonly uri: string;
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly state: MediaState;
  /** ISO 8601 with milliseconds and Z; empty when the node does not know. */
  readonly stateChangeTime: string;
  /** Database id of the reason; -1 for none or a system reason; absent when Ready. */
  readonly reasonCodeId?: number;
  readonly reasonCode?: ReasonCode;
  /** False: the agent takes no tasks by routing, only by picking. */
  readonly routable: boolean;
  readonly interruptible: boolean;
}
