/**
 * The page's side of the service worker: registers it, waits until it answers for this page, tells it which build runs
 * here, asks it to preload. A desktop without a service worker works too, only not without a server: nothing here rejects.
 */
import { messageSW, Workbox } from 'workbox-window';
import type { PageToServiceWorker, SecondaryReport, ServiceWorkerToPage, StatusReport } from '../../sw/protocol.ts';
import { within } from './deadline.ts';
import { installAgain, type Installing } from './install-again.ts';

/** How long gadgets wait for the service worker. A slow first install must not keep the agent from working. */
const controlledWithinMs = 3000;
/** A worker may be stopped, or replaced, before it answers: workbox's own call would wait for ever. */
const preloadWithinMs = 120_000;
const statusWithinMs = 5_000;

export interface ServiceWorkerLink {
  /** Settles when the worker answers for this page, or when that will not be soon enough. */
  readonly controlled: Promise<void>;
  /** After the first attempt: undefined when it was refused. Its worker may still be installing. */
  readonly begun: Promise<ServiceWorkerRegistration | undefined>;
  /** When a worker is active, or becomes so; undefined where there is none. */
  readonly registration: Promise<ServiceWorkerRegistration | undefined>;
  readonly workbox: Workbox | undefined;
  /** Says which build runs here: the worker then looks for what older builds left. Early enough when the page rests. */
  tellBuild(): void;
  /** Fetches secondary resources into the cache; `undefined` when nobody answered. */
  preloadSecondary(): Promise<SecondaryReport | undefined>;
  /** What is not precached; `undefined` when nobody answered. */
  status(): Promise<StatusReport | undefined>;
}

export interface RegisterOptions {
  readonly enabled: boolean;
  readonly build: string;
  /** Asked when the kill switch was thrown: does this page work? */
  readonly isWell: () => boolean;
}

const none: ServiceWorkerLink = {
  controlled: Promise.resolve(),
  begun: Promise.resolve(undefined),
  registration: Promise.resolve(undefined),
  workbox: undefined,
  tellBuild: () => undefined,
  preloadSecondary: () => Promise.resolve(undefined),
  status: () => Promise.resolve(undefined),
};

export function registerServiceWorker({ enabled, build, isWell }: RegisterOptions): ServiceWorkerLink {
  // Missing in insecure contexts and some private windows, whatever the DOM's types say.
  const container = (navigator as Partial<Navigator>).serviceWorker;
  if (!container) return none;
  if (!enabled) {
    void removeServiceWorker(container);
    return none;
  }
  let workbox: Workbox | undefined;
  const { begun, done } = installAgain({
    register() {
      // `updateViaCache: none`: the browser asks the server itself, so a kill switch is found whatever the HTTP cache holds.
      workbox = new Workbox('sw.js', { updateViaCache: 'none' });
      return workbox.register({ immediate: true });
    },
    onFailure: (cause) =>
      console.warn(
        'Understudy: no service worker yet; without it the desktop does not start without its server.',
        cause,
      ),
  });
  const post = (target: ServiceWorker | null | undefined, message: PageToServiceWorker) => target?.postMessage(message);
  const hello = () => post(container.controller, { type: 'hello', build });

  container.addEventListener('controllerchange', hello);
  container.addEventListener('message', (event: MessageEvent<ServiceWorkerToPage | null>) => {
    if (event.data?.type === 'say-hello') hello();
    if (event.data?.type === 'are-you-well' && isWell()) post(event.source as ServiceWorker, { type: 'well' });
  });
  container.startMessages();

  return {
    controlled: whenControlled(container, begun, done),
    begun,
    registration: done,
    get workbox() {
      return workbox;
    },
    tellBuild: hello,
    preloadSecondary: () =>
      ask(container, { type: 'preload-secondary' }, preloadWithinMs) as Promise<SecondaryReport | undefined>,
    status: () => ask(container, { type: 'status' }, statusWithinMs) as Promise<StatusReport | undefined>,
  };
}

/** `undefined` when no worker controls this page, or none answers in time. */
async function ask(
  container: ServiceWorkerContainer,
  request: PageToServiceWorker,
  withinMs: number,
): Promise<unknown> {
  const worker = container.controller;
  if (!worker) return undefined;
  try {
    return await within(messageSW(worker, request), withinMs, request.type);
  } catch {
    return undefined;
  }
}

/** Settles at once when the first attempt failed: gadgets need not wait for the next. */
async function whenControlled(
  container: ServiceWorkerContainer,
  begun: Installing['begun'],
  done: Installing['done'],
): Promise<void> {
  if (container.controller) return;
  const taken = new Promise<void>((resolve) => {
    container.addEventListener('controllerchange', () => resolve(), { once: true });
  });
  // An active worker that does not control this page must be asked to: after Shift-reload, and for a page that was on its
  // way while the worker took over all that were there.
  void done.then((registration) => {
    const claim: PageToServiceWorker = { type: 'claim' };
    if (!container.controller) registration?.active?.postMessage(claim);
  });
  const impossible = begun.then((registration) => (registration ? taken : undefined));
  await within(Promise.race([taken, impossible]), controlledWithinMs, 'The service worker').catch(() => undefined);
}

/** `?no-sw`: takes the worker away from this site; a page that it controls already is loaded once more, without it. */
async function removeServiceWorker(container: ServiceWorkerContainer): Promise<void> {
  const registration = await container.getRegistration();
  await registration?.unregister();
  if (registration && container.controller) location.reload();
}
