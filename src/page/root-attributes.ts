/** Shows the core's phase, node and epoch on the root element: for style sheets, scripts and tests. */
import type { DesktopView } from '../core/view.ts';
import type { CoreClient } from '../worker/client/contract.ts';

/** `data-phase`, `data-node` (absent while on none), `data-epoch`. Returns the unsubscribe. */
export function showOnRoot(client: Pick<CoreClient, 'view' | 'onView'>, root: HTMLElement): () => void {
  const show = ({ phase, node, epoch }: DesktopView): void => {
    // Node and epoch first: whoever waits for the phase finds the others in place.
    if (node) root.dataset['node'] = node;
    else delete root.dataset['node'];
    root.dataset['epoch'] = String(epoch);
    root.dataset['phase'] = phase;
  };
  if (client.view) show(client.view);
  return client.onView(show);
}
