/** Tells the core when a session is to be made ready on the other node, as the address or the layout wants it. */
import type { Preparation } from '../core/contract.ts';
import type { CoreClient } from '../worker/client/contract.ts';

/** Now, and whenever a core has come that nobody has told. What another tab told it stays as it is. */
export function setPreparation(client: Pick<CoreClient, 'view' | 'onView' | 'configure'>, wanted?: Preparation): void {
  if (wanted === undefined) return;
  let isAsking = false;
  const ask = (): void => {
    if (isAsking) return;
    isAsking = true;
    client
      .configure({ prepareAlternate: wanted })
      // A worker that died meanwhile: the next one shows that it was not told.
      .catch(() => undefined)
      .finally(() => (isAsking = false));
  };
  ask();
  client.onView((view) => {
    if (view.prepareAlternate === undefined) ask();
  });
}
