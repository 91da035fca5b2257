/** For browser tests of a page's cluster: waiting for what it shows, and for what it is connected to. */
import type { ClusterLogEntry } from '../../../cluster/contract.ts';
import type { WorldView } from '../../../sim/contract.ts';
import type { ClusterClient } from '../contract.ts';
import type { TestCore } from './cluster-stage.ts';

/** Resolves with the first view for which `wanted` holds. */
export function viewOf(cluster: ClusterClient, wanted: (view: WorldView) => boolean): Promise<WorldView> {
  return new Promise((resolve) => {
    const stop = cluster.watch({
      onWorld: (view) => {
        if (!wanted(view)) return;
        queueMicrotask(() => stop());
        resolve(view);
      },
    });
  });
}

/** Resolves with the first line of the log that matches, an old one too. */
export function lineOf(cluster: ClusterClient, wanted: RegExp): Promise<ClusterLogEntry> {
  return new Promise((resolve) => {
    cluster.watch({ onLog: (entry) => wanted.test(entry.text) && resolve(entry) });
  });
}
/**
 * The page speaks with the next instance. A port handed out before that is lost where the page has to call for the worker
 * twice; a core then asks for another one (`mock-link.ts`), which those of these tests do not.
 */
export const metAgain = (cluster: ClusterClient): Promise<void> => cluster.lab('restore-network');

/** Agent 1001 has a stream to the publisher. */
export async function bound(core: TestCore): Promise<void> {
  core.frame('publisher', { kind: 'connect', loginId: '1001', password: 'secret', resource: 'desktop' });
  await core.next('bound');
}
