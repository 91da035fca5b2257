/**
 * Gadgets' files straight out of the cache, without this worker, where the browser can do so (static routes). What the cache has
 * lost the browser then asks the network for, and keeps it not: the worker mends that when the page is idle
 * (`secondary.ts`), or at once when a gadget is tried again, because a second attempt has a query and comes here.
 */
import type { Stores } from './stores.ts';

/** Not in the DOM's types yet. */
export interface RouterRule {
  readonly condition: {
    readonly requestMethod: 'GET';
    readonly urlPattern: { readonly baseURL: string; readonly pathname: string; readonly search: '' };
  };
  readonly source: { readonly cacheName: string };
}

type RoutingInstallEvent = ExtendableEvent & { addRoutes?(rules: readonly RouterRule[]): Promise<void> };

/** Gadgets are of tiers 1 and 2, and so are those of older builds: their cache has them under their own addresses. */
export function gadgetRoutes({ scope, secondaryName }: Pick<Stores, 'scope' | 'secondaryName'>): readonly RouterRule[] {
  // A folder's name may hold what means something in a pattern.
  const folder = new URL(scope).pathname.replace(/[\\+*?:(){}]/g, '\\$&');
  return [
    {
      condition: {
        requestMethod: 'GET',
        urlPattern: { baseURL: scope, pathname: `${folder}assets/gadget-*`, search: '' },
      },
      source: { cacheName: secondaryName },
    },
  ];
}

/** Never rejects: without routes every request comes to the worker, as in browsers that have none. */
export async function addGadgetRoutes(event: RoutingInstallEvent, stores: Stores): Promise<void> {
  try {
    await event.addRoutes?.(gadgetRoutes(stores));
  } catch (error) {
    console.warn('Understudy: gadgets are answered by the service worker.', error);
  }
}
