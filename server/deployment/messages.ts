/** Everything that crosses between the lab's main process and a node's. Plain JSON. */
import type { ClusterFault, ClusterLogEntry, ClusterOptions, ClusterRefusal } from '../../src/cluster/contract.ts';
import type { ClockOrigin } from '../../src/thread/clock.ts';
import type { NodeName } from '../../src/wire/names.ts';
import type { ClusterMail } from '../cluster-host.ts';
import type { NetworkConditions } from '../network/conditions.ts';
import type { NodeServerStatus } from '../node-server.ts';
import type { NodeSetup } from '../setup.ts';
import type { NodeView } from './deployment.ts';

export type ToNode =
  | {
      readonly type: 'begin';
      readonly setup: NodeSetup;
      readonly cluster: ClusterOptions;
      /** One time for all. */
      readonly origin: ClockOrigin;
      /** The node was stopped: it boots, knowing nothing but its disk. Else it is in service from the beginning. */
      readonly cold: boolean;
    }
  /** Where both nodes are, once it is known. */
  | {
      readonly type: 'whereabouts';
      readonly origins: readonly string[];
      readonly ports: Readonly<Record<NodeName, number>>;
    }
  | { readonly type: 'mail'; readonly mail: ClusterMail }
  | { readonly type: 'fault'; readonly id: number; readonly fault: ClusterFault }
  | { readonly type: 'network'; readonly change: Partial<NetworkConditions> }
  | { readonly type: 'status'; readonly id: number };

export type FromNode =
  | { readonly type: 'listening'; readonly port: number }
  /** It could not begin; the process ends by itself. */
  | { readonly type: 'failed'; readonly message: string; readonly busyPort?: number }
  | { readonly type: 'mail'; readonly mail: ClusterMail }
  | { readonly type: 'log'; readonly entry: ClusterLogEntry }
  | { readonly type: 'complaint'; readonly text: string }
  | { readonly type: 'answer'; readonly id: number; readonly answer: NodeAnswer };

export type NodeAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly code: ClusterRefusal['code']; readonly message: string }
  | { readonly kind: 'status'; readonly view: NodeView; readonly server: NodeServerStatus };
