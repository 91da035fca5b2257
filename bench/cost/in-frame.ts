/**
 * A gadget in a document of its own: asks the container for the view, makes the element, tells when it is ready. Part of
 * the library copy that each frame loads. It does less than the desktop does for a gadget (no kept state, no drafts, no
 * supervision, no later views), so that the comparison favours the frames.
 */

import type { DesktopActions, DesktopHandle } from '../../src/gadget/contract.ts';
import type { DesktopView } from '../../src/core/view.ts';

interface FramedElement extends HTMLElement {
  desktop: DesktopHandle;
  readonly whenReady: Promise<void>;
}

const nothing = (): void => undefined;

export function mountInFrame(Element: new () => FramedElement): void {
  const gadgetId = document.documentElement.id;
  const tell = (state: string): void => parent.postMessage({ gadgetId, state }, location.origin);
  window.addEventListener('message', ({ data }: MessageEvent<{ readonly view: FramedView }>) => {
    const element = new Element();
    element.desktop = handleOf(gadgetId, data.view);
    document.body.append(element);
    element.whenReady.then(
      () => tell('ready'),
      (fault: unknown) => {
        console.error(gadgetId, fault);
        tell('failed');
      },
    );
  });
  tell('loaded');
}

type FramedView = DesktopView & { readonly agent: NonNullable<DesktopView['agent']> };

/** The desktop's handle, with a view that stands still. */
const handleOf = (gadgetId: string, view: FramedView): DesktopHandle => ({
  gadgetId,
  view,
  agent: view.agent,
  dialogs: view.dialogs,
  connected: true,
  now: () => Date.now(),
  serveMedia: () => ({ mrdId: '', ready: false, channelReady: nothing, end: nothing }),
  suspendMedia: nothing,
  followTeamMessages: nothing,
  // Whoever reads from the node while it starts waits, in the desktop too.
  read: () => new Promise(nothing),
  actions: new Proxy({} as DesktopActions, { get: () => () => new Promise(nothing) }),
  cache: {
    name: gadgetId,
    get: () => Promise.resolve(undefined),
    put: () => Promise.resolve(),
    delete: () => Promise.resolve(),
    all: () => Promise.resolve([]),
    clear: () => Promise.resolve(),
  },
  onChange: () => nothing,
});
