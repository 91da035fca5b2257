/**
 * A newer build: offered when it is complete and waits, taken only when the agent says so, and never in the middle of
 * a failover. Other tabs go on with the build they have.
 */
import type { DesktopView } from '../core/view.ts';
import type { ServiceWorkerLink } from './register.ts';

/** A desktop stays open for a whole shift; browsers look for updates only at navigations. */
const lookEveryMs = 60 * 60 * 1000;

export type UpdateAnswer =
  /** The newer worker takes over; the page reloads when it has, and when the phase allows it. */
  | 'accepted'
  /** Not now: the desktop is moving. */
  | 'refused'
  /** Nothing waits. */
  | 'nothing-offered';

export interface Update {
  readonly offered: boolean;
  onOffered(listener: () => void): () => void;
  accept(): Promise<UpdateAnswer>;
}

export interface UpdateHost {
  /** The phase now; `undefined` before the core has told one. */
  readonly phase: () => DesktopView['phase'] | undefined;
  /** Called after each change of phase; returns the unsubscribe. */
  readonly onPhase: (listener: () => void) => () => void;
  /** Saves what must be saved, then loads the page anew. */
  readonly reload: () => void;
}

/** Nothing is under way that a reload would disturb. */
export const mayReload = (phase: DesktopView['phase'] | undefined): boolean =>
  phase === undefined || phase === 'connected' || phase === 'signed-out';

export function watchForUpdates(
  link: Pick<ServiceWorkerLink, 'registration' | 'workbox'>,
  container: Pick<ServiceWorkerContainer, 'addEventListener'> | undefined,
  host: UpdateHost,
): Update {
  const listeners = new Set<() => void>();
  let registered: ServiceWorkerRegistration | undefined;

  const tell = (): void => listeners.forEach((listener) => listener());
  const watch = (registration: ServiceWorkerRegistration): void => {
    registered = registration;
    // `active` and not the page's controller: after Shift-reload a page has none, and the update is one nevertheless.
    if (registration.waiting && registration.active) tell();
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed' && registration.active) tell();
      });
    });
    const look = () => registration.update().catch(() => undefined);
    setInterval(() => void look(), lookEveryMs);
  };
  void link.registration.then((registration) => registration && watch(registration));

  const whenAllowed = (then: () => void): void => {
    if (mayReload(host.phase())) {
      then();
      return;
    }
    const stop = host.onPhase(() => {
      if (!mayReload(host.phase())) return;
      stop();
      then();
    });
  };

  return {
    get offered() {
      return Boolean(registered?.waiting && registered.active);
    },
    onOffered(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    accept() {
      if (!registered?.waiting) return Promise.resolve('nothing-offered');
      if (!mayReload(host.phase())) return Promise.resolve('refused');
      // A failover may begin between the two: then the new worker is there, and this page follows afterwards.
      container?.addEventListener('controllerchange', () => whenAllowed(host.reload), { once: true });
      link.workbox?.messageSkipWaiting();
      return Promise.resolve('accepted');
    },
  };
}
