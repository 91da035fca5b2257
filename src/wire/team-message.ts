/** Messages of a supervisor or an administrator to teams. Codec: `team-message-codec.ts`. */

export interface TeamMessage {
  readonly uri: string;
  readonly id: string;
  readonly createdBy: { readonly id: string; readonly firstName: string; readonly lastName: string };
  /** Seconds since 1970, UTC. */
  readonly createdAt: number;
  /** Seconds for which it is shown. */
  readonly duration: number;
  readonly content: string;
  /** Ids. */
  readonly teams: readonly string[];
}

/** POST TeamMessage. */
export interface NewTeamMessage {
  readonly kind: 'NewTeamMessage';
  readonly duration: number;
  readonly content: string;
  readonly teams: readonly string[];
}

export const teamMessageLimits = {
  /** Characters (documented). */
  content: 255,
  /** Seconds. assumed: a day. */
  duration: 86_400,
} as const;
