/**
 * `window.understudy`: the page's door for scripts, tests and the curious. Documented in docs/scripting.md. In mock mode
 * it can do to the simulated cluster what the lab can.
 */
import type { DesktopView } from '../core/view.ts';
import type { ClusterClient } from '../mock/client/contract.ts';
import type { CoreClient } from '../worker/client/contract.ts';
import type { Recording } from '../worker/protocol.ts';

export interface ScriptingApi {
  /** ISO time of the build. */
  readonly build: string;
  /** What the desktop shows now; `undefined` until the core has told. */
  view(): DesktopView | undefined;
  /** The core's inputs since a snapshot, oldest first: enough to replay what happened. */
  recording(): Promise<Recording>;
  /** Only in mock mode. */
  readonly lab?: {
    /**
     * Carries out an action on the simulated cluster; resolves when the cluster has done it. Rejects with `code`
     * `unknown-action`, `bad-arguments`, `unknown-agent`, `agent-not-available` or `deadline`.
     */
    do(action: string, args?: Readonly<Record<string, unknown>>): Promise<void>;
    /** From now on the simulated cluster's clock runs so many times as fast (1 to 1000), for all tabs. Rejects with `deadline`. */
    setSpeed(speed: number): Promise<void>;
  };
}

declare global {
  interface Window {
    understudy: ScriptingApi;
  }
}

export function createScriptingApi(
  build: string,
  client: CoreClient,
  cluster: ClusterClient | undefined,
): ScriptingApi {
  return {
    build,
    view: () => client.view,
    recording: () => client.recording(),
    ...(cluster
      ? { lab: { do: (action, args) => cluster.lab(action, args), setSpeed: (speed) => cluster.setSpeed(speed) } }
      : {}),
  };
}
