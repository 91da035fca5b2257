/**
 * `?agent=1001&signin`: signs in at once in mock mode, unless there is something that the agent must see first. Decides
 * by the first view; F5 finds its session again and needs no sign-in.
 */
import type { DesktopView } from '../core/view.ts';
import type { CoreClient } from '../worker/client/contract.ts';

/** Every fixture agent's; the simulated cluster has no other. */
const fixturePassword = 'secret';
/** Extension of a fixture agent minus its id. */
const extensionOffset = 3000;

const banners: readonly (string | undefined)[] = [
  // Came back too late: what happened to the session is explained first.
  'lapsed',
  'conflict',
  'sign-in-failed',
];

export function shouldSignIn(view: DesktopView): boolean {
  return view.phase === 'signed-out' && !banners.includes(view.banner?.key);
}

export const extensionOf = (agentId: string): string =>
  /^\d+$/.test(agentId) ? String(Number(agentId) + extensionOffset) : '';

/** Waits for the first view and signs in if nobody is. The outcome is the view's to tell. */
export function signInOnce(client: CoreClient, agentId: string): void {
  const decide = (view: DesktopView): void => {
    if (!shouldSignIn(view)) return;
    client.signIn({ agentId, password: fixturePassword, extension: extensionOf(agentId) }).catch((error: unknown) => {
      // Another tab was faster: its session is ours.
      if ((error as { code?: unknown } | undefined)?.code !== 'illegal-input') console.warn('Understudy:', error);
    });
  };
  if (client.view) {
    decide(client.view);
    return;
  }
  const stop = client.onView((view) => {
    stop();
    decide(view);
  });
}
