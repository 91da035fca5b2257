/**
 * The lab as a script sees it: `window.understudy.lab`. Every action is an operator's deed on the simulated cluster, by
 * the names of the documentation (docs/scripting.md). Checks nothing itself: the cluster's side does, and refuses in words.
 */
import type { ClusterClient } from '../mock/client/contract.ts';

export type LabArguments = Readonly<Record<string, unknown>>;

export interface LabAction {
  readonly name: string;
  /** Arguments as one would write them. */
  readonly args: string;
  /** What happens, in one clause. */
  readonly does: string;
}

const node = "{node: 'publisher' | 'subscriber'}";

export const labActions = [
  { name: 'stop-node', args: node, does: 'the whole node goes down' },
  { name: 'start-node', args: node, does: 'the node comes back' },
  { name: 'stop-notification', args: node, does: 'its notification service goes down' },
  { name: 'start-notification', args: node, does: 'its notification service comes back' },
  { name: 'hide-finesse-presence', args: node, does: 'the XMPP user `finesse` becomes unavailable' },
  { name: 'show-finesse-presence', args: node, does: 'the XMPP user `finesse` becomes available' },
  { name: 'cut-cti', args: "{side: 'A' | 'B' | 'both', node?}", does: 'a CTI side, or one node’s link to it, fails' },
  { name: 'restore-cti', args: "{side: 'A' | 'B' | 'both', node?}", does: 'a CTI side, or the link, is back' },
  { name: 'cut-network', args: '{node?}', does: 'packets to and from one node, or both, vanish' },
  { name: 'restore-network', args: '{node?}', does: 'packets arrive again' },
  { name: 'set-latency', args: '{node?, ms}', does: 'one-way delay between desktop and node, in ms' },
  { name: 'ring', args: "{agent: '1001', from: '5550100'}", does: 'a customer calls an agent' },
  { name: 'hang-up', args: "{agent: '1001'}", does: 'the customers of this agent hang up' },
  { name: 'offer-task', args: "{agent: '1001', mrd: '5000' | '5001'}", does: 'a customer asks by chat or e-mail' },
  {
    name: 'set-property',
    args: "{property: 'enableAutoWorkModeStateChange', value: 'true' | 'false', node?}",
    does: 'a node’s property is set',
  },
  {
    name: 'crowd-arrives',
    args: '{node, ms: 12000}',
    does: 'others arrive there first: the next desktop waits for its turn',
  },
  { name: 'cut-awdb', args: "{side: 'primary' | 'secondary' | 'both'}", does: 'an administration database is silent' },
  { name: 'restore-awdb', args: "{side: 'primary' | 'secondary' | 'both'}", does: 'the database answers again' },
  { name: 'start-maintenance', args: node, does: 'its desktops are moved to the other node' },
  { name: 'start-pg-maintenance', args: "{outcome?: 'well' | 'error'}", does: 'the PG goes to the other CTI side' },
  { name: 'refuse-certificate', args: "{agent: '1001'}", does: 'this agent’s browser refuses the other node' },
  { name: 'sign-in-elsewhere', args: "{agent: '1001'}", does: 'another desktop of this agent takes the connection' },
  { name: 'set-sign-in', args: "{lasts: 'password' | '2 min' | '11 min' | '8 h'}", does: 'how long sign-ins last' },
  { name: 'fail-imp', args: '{}', does: 'the serving chat machine fails' },
] as const satisfies readonly LabAction[];

export type LabActionName = (typeof labActions)[number]['name'];

export interface LabApi {
  /**
   * Carries out one action. Resolves when the cluster has done it; what follows from it takes its time. Rejects with an
   * error whose `code` says why not: `unknown-action`, `bad-arguments`, `unknown-agent`, `agent-not-available`, `deadline`.
   */
  do(action: string, args?: LabArguments): Promise<void>;
  readonly actions: readonly LabAction[];
}

export function createLabApi(cluster: Pick<ClusterClient, 'lab'>): LabApi {
  return {
    do: (action, args = {}) => cluster.lab(action, args),
    actions: labActions,
  };
}
