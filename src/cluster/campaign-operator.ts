/** What an operator does as a campaign: lets the dialer reserve an agent for a customer. */
import { callsWith } from './calls-by-agent.ts';
import type { Contexts } from './contexts.ts';
import { ClusterRefusal } from './contract.ts';
import type { ClusterFault } from './contract.ts';
import type { ClusterState } from './state.ts';
import { reserve } from './telephony-campaign.ts';

/** Throws `ClusterRefusal` for an agent who is not Ready: dialers reserve no others. */
export function campaignCalls(
  state: ClusterState,
  { agent: loginId, customer, mode, outcome = 'answers' }: ClusterFault & { readonly action: 'campaign-call' },
  contexts: Contexts,
): void {
  const agent = state.pg.agents[loginId];
  if (!agent) throw new ClusterRefusal('unknown-agent', `There is no agent ${loginId}.`);
  const onCall = callsWith(state.telephony.calls, loginId).length > 0;
  if (onCall || agent.state !== 'READY') {
    throw new ClusterRefusal('agent-not-available', `Agent ${loginId} cannot be reserved: ${agent.state}, not READY.`);
  }
  contexts.operator.log(`lets a ${mode} campaign reserve agent ${loginId}`);
  // What real campaigns say of a contact (documented names).
  const variables = [
    { name: 'BACampaign', value: 'Renewals' },
    { name: 'BACustomerName', value: 'Ada Lindholm' },
    { name: 'BACustomerNumber', value: customer },
  ];
  reserve(
    state.telephony,
    { mode, loginId, extension: agent.extension, customer, outcome, variables },
    contexts.telephony,
  );
}
