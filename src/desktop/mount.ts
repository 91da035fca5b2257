/**
 * The shell's door: puts the desktop into an element of the page. The page's root owns client and cache; the shell
 * closes neither.
 */
import type { DesktopCache } from '../cache/contract.ts';
import type { Layout } from '../wire/layout.ts';
import type { GadgetHosts } from './remote-gadget.ts';
import type { CoreClient } from '../worker/client/contract.ts';
import { currentTheme, showTheme } from './theme.ts';
import type { ToolPage } from './tool-page.ts';
import type { UpdateOffer } from './update-offer.ts';
import { UnderstudyDesktop } from './understudy-desktop.ts';

export type { ToolPage } from './tool-page.ts';
export type { UpdateOffer } from './update-offer.ts';

export interface DesktopOptions {
  /** Emptied first: it may hold what the page shows before the desktop is there. */
  readonly root: HTMLElement;
  readonly client: CoreClient;
  readonly cache: DesktopCache;
  readonly layout: Layout;
  /** Module URL of a gadget of this build, by the name of its folder; `undefined` when the build has none of that name. */
  readonly gadgetUrl: (name: string) => string | undefined;
  /** Where gadgets of other hosts may come from; rejects when that cannot be read. Asked when the layout has such a gadget. */
  readonly gadgetHosts?: () => Promise<GadgetHosts>;
  /** Gadgets boot when this settles: once the service worker answers for the page, or it is clear that none will. */
  readonly controlled: Promise<void>;
  /** Opens the lab; given in mock mode only, where the sign-in page also names an agent to try. */
  readonly openLab?: () => void;
  /** Pages beside the work, in the order of the header's list. */
  readonly pages?: readonly ToolPage[];
  /** What stands in the sign-in form at first (`?agent=1001`). */
  readonly prefill?: { readonly agentId: string; readonly extension: string };
  /** A newer build that waits. The shell offers it, and takes it only while connected or signed out. */
  readonly update?: UpdateOffer;
}

export interface MountedDesktop {
  /** The keyboard goes on where the work is: what had the focus is gone. */
  focusWork(): void;
  dispose(): void;
}

export function mountDesktop(options: DesktopOptions): MountedDesktop {
  showTheme(currentTheme());
  const desktop = new UnderstudyDesktop();
  desktop.client = options.client;
  desktop.cache = options.cache;
  desktop.layout = options.layout;
  desktop.gadgetUrl = options.gadgetUrl;
  if (options.gadgetHosts) desktop.gadgetHosts = options.gadgetHosts;
  desktop.controlled = options.controlled.catch(() => undefined);
  desktop.openLab = options.openLab;
  desktop.pages = options.pages ?? [];
  desktop.prefill = options.prefill;
  desktop.updateOffer = options.update;
  options.root.replaceChildren(desktop);
  return {
    focusWork: () => desktop.focusWork(),
    dispose: () => desktop.remove(),
  };
}
