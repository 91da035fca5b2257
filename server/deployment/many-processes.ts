/**
 * Each node a process of its own; CTI, PG, telephony and whatever else the nodes share lives here. Mail between the two
 * goes over the processes' own channel. A killed node is noticed as its peers would: its connections are closed.
 */
import { homeOfFault } from '../../src/cluster/hosted.ts';
import { originNow } from '../../src/thread/clock.ts';
import { nodeNames } from '../../src/wire/names.ts';
import type { NodeName } from '../../src/wire/names.ts';
import { createClusterHost } from '../cluster-host.ts';
import { goodConditions } from '../network/conditions.ts';
import type { NetworkConditions } from '../network/conditions.ts';
import { perNode, urlOf } from '../setup.ts';
import type { LabSetup } from '../setup.ts';
import { startChild } from './child.ts';
import type { Child } from './child.ts';
import type { Deployment, NodeStatus } from './deployment.ts';
import type { FromNode } from './messages.ts';

/** Rejects with `PortBusy`, with nothing left running. */
export async function startInManyProcesses(setup: LabSetup): Promise<Deployment> {
  const origin = originNow(setup.speed);
  const children = new Map<NodeName, Child>();
  const conditions: Record<NodeName, NetworkConditions> = perNode(() => goodConditions);
  const ports: Record<NodeName, number> = perNode((node) => setup.nodes[node].port);
  let origins: string[] = [];
  let closing = false;
  const cluster = createClusterHost({
    options: { ...setup.cluster, hosted: 'shared' },
    origin,
    onLog: setup.onLog,
    onMail: (mail) => {
      // To a node that is not there it is lost, as on a closed connection.
      if ('node' in mail) children.get(mail.node)?.tell({ type: 'mail', mail });
    },
  });
  const say = (text: string): void => setup.onLog({ at: cluster.clock.now(), part: 'operator', text });

  const start = async (node: NodeName, cold: boolean): Promise<void> => {
    const onMessage = (message: FromNode): void => {
      if (message.type === 'mail') cluster.mail(message.mail);
      else if (message.type === 'log') setup.onLog(message.entry);
      else if (message.type === 'complaint') setup.complain(message.text);
    };
    const onGone = (): void => {
      children.delete(node);
      conditions[node] = goodConditions;
      if (closing) return;
      say(`the process of the ${node} is gone`);
      cluster.partLost(node);
    };
    const own = { ...setup.nodes[node], port: ports[node] };
    // Another chance each time, so that a new life's items are not mistaken for those of the last.
    const options = { ...setup.cluster, seed: setup.cluster.seed + Math.floor(cluster.clock.now() % 1_000_000) };
    const child = await startChild(
      { type: 'begin', setup: own, cluster: options, origin, cold },
      { onMessage, onGone },
    );
    children.set(node, child);
    ports[node] = child.port;
    if (cold) child.tell({ type: 'whereabouts', origins, ports });
  };
  const close = async (): Promise<void> => {
    closing = true;
    cluster.stop();
    await Promise.all([...children.values()].map((child) => child.kill()));
  };

  try {
    for (const node of nodeNames) await start(node, false);
  } catch (error) {
    await close();
    throw error;
  }
  const urls = perNode((node) => urlOf(setup.nodes[node], ports[node]));
  origins = nodeNames.map((node) => new URL(urls[node]).origin);
  for (const node of nodeNames) children.get(node)?.tell({ type: 'whereabouts', origins, ports });

  const statusOf = async (node: NodeName): Promise<NodeStatus> => {
    const child = children.get(node);
    const answer = await child?.ask({ type: 'status' });
    const common = { url: urls[node], pid: child?.pid };
    if (answer?.kind === 'status') return { ...answer.view, ...answer.server, ...common };
    // Killed, or held by a signal: from here it looks like nothing at all.
    const view = { ...cluster.view().nodes[node], ...nothingRuns };
    return { ...view, listening: false, connections: 0, bound: [], network: conditions[node], ...common };
  };

  return {
    urls,
    openChat: cluster.openChat,
    async stopNode(node) {
      await children.get(node)?.kill();
    },
    async startNode(node) {
      const child = children.get(node);
      // A node whose services were shut down has a process still.
      if (child) await child.ask({ type: 'fault', fault: { action: 'start-node', node } });
      else await start(node, true);
    },
    async fault(fault) {
      const home = homeOfFault(fault);
      if (home === 'shared') cluster.fault(fault);
      else await children.get(home)?.ask({ type: 'fault', fault });
    },
    network(node, change) {
      conditions[node] = { ...conditions[node], ...change };
      children.get(node)?.tell({ type: 'network', change });
      return Promise.resolve();
    },
    async status() {
      const [publisher, subscriber] = await Promise.all(nodeNames.map(statusOf));
      if (!publisher || !subscriber) throw new Error('There are two nodes.');
      const view = cluster.view();
      return {
        time: new Date(cluster.clock.now()).toISOString(),
        speed: setup.speed,
        nodes: { publisher, subscriber },
        cti: view.cti,
        agents: view.agents,
        calls: view.calls,
      };
    },
    close,
  };
}

const nothingRuns = {
  running: false,
  inService: false,
  notificationRunning: false,
  finessePresence: false,
  ctiSide: undefined,
  present: [],
} as const;
