/**
 * The page's side of the service worker: registers it, waits until it answers for this page, tells it which build runs
 * here, asks it to preload. A desktop without a service worker works too, only not without a server: nothing here rejects.
 */
import { messageSW, Workbox } from 'workbox-window';
import type { PageToServiceWorker, SecondaryReport, ServiceWorkerToPage, StatusReport } from '../../sw/protocol.ts';
import { within } from './deadline.ts';

/** How long gadgets wait for the service worker. A slow first install must not keep the agent from working. */
const controlledWithinMs = 3000;
/** A worker may be stopped, or replaced, before it answers: workbox's own call would wait for ever. */
const preloadWithinMs = 120_000;
const statusWithinMs = 5_000;

export interface ServiceWorkerLink {
  /** Settles when the worker answers for this page, or when that will not be soon enough. */
  readonly controlled: Promise<void>;
  /** Undefined where there is no service worker. */
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
  // `updateViaCache: none`: the browser asks the server itself, so a kill switch is found whatever the HTTP cache holds.
  const workbox = new Workbox('sw.js', { updateViaCache: 'none' });
  const registration = workbox.register({ immediate: true }).catch((error: unknown) => {
    console.warn('Understudy: no service worker; the desktop will not start without its server.', error);
    return undefined;
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
    controlled: whenControlled(container, registration),
    registration,
    workbox,
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

async function whenControlled(
  container: ServiceWorkerContainer,
  registration: Promise<ServiceWorkerRegistration | undefined>,
): Promise<void> {
  if (container.controller) return;
  const taken = new Promise<void>((resolve) => {
    container.addEventListener('controllerchange', () => resolve(), { once: true });
  });
  const impossible = registration.then((found) => {
    // After Shift-reload there is an active worker which does not control this page: it must be asked to.
    const claim: PageToServiceWorker = { type: 'claim' };
    if (!container.controller) found?.active?.postMessage(claim);
    return found ? taken : undefined;
  });
  await within(Promise.race([taken, impossible]), controlledWithinMs, 'The service worker').catch(() => undefined);
}

/** `?no-sw`: takes the worker away from this site; a page that it controls already is loaded once more, without it. */
async function removeServiceWorker(container: ServiceWorkerContainer): Promise<void> {
  const registration = await container.getRegistration();
  await registration?.unregister();
  if (registration && container.controller) location.reload();
}
