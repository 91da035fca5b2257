/** The mock cluster as a page sees it. Made by `connectCluster` in `cluster-client.ts`. */
import type { ClusterLogEntry } from '../../cluster/contract.ts';
import type { WorldView } from '../../sim/contract.ts';
import type { NodeName } from '../../wire/names.ts';

/** Rejected lab actions carry `code`: `unknown-action`, `bad-arguments`, `unknown-agent`, `agent-not-available`, `deadline`, `cluster-gone`. */
export interface ClusterClient {
  /** A fresh port for a core's link (transferred to the core's host by the core client). */
  portForCore(): MessagePort;
  /** Carries out a lab action; resolves when the cluster has done it. */
  lab(action: string, args?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Virtual ms per real one from now on, 1 to 1000, for every tab; anything unusable counts as 1. Rejects with `deadline`. */
  setSpeed(speed: number): Promise<void>;
  /** Live log and operator's view; the first call starts the stream. */
  watch(listener: {
    readonly onLog?: (entry: ClusterLogEntry) => void;
    readonly onWorld?: (view: WorldView) => void;
  }): () => void;
  /** Where this page's own `fetch('/finesse/api/…')` goes. */
  setCurrentNode(node: NodeName | undefined): void;
  /** Answers the service worker's requests for a cluster port. */
  serveServiceWorker(container: ServiceWorkerContainer): void;
}
