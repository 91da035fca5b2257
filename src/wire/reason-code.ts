/** Reason codes: why an agent is Not Ready or signed out. Codec: `reason-code-codec.ts`. */

export const reasonCategories = ['NOT_READY', 'LOGOUT'] as const;
export type ReasonCategory = (typeof reasonCategories)[number];

export interface ReasonCode {
  readonly uri: string;
  /** Database id, used in requests (`reasonCodeId`); system reasons have none and carry -1. */
  readonly id: number;
  readonly category: ReasonCategory;
  /** 1–65535, what reports show. */
  readonly code: number;
  readonly label: string;
  readonly forAll: boolean;
  readonly systemCode: boolean;
}

/** System codes of the administration guide, chapter "Reasons". Finesse sends 255; the agent usually sees 50002. */
export const systemReason = {
  connectionFailureLogout: 255,
  supervisorInitiated: 999,
  startingForceLogout: 20001,
  forceLogout: 20002,
  agentLogoutRequest: 20003,
  callNotAnswered: 32767,
  systemDisconnect: 50001,
  /** "Logged Out – System Failure" as a sign-out, "Not Ready – Connection Failure" as a Not Ready. */
  connectionFailure: 50002,
  deviceError: 50003,
  inactivityTimeout: 50004,
  offHook: 50006,
  desktopReconnect: 50045,
} as const;
