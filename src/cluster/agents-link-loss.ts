/**
 * What the loss and return of a node's CTI link make of the agents it serves (PF-7): whoever was Not Ready is Not Ready –
 * Connection Failure afterwards; whoever was Ready stays, and shows it at the next change to Not Ready. Who has turned to
 * the other node meanwhile is not touched (assumed).
 */
import { systemReason } from '../wire/reason-code.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import type { ClusterOptions } from './contract.ts';
import { isMutated } from './mutations.ts';
import type { AgentRecord } from './state.ts';

/** The agent asked for something through this node: that is where the agent is. */
export function servedBy(agent: AgentRecord, node: NodeName): void {
  agent.servedBy = node;
  delete agent.linkLost;
}

export function linkLostFor(agents: readonly AgentRecord[], node: NodeName): void {
  for (const agent of agents) if (agent.state !== 'LOGOUT' && agent.servedBy === node) agent.linkLost = true;
}

export const waitsForLink = (agent: AgentRecord, node: NodeName): boolean =>
  agent.linkLost === true && agent.servedBy === node;

/** The link is back. */
export function linkBackFor(agent: AgentRecord, options: Pick<ClusterOptions, 'mutations'>, now: Ms): void {
  delete agent.linkLost;
  if (agent.state === 'NOT_READY' && !isMutated(options, 'pf-7-not-ready-as-before')) {
    if (agent.reason?.code !== systemReason.connectionFailure) agent.changedAt = now;
    agent.reason = { code: systemReason.connectionFailure, id: -1 };
  } else if (agent.state === 'READY' && !isMutated(options, 'pf-7-ready-forgotten')) {
    agent.failureOwed = true;
  }
}
