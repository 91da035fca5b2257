/** The User object (`/finesse/api/User/{id}`) as a typed value. XML in and out: `user-codec.ts`. */
import type { ReasonCode } from './reason-code.ts';

/** Every state the User API and its events name. Any-to-any changes are legal, above all under failover. */
export const agentStates = [
  'LOGIN',
  'LOGOUT',
  'READY',
  'NOT_READY',
  'RESERVED',
  'RESERVED_OUTBOUND',
  'RESERVED_OUTBOUND_PREVIEW',
  'TALKING',
  'HOLD',
  'WORK',
  'WORK_READY',
  'UNKNOWN',
] as const;
export type AgentState = (typeof agentStates)[number];

/** The states a client may ask for. Sign-in is a request of its own (`UserLogin`). */
export const settableAgentStates = ['READY', 'NOT_READY', 'LOGOUT'] as const;
export type SettableAgentState = (typeof settableAgentStates)[number];

export const roles = ['Agent', 'Supervisor', 'Administrator'] as const;
export type Role = (typeof roles)[number];

/** Whether a call is followed by wrap-up. */
export const wrapUpSettings = ['REQUIRED', 'OPTIONAL', 'NOT_ALLOWED', 'REQUIRED_WITH_WRAP_UP_DATA'] as const;
export type WrapUpSetting = (typeof wrapUpSettings)[number];

/** How a mobile agent's own telephone is used. assumed: the second word. */
export const mobileModes = ['CALL_BY_CALL', 'NAILED_CONNECTION'] as const;
export type MobileMode = (typeof mobileModes)[number];

/** An agent at a telephone outside; known only to the node that was signed in to. */
export interface MobileAgent {
  readonly mode: MobileMode;
  readonly dialNumber: string;
}

export interface Device {
  readonly deviceId: string;
  readonly deviceType: string;
  readonly deviceTypeName: string;
}

export interface UserSettings {
  readonly wrapUpOnIncoming?: WrapUpSetting;
  readonly wrapUpOnOutgoing?: WrapUpSetting;
  /** Whether the agent chooses the device at sign-in (12.6). Text as it came: its values are not published. */
  readonly deviceSelection?: string;
}

export interface TeamReference {
  readonly uri: string;
  readonly id: string;
  readonly name: string;
}

export interface User {
  readonly uri: string;
  readonly loginId: string;
  readonly loginName: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Empty after sign-out. */
  readonly extension: string;
  readonly roles: readonly Role[];
  readonly state: AgentState;
  /** ISO 8601 with milliseconds and Z, by the clock of the publishing node; empty when the node does not know. */
  readonly stateChangeTime: string;
  /** Set while a change waits for the end of a call; lost by a desktop failover (DF-10). */
  readonly pendingState?: AgentState;
  /** Database id of the reason; -1 for none or a system reason; absent when Ready. */
  readonly reasonCodeId?: number;
  readonly reasonCode?: ReasonCode;
  readonly teamId: string;
  readonly teamName: string;
  /** Teams a supervisor supervises. */
  readonly teams?: readonly TeamReference[];
  /** Seconds. */
  readonly wrapUpTimer?: number;
  readonly settings?: UserSettings;
  /** 1: voice. */
  readonly mediaType?: number;
  readonly mobileAgent?: MobileAgent;
  /** The agent's key in the contact centre's own database. */
  readonly skillTargetId?: number;
  readonly services?: readonly string[];
  readonly activeDeviceId?: string;
  readonly devices?: readonly Device[];
}
