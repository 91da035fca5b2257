/** What an operator can do to the lab, wherever its nodes live: in this process, or each in its own. Types only. */
import type { ClusterFault, ClusterView } from '../../src/cluster/contract.ts';
import type { NodeName } from '../../src/wire/names.ts';
import type { NetworkConditions } from '../network/conditions.ts';
import type { ClusterHost } from '../cluster-host.ts';
import type { NodeServerStatus } from '../node-server.ts';

export type NodeView = ClusterView['nodes'][NodeName];

export interface NodeStatus extends NodeView, NodeServerStatus {
  readonly url: string;
  /** Of the node's own process; `undefined` in one process, and while the node is stopped. */
  readonly pid: number | undefined;
}

export interface LabStatus {
  /** Virtual time, ISO 8601. */
  readonly time: string;
  /** Virtual ms per real one. */
  readonly speed: number;
  readonly nodes: Readonly<Record<NodeName, NodeStatus>>;
  readonly cti: ClusterView['cti'];
  readonly agents: ClusterView['agents'];
  readonly calls: ClusterView['calls'];
}

export interface Deployment {
  readonly urls: Readonly<Record<NodeName, string>>;
  /** Closes the node's port and resets its connections, as a machine that dies. */
  stopNode(node: NodeName): Promise<void>;
  startNode(node: NodeName): Promise<void>;
  /** Any fault of the cluster but the two above. Rejects with `ClusterRefusal` for what cannot be. */
  fault(fault: ClusterFault): Promise<void>;
  network(node: NodeName, change: Partial<NetworkConditions>): Promise<void>;
  status(): Promise<LabStatus>;
  /** To the chat service, which outlives every node. */
  readonly openChat: ClusterHost['openChat'];
  /** Closes everything; the subscriptions stay on disk. */
  close(): Promise<void>;
}
