/** What an operator does to non-voice media: lets customers ask for an agent, sets a node's property. */
import { nodeNames } from '../wire/names.ts';
import type { NodeName } from '../wire/names.ts';
import type { Contexts } from './contexts.ts';
import { ClusterRefusal } from './contract.ts';
import type { ClusterFault } from './contract.ts';
import { domainOf, waitingTasksLimit } from './media-domains.ts';
import { customerAsks } from './media-requests.ts';
import type { ClusterState } from './state.ts';

/** Throws `ClusterRefusal`; nothing is changed then. */
export function offerTask(state: ClusterState, loginId: string, mrdId: string, contexts: Contexts): void {
  if (!state.pg.agents[loginId]) throw new ClusterRefusal('unknown-agent', `There is no agent ${loginId}.`);
  const domain = domainOf(mrdId);
  if (!domain) throw new ClusterRefusal('bad-arguments', `There is no Media Routing Domain ${mrdId}.`);
  const waiting = state.pg.media.waiting.filter((each) => each.loginId === loginId).length;
  if (waiting >= waitingTasksLimit) {
    throw new ClusterRefusal('agent-not-available', `${waiting} tasks wait for agent ${loginId} already.`);
  }
  contexts.operator.log(`lets a customer ask for agent ${loginId} by ${domain.description.toLowerCase()}`);
  customerAsks(state.pg, loginId, mrdId, contexts.pg);
}

/** Told to the node, for it may live elsewhere. */
export function setProperty(fault: ClusterFault & { readonly action: 'set-property' }, contexts: Contexts): void {
  const nodes: readonly NodeName[] = fault.node === undefined ? nodeNames : [fault.node];
  const where = fault.node === undefined ? 'both nodes' : `the ${fault.node}`;
  contexts.operator.log(`sets ${fault.property} to ${fault.value} on ${where}`);
  for (const node of nodes) {
    contexts.pg.toNode(node, { kind: 'property', property: fault.property, value: fault.value === 'true' });
  }
}
