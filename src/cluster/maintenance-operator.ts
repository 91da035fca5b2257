/** What an administrator and an operator do about maintenance. Nodes are told by mail, for they may live elsewhere. */
import type { NodeName } from '../wire/names.ts';
import { nodeNames } from '../wire/names.ts';
import type { Contexts } from './contexts.ts';
import { ClusterRefusal } from './contract.ts';
import type { ClusterFault } from './contract.ts';
import { personOf } from './fixtures.ts';
import { beginPgMaintenance } from './maintenance-pg.ts';
import type { ClusterState } from './state.ts';

/** Throws `ClusterRefusal`; nothing is changed then. */
export function startMaintenance(state: ClusterState, name: NodeName, contexts: Contexts): void {
  const node = state.nodes[name];
  const why =
    node.phase !== 'running'
      ? 'it is not running'
      : node.maintenance?.status === 'IN_PROGRESS'
        ? 'it is under way'
        : '';
  if (why) throw new ClusterRefusal('bad-arguments', `Maintenance of the ${name} cannot begin: ${why}.`);
  contexts.operator.log(`starts maintenance of the ${name}`);
  contexts.pg.toNode(name, { kind: 'maintenance', message: { kind: 'begin' } });
}

/** Throws `ClusterRefusal`; nothing is changed then. */
export function startPgMaintenance(
  state: ClusterState,
  { outcome = 'well' }: ClusterFault & { readonly action: 'start-pg-maintenance' },
  contexts: Contexts,
): void {
  const why = beginPgMaintenance(state.pg, outcome, contexts.pg);
  if (why !== undefined) throw new ClusterRefusal('bad-arguments', `PG maintenance cannot begin: ${why}.`);
  contexts.operator.log(`starts PG maintenance${outcome === 'error' ? ', which will fail' : ''}`);
}

/** The desktop's word reaches the node that it is on; the other does not know the user. Throws `ClusterRefusal`. */
export function refuseCertificate(loginId: string, contexts: Contexts): void {
  if (!personOf(loginId)) throw new ClusterRefusal('unknown-agent', `There is no agent ${loginId}.`);
  contexts.operator.log(`lets the browser of agent ${loginId} refuse the certificate of the alternate node`);
  for (const name of nodeNames) {
    contexts.pg.toNode(name, { kind: 'maintenance', message: { kind: 'certificate-refused', loginId } });
  }
}
