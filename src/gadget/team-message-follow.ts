/**
 * A gadget shows team messages: the core is told so once, and again when it has forgotten (another worker, another sign-in).
 * Knows no element.
 */
import type { teamMessageLimits } from '../wire/team-message.ts';
import type { CoreClient } from '../worker/client/contract.ts';

/** Characters. Its own value: a module that page and worker both load would drag one's code into the other. */
export const longestTeamMessage: (typeof teamMessageLimits)['content'] = 255;

export interface TeamMessageFollow {
  /** `view.teamMessages` is there from now on. */
  follow(): void;
  dispose(): void;
}

/** Of `RpcError`: there is no worker to tell; its successor is told. */
const workerGone: readonly unknown[] = ['worker-gone', 'deadline'];

export function createTeamMessageFollow(
  client: Pick<CoreClient, 'view' | 'onView' | 'onConnection' | 'followTeamMessages'>,
): TeamMessageFollow {
  let isWanted = false;
  let instance: string | undefined;
  /** For which worker and sign-in it was said. */
  let said: string | undefined;

  const tell = () => {
    const { view } = client;
    if (!isWanted || !view?.session || view.teamMessages) return;
    const occasion = `${instance ?? ''} ${view.session.signedInAt}`;
    if (said === occasion) return;
    said = occasion;
    client.followTeamMessages().catch((error: unknown) => {
      if (said === occasion) said = undefined;
      if (!workerGone.includes((error as { readonly code?: unknown }).code)) reportError(error);
    });
  };
  const stopView = client.onView(tell);
  const stopConnection = client.onConnection((connection) => {
    if (connection.kind !== 'open') return;
    instance = connection.instance;
    tell();
  });

  return {
    follow() {
      isWanted = true;
      tell();
    },
    dispose() {
      isWanted = false;
      stopView();
      stopConnection();
    },
  };
}
