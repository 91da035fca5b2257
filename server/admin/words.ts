/** What the operator reads: help, status and log as lines of text. */
import type { ClusterLogEntry } from '../../src/cluster/contract.ts';
import { nodeNames } from '../../src/wire/names.ts';
import type { LabStatus, NodeStatus } from '../deployment/deployment.ts';
import { actions } from './actions.ts';
import { spell } from './command-line.ts';

const own: readonly (readonly [string, string])[] = [
  ['status', 'Show nodes, CTI, agents and calls.'],
  ['log on|off', 'Show, or no longer show, what every part does.'],
  ['help', 'This list.'],
  ['quit', 'End the lab.'],
];

export function helpText(): string {
  const lines = [...actions.map((each) => [spell(each), each.text] as const), ...own];
  const width = Math.max(...lines.map(([command]) => command.length));
  return lines.map(([command, text]) => `  ${command.padEnd(width)}  ${text}`).join('\n');
}

export function statusText(status: LabStatus): string {
  const agents = status.agents
    .filter((agent) => agent.state !== 'LOGOUT')
    .map((agent) => `  agent ${agent.loginId} at ${agent.extension}: ${agent.state}${reason(agent.reasonCode)}`);
  const calls = status.calls.map((call) => `  call ${call.id}: ${call.from} to ${call.to}`);
  return [
    `${status.time}${status.speed === 1 ? '' : `, ${status.speed} times as fast as the clock`}`,
    ...nodeNames.map((node) => `  ${node} ${nodeText(status.nodes[node])}`),
    `  CTI side A ${status.cti.A}, side B ${status.cti.B}`,
    ...(agents.length > 0 ? agents : ['  nobody is signed in']),
    ...calls,
  ].join('\n');
}

const reason = (code: number | undefined): string => (code === undefined ? '' : `, reason ${code}`);

function nodeText(node: NodeStatus): string {
  const { network } = node;
  const parts = [
    node.running ? (node.inService ? `IN_SERVICE on side ${node.ctiSide ?? '?'}` : 'OUT_OF_SERVICE') : 'not running',
    node.running && !node.notificationRunning ? 'notification service stopped' : '',
    `${node.bound.length} stream(s)`,
    network.frozen ? 'frozen' : '',
    network.latencyMs > 0 ? `latency ${network.latencyMs} ms` : '',
    network.lossPercent > 0 ? `loss ${network.lossPercent} %` : '',
    network.slowMs > 0 ? `slow by ${network.slowMs} ms` : '',
    node.pid === undefined ? '' : `process ${node.pid}`,
  ];
  return `${node.url}  ${parts.filter((part) => part !== '').join(', ')}`;
}

export const logText = ({ at, part, text }: ClusterLogEntry): string =>
  `${new Date(at).toISOString().slice(11, 23)} ${part.padEnd(10)} ${text}`;
