/** What a lab is made of, as plain data: it crosses to the processes of the nodes. Types, and what follows from them. */
import type { ClusterLogEntry, ClusterOptions } from '../src/cluster/contract.ts';
import { nodeNames } from '../src/wire/names.ts';
import type { NodeName } from '../src/wire/names.ts';
import type { NodeServerOptions } from './node-server.ts';

export interface NodeSetup extends NodeServerOptions {
  /** The folder of the built desktop. */
  readonly siteDir: string;
  /** Where its subscriptions are kept. */
  readonly stateFile: string;
}

export interface LabSetup {
  readonly nodes: Readonly<Record<NodeName, NodeSetup>>;
  readonly cluster: ClusterOptions;
  /** Virtual ms per real one. */
  readonly speed: number;
  readonly onLog: (entry: ClusterLogEntry) => void;
  /** Something that somebody should know who looks after the lab itself. */
  readonly complain: (text: string) => void;
}

export const urlOf = (setup: NodeSetup, port: number): string =>
  `${setup.tls ? 'https' : 'http'}://${setup.host}:${port}/`;

export function perNode<Value>(make: (node: NodeName) => Value): Record<NodeName, Value> {
  return Object.fromEntries(nodeNames.map((node) => [node, make(node)])) as Record<NodeName, Value>;
}
