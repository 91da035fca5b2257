/**
 * The numbers of a node's maintenance, each with its source. `assumed` marks what is not published: batches, intervals and
 * how often phones are warned. A deployment may bring its own (`ClusterOptions.maintenance`).
 */
import type { Ms } from '../wire/names.ts';

export interface MaintenanceRules {
  /** Property `maxMMTimeSec`: what takes longer is abandoned (MM-5). Documented default. */
  readonly maxSeconds: number;
  /** Third-party clients must have left by then (MM-4). Documented. */
  readonly thirdPartyLimit: Ms;
  /** From the SCHEDULED notice to the first desktops' move. assumed; documented is "in advance". */
  readonly noticeAhead: Ms;
  /** Desktops that move together. assumed. */
  readonly batchSize: number;
  /** How long one desktop's agent may put its move off in all. assumed. */
  readonly postponeBudget: Ms;
  /** By how much one request puts it off. assumed. */
  readonly postponeStep: Ms;
  /** Between two batches. assumed: one batch's reloads (5 to 15 s) are over when the next begins. */
  readonly batchEvery: Ms;
}

export const usualMaintenanceRules: MaintenanceRules = {
  maxSeconds: 3_600,
  thirdPartyLimit: 3_600_000,
  noticeAhead: 60_000,
  batchSize: 50,
  postponeBudget: 300_000,
  postponeStep: 60_000,
  batchEvery: 15_000,
};

export const maintenanceTiming = {
  /** The second alert, MIGRATING, comes so long before the reload (MM-3). Documented. */
  alertAhead: 15_000,
  /** Who is connected is looked at so often, as by ConnectedUsersInfo; the alternate is asked as often. assumed. */
  lookEvery: 5_000,
  /** An alternate that has not been in service for so long counts as unavailable. assumed: three looks. */
  alternatePatience: 15_000,
  /** A desktop still here so long after its move was due does not reach the alternate. assumed. */
  moveLimit: 60_000,
  /** Between a phone user's warnings. assumed. */
  warnEvery: 20_000,
  /** From the last word to the end of the services: the word must get out. assumed. */
  shutDownAfter: 1_000,
} as const;

/** For how long the move may still be put off: what is left of the budget, but never past the end of all maintenance. */
export function postponeLeft(
  rules: MaintenanceRules,
  beganAt: Ms,
  { postponed }: { readonly postponed?: { readonly by: Ms; readonly until: Ms } },
  now: Ms,
): Ms {
  const ends = beganAt + rules.maxSeconds * 1000;
  return Math.max(
    0,
    Math.min(rules.postponeBudget - (postponed?.by ?? 0), ends - Math.max(now, postponed?.until ?? 0)),
  );
}

/** Warnings to the user of a phone before the sign-out. assumed; documented is "repeated". */
export const phoneWarnings = 3;

/** What PG maintenance takes, phase by phase. assumed. */
export const pgMaintenanceTiming = { initiating: 3_000, inProgress: 5_000 } as const;
