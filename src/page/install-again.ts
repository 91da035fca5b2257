/**
 * The first install of the service worker, tried again when it fails: an agent's page is loaded once for a whole shift, and
 * without the worker the next load would need the server. Knows neither what is installed nor why it failed.
 */

/** From one attempt to the next. A server that restarts is back after the first, a network after the second. Ms; ours. */
export const installPausesMs: readonly number[] = [5_000, 60_000, 600_000];

export interface Installing {
  /** After the first attempt: `undefined` when it failed. Before the worker is active; later ones may succeed. */
  readonly begun: Promise<ServiceWorkerRegistration | undefined>;
  /** A worker of it is active, or becomes so; `undefined` when every attempt failed. */
  readonly done: Promise<ServiceWorkerRegistration | undefined>;
}

export interface InstallAgainOptions {
  readonly register: () => Promise<ServiceWorkerRegistration | undefined>;
  readonly pausesMs?: readonly number[];
  readonly wait?: (ms: number) => Promise<void>;
  /** Called for each attempt that failed. */
  readonly onFailure: (cause: unknown) => void;
}

const waitFor = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function installAgain(options: InstallAgainOptions): Installing {
  const { register, pausesMs = installPausesMs, wait = waitFor, onFailure } = options;
  const attempt = async (): Promise<ServiceWorkerRegistration | undefined> => {
    try {
      return await register();
    } catch (cause) {
      onFailure(cause);
      return undefined;
    }
  };
  const begun = attempt();
  const finish = async (): Promise<ServiceWorkerRegistration | undefined> => {
    let registration = await begun;
    for (const pause of [...pausesMs, undefined]) {
      if (registration && (await becomesActive(registration))) return registration;
      if (registration) onFailure(new Error('its install failed'));
      if (pause === undefined) break;
      await wait(pause);
      registration = await attempt();
    }
    return undefined;
  };
  return { begun, done: finish() };
}

/** False when the install of its only worker failed. */
function becomesActive(registration: ServiceWorkerRegistration): Promise<boolean> {
  const isActive = () => registration.active !== null;
  const worker = registration.installing ?? registration.waiting;
  if (isActive() || !worker) return Promise.resolve(isActive());
  return new Promise((resolve) => {
    const look = (): void => {
      if (worker.state === 'activating' || worker.state === 'activated') resolve(true);
      // Another one may have become it instead.
      if (worker.state === 'redundant') resolve(isActive());
    };
    worker.addEventListener('statechange', look);
    look();
  });
}
