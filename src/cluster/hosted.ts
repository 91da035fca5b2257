/**
 * Which piece of a cluster that is taken apart (`ClusterOptions.hosted`) carries out an operator's fault. Mail finds its
 * own way (`homeOf` in bus.ts); a fault works on the state that is there, so it must go where that state lives.
 */
import type { NodeName } from '../wire/names.ts';
import type { ClusterFault } from './contract.ts';

/**
 * A node's own plugs are pulled on that node. Everything else, the CTI links to a node included, is done where the PG
 * is; what a node must know of it, it is told by mail.
 */
export function homeOfFault(fault: ClusterFault): NodeName | 'shared' {
  switch (fault.action) {
    case 'stop-node':
    case 'start-node':
    case 'stop-notification':
    case 'start-notification':
    case 'hide-finesse-presence':
    case 'show-finesse-presence':
    case 'start-maintenance':
    case 'crowd-arrives':
      return fault.node;
    default:
      return 'shared';
  }
}
