/**
 * One node as a process of its own: its web application and notification service, its door, its disk. What the nodes
 * share lives in the main process and is reached by mail. Dies with the main process, and alone by `kill -9`.
 */
import { ClusterRefusal } from '../src/cluster/contract.ts';
import type { NodeName } from '../src/wire/names.ts';
import { createClusterHost } from './cluster-host.ts';
import type { ClusterHost } from './cluster-host.ts';
import type { FromNode, NodeAnswer, ToNode } from './deployment/messages.ts';
import { createSite } from './http/site.ts';
import { PortBusy } from './network/listen.ts';
import { createNodeServer } from './node-server.ts';
import type { NodeServer } from './node-server.ts';
import { rememberSubscriptions } from './remembering-cluster.ts';
import { openSubscriptionStore } from './subscription-store.ts';

interface Running {
  readonly cluster: ClusterHost;
  readonly door: NodeServer;
}

const tell = (message: FromNode): void => {
  // The main process may be gone already; then so is everything here in a moment.
  if (process.connected) process.send?.(message);
};
/** Both filled when the other node is known too. */
const origins: string[] = [];
const ports: Partial<Record<NodeName, number>> = {};
let running: Running | undefined;

async function begin({ setup, cluster: options, origin, cold }: ToNode & { type: 'begin' }): Promise<void> {
  const { node } = setup;
  const store = openSubscriptionStore(setup.stateFile, (text) => tell({ type: 'complaint', text }));
  let quiet = cold;
  const cluster = createClusterHost({
    options: { ...options, hosted: node, subscriptions: { [node]: store.loaded }, ports },
    origin,
    onLog: (entry) => {
      if (!quiet) tell({ type: 'log', entry });
    },
    onMail: (mail) => tell({ type: 'mail', mail }),
  });
  if (cold) {
    // A fresh cluster is in service; this node is not. What it is now said to lose, it never had.
    cluster.fault({ action: 'stop-node', node });
    quiet = false;
  }
  const door = createNodeServer(
    setup,
    rememberSubscriptions(cluster, store),
    createSite(setup.siteDir, () => origins),
  );
  const port = await door.open();
  if (cold) cluster.fault({ action: 'start-node', node });
  running = { cluster, door };
  tell({ type: 'listening', port });
}

function obey({ cluster, door }: Running, message: Exclude<ToNode, { type: 'begin' }>): void {
  switch (message.type) {
    case 'whereabouts':
      origins.splice(0, origins.length, ...message.origins);
      Object.assign(ports, message.ports);
      return;
    case 'mail':
      cluster.mail(message.mail);
      return;
    case 'network':
      door.network.change(message.change);
      return;
    case 'fault':
      tell({ type: 'answer', id: message.id, answer: attemptFault(cluster, message) });
      return;
    case 'status': {
      const view = cluster.view().nodes[door.node];
      tell({ type: 'answer', id: message.id, answer: { kind: 'status', view, server: door.status() } });
      return;
    }
  }
}

function attemptFault(cluster: ClusterHost, { fault }: ToNode & { type: 'fault' }): NodeAnswer {
  try {
    cluster.fault(fault);
    return { kind: 'done' };
  } catch (error) {
    if (!(error instanceof ClusterRefusal)) throw error;
    return { kind: 'refused', code: error.code, message: error.message };
  }
}

function giveUp(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const failed: FromNode = { type: 'failed', message, ...(error instanceof PortBusy ? { busyPort: error.port } : {}) };
  process.send?.(failed, () => process.exit(1));
}

process.on('message', (message: ToNode) => {
  if (message.type === 'begin') void begin(message).catch(giveUp);
  else if (running) obey(running, message);
});
process.on('disconnect', () => process.exit(0));
// Ctrl+C reaches every process of the terminal; the main one decides what becomes of it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => process.exit(0));
