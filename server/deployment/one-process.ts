/** The whole lab in this process: one cluster, two doors. */
import { originNow } from '../../src/thread/clock.ts';
import { nodeNames } from '../../src/wire/names.ts';
import type { NodeName } from '../../src/wire/names.ts';
import { createClusterHost } from '../cluster-host.ts';
import { createSite } from '../http/site.ts';
import { createNodeServer } from '../node-server.ts';
import { rememberSubscriptions } from '../remembering-cluster.ts';
import { perNode, urlOf } from '../setup.ts';
import type { LabSetup } from '../setup.ts';
import { openSubscriptionStore } from '../subscription-store.ts';
import type { Deployment } from './deployment.ts';

/** Rejects with `PortBusy`, with nothing left open. */
export async function startInOneProcess(setup: LabSetup): Promise<Deployment> {
  const stores = perNode((node) => openSubscriptionStore(setup.nodes[node].stateFile, setup.complain));
  const subscriptions = perNode((node) => stores[node].loaded);
  /** Filled as the nodes open; the cluster looks when it is asked. */
  const ports: Partial<Record<NodeName, number>> = {};
  const cluster = createClusterHost({
    options: { ...setup.cluster, subscriptions, ports },
    origin: originNow(setup.speed),
    onLog: setup.onLog,
  });
  const origins: string[] = [];
  const doors = perNode((node) => {
    const own = setup.nodes[node];
    return createNodeServer(
      own,
      rememberSubscriptions(cluster, stores[node]),
      createSite(own.siteDir, () => origins),
    );
  });
  const close = (): void => {
    cluster.stop();
    for (const node of nodeNames) doors[node].close();
  };
  try {
    for (const node of nodeNames) ports[node] = await doors[node].open();
  } catch (error) {
    close();
    throw error;
  }
  const urls = perNode((node) => urlOf(setup.nodes[node], ports[node] ?? 0));
  origins.push(...nodeNames.map((node) => new URL(urls[node]).origin));

  return {
    urls,
    openChat: cluster.openChat,
    // eslint-disable-next-line @typescript-eslint/require-await -- a refusal must be a rejection
    async stopNode(node) {
      cluster.fault({ action: 'stop-node', node });
      doors[node].shut();
    },
    async startNode(node) {
      await doors[node].open();
      cluster.fault({ action: 'start-node', node });
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- the same
    async fault(fault) {
      cluster.fault(fault);
    },
    network(node, change) {
      doors[node].network.change(change);
      return Promise.resolve();
    },
    status() {
      const view = cluster.view();
      return Promise.resolve({
        time: new Date(cluster.clock.now()).toISOString(),
        speed: setup.speed,
        nodes: perNode((node) => ({ ...view.nodes[node], ...doors[node].status(), url: urls[node], pid: undefined })),
        cti: view.cti,
        agents: view.agents,
        calls: view.calls,
      });
    },
    close() {
      close();
      return Promise.resolve();
    },
  };
}
