/** A team and its members in summary (`/finesse/api/Team/{id}`). Codec: `team-codec.ts`. */
import type { AgentState } from './user.ts';
import type { ReasonCode } from './reason-code.ts';

export interface TeamMember {
  readonly uri: string;
  readonly loginId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly extension: string;
  readonly state: AgentState;
  readonly pendingState?: AgentState;
  readonly stateChangeTime: string;
  readonly reasonCode?: ReasonCode;
}

export interface Team {
  readonly uri: string;
  readonly id: string;
  readonly name: string;
  readonly users: readonly TeamMember[];
}
