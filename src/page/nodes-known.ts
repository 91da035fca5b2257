/**
 * Waits for what the core knows of both nodes: it tells its view a moment after the page is there, and of the nodes a moment
 * later. A check that looks before would say that nobody is signed in. Asks nothing of a node.
 */
import type { DesktopView } from '../core/view.ts';
import { nodeNames } from '../wire/names.ts';
import type { CoreClient } from '../worker/client/contract.ts';

/** Ms. A node that is dead may never be seen; that is a finding too. */
const mostMs = 3000;

const isKnown = (view: DesktopView | undefined): boolean =>
  view !== undefined &&
  (view.phase === 'signed-out' || nodeNames.every((node) => view.nodes[node].seenAt !== undefined));

/** Resolves when it is known, or nobody is signed in, or after a while. */
export function nodesKnown(client: Pick<CoreClient, 'view' | 'onView'>, atMostMs = mostMs): Promise<void> {
  if (isKnown(client.view)) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, atMostMs);
    const stop = client.onView((view) => {
      if (isKnown(view)) done();
    });
  });
}
