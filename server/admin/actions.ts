/**
 * The operator's actions: those of the lab's catalogue, and those that only real sockets have. What each takes, and the
 * check of arguments that came from outside. Carries nothing out.
 */
import { ClusterRefusal } from '../../src/cluster/contract.ts';
import type { ClusterFault } from '../../src/cluster/contract.ts';
import { faultCatalogue, parseFault } from '../../src/sim/fault-arguments.ts';
import { nodeNames } from '../../src/wire/names.ts';
import type { NodeName } from '../../src/wire/names.ts';
import { goodConditions } from '../network/conditions.ts';
import type { NetworkConditions } from '../network/conditions.ts';

export interface ActionArgument {
  /** `choice` wants one of `values`. */
  readonly kind: string;
  readonly values?: readonly string[];
  readonly optional: boolean;
}

export interface ActionDescription {
  readonly action: string;
  readonly arguments: Readonly<Record<string, ActionArgument>>;
  readonly text: string;
}

export type Order =
  | { readonly kind: 'stop' | 'start'; readonly node: NodeName }
  | { readonly kind: 'network'; readonly nodes: readonly NodeName[]; readonly change: Partial<NetworkConditions> }
  | { readonly kind: 'fault'; readonly fault: ClusterFault };

const node: ActionArgument = { kind: 'choice', values: nodeNames, optional: false };
const anyNode: ActionArgument = { ...node, optional: true };
const ms: ActionArgument = { kind: 'ms', optional: false };

/** Largest number of each kind. */
const limits: Readonly<Record<string, number>> = { ms: 60_000, percent: 95 };

const socketActions: readonly ActionDescription[] = [
  { action: 'stop', arguments: { node }, text: 'Stop a node: its port is closed, every connection is reset.' },
  { action: 'start', arguments: { node }, text: 'Start a stopped node on the same port.' },
  {
    action: 'freeze',
    arguments: { node: anyNode },
    text: 'Leave connections to a node, or both, open and silent (half-open).',
  },
  { action: 'thaw', arguments: { node: anyNode }, text: 'Let everything through again that was held.' },
  {
    action: 'slow',
    arguments: { ms, node: anyNode },
    text: 'Let a node, or both, take so many ms longer for each request and stanza.',
  },
  {
    action: 'loss',
    arguments: { percent: { kind: 'percent', optional: false }, node: anyNode },
    text: 'Lose so many of 100 packets, which are then sent again (0 to 95).',
  },
  { action: 'latency', arguments: { ms, node: anyNode }, text: 'Delay everything by so many ms, each way.' },
];

export const actions: readonly ActionDescription[] = [...socketActions, ...faultCatalogue];

/** Throws `ClusterRefusal` with code `unknown-action` or `bad-arguments`. */
export function orderOf(action: string, args: Readonly<Record<string, unknown>>): Order {
  const own = socketActions.find((each) => each.action === action);
  if (own) return socketOrder(action, checked(own, args));
  if (!faultCatalogue.some((each) => each.action === action)) {
    const known = actions.map((each) => each.action).join(', ');
    throw new ClusterRefusal('unknown-action', `There is no action "${action}". Known are: ${known}.`);
  }
  const fault = parseFault(action, args);
  switch (fault.action) {
    case 'stop-node':
      return { kind: 'stop', node: fault.node };
    case 'start-node':
      return { kind: 'start', node: fault.node };
    case 'cut-network':
      return network(fault.node, { frozen: true });
    case 'restore-network':
      return network(fault.node, { frozen: false });
    case 'set-latency':
      return network(fault.node, { latencyMs: fault.ms });
    default:
      return { kind: 'fault', fault };
  }
}

const network = (name: NodeName | undefined, change: Partial<NetworkConditions>): Order => ({
  kind: 'network',
  nodes: name === undefined ? nodeNames : [name],
  change,
});

interface Checked {
  readonly node: NodeName | undefined;
  readonly number: number;
}

function socketOrder(action: string, { node: name, number }: Checked): Order {
  switch (action) {
    case 'freeze':
      return network(name, { frozen: true });
    case 'thaw':
      return network(name, { frozen: false });
    case 'slow':
      return network(name, { slowMs: number });
    case 'loss':
      return network(name, { lossPercent: number });
    case 'latency':
      return network(name, { latencyMs: number });
    default:
      return { kind: action === 'stop' ? 'stop' : 'start', node: name ?? 'publisher' };
  }
}

function checked(description: ActionDescription, args: Readonly<Record<string, unknown>>): Checked {
  const refuse = (why: string): never => {
    throw new ClusterRefusal('bad-arguments', `${description.action}: ${why}.`);
  };
  let number = goodConditions.latencyMs;
  let name: NodeName | undefined;
  for (const key of Object.keys(args)) {
    if (!Object.hasOwn(description.arguments, key)) refuse(`it takes no argument "${key}"`);
  }
  for (const [key, argument] of Object.entries(description.arguments)) {
    const value = args[key];
    if (value === undefined || value === null) {
      if (!argument.optional) refuse(`"${key}" is missing`);
    } else if (key === 'node') {
      name = nodeNames.find((each) => each === value) ?? refuse('"node" must be "publisher" or "subscriber"');
    } else {
      const most = limits[argument.kind] ?? 0;
      const right = typeof value === 'number' && value >= 0 && value <= most;
      number = right ? value : refuse(`"${key}" must be a number from 0 to ${most}`);
    }
  }
  return { node: name, number };
}
