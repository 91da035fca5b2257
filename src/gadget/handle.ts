/**
 * Makes the handle that a gadget is given: the view, the actions and its part of the cache, on top of the core's client.
 * It must not know the gadget's element, nor how the client reaches the core.
 */
import type { CacheNamespace } from '../cache/contract.ts';
import type { DesktopView } from '../core/view.ts';
import type { CoreClient } from '../worker/client/contract.ts';
import { markGadgetRead } from './life-marks.ts';
import { createCallActions } from './call-actions.ts';
import { createMediaServices } from './media-services.ts';
import { createTeamMessageFollow } from './team-message-follow.ts';
import { payloadOf } from './node-read.ts';
import type { DesktopActions, DesktopHandle, ManagedGadgets } from './contract.ts';

export interface DesktopHandleOptions {
  readonly gadgetId: string;
  /** Its first view must be there: gadgets exist only while somebody is signed in. */
  readonly client: Pick<
    CoreClient,
    'view' | 'onView' | 'command' | 'readFromNode' | 'now' | 'mediaChannel' | 'onConnection' | 'followTeamMessages'
  >;
  readonly cache: CacheNamespace;
  readonly maxRows?: number | undefined;
  readonly managed?: (() => ManagedGadgets | undefined) | undefined;
}

/** Nobody is signed in: there is no desktop to hand out. */
export class NoDesktop extends Error {
  override readonly name = 'NoDesktop';
  readonly code = 'no-desktop';
}

/** After `dispose` no listener is called any more; the last view stays readable. */
export function createDesktopHandle(options: DesktopHandleOptions): DesktopHandle & { dispose(): void } {
  const { gadgetId, client, cache } = options;
  const listeners = new Set<(view: DesktopView) => void>();
  let lastView = client.view;
  let lastAgent = lastView?.agent;

  const stop = client.onView((view) => {
    lastView = view;
    lastAgent = view.agent ?? lastAgent;
    // One gadget's listener that throws must not keep the view from the others.
    for (const listener of [...listeners]) {
      try {
        listener(view);
      } catch (cause) {
        queueMicrotask(() => {
          throw cause;
        });
      }
    }
  });

  const view = (): DesktopView => {
    if (!lastView) throw new NoDesktop(`${gadgetId}: there is no view yet`);
    return lastView;
  };

  const media = createMediaServices({ gadgetId, client });
  const teamMessages = createTeamMessageFollow(client);
  const actions: DesktopActions = {
    ...createCallActions({ command: (command) => client.command(command) }),
    setState: (state, reasonCodeId) =>
      client.command({ type: 'set-state', state, ...(reasonCodeId === undefined ? {} : { reasonCodeId }) }),
    makeCall: (to) => client.command({ type: 'make-call', to }),
    callAction: (dialogId, action) => client.command({ type: 'call-action', dialogId, action }),
    updateCallData: (dialogId, data) => client.command({ type: 'update-call-data', dialogId, ...data }),
    setMemberState: (loginId, state) => client.command({ type: 'set-member-state', loginId, state }),
    mediaSignIn: (mrdId, options) => client.command({ type: 'media-sign-in', mrdId, options }),
    setMediaState: (mrdId, state, reasonCodeId) =>
      client.command({ type: 'media-state', mrdId, state, ...(reasonCodeId === undefined ? {} : { reasonCodeId }) }),
    setMediaRoutable: (mrdId, routable) => client.command({ type: 'media-routable', mrdId, routable }),
    taskAction: (taskId, action) => client.command({ type: 'task-action', taskId, action }),
    setChatStatus: (status) => client.command({ type: 'chat-status', status }),
    sendChat: (to, text) => client.command({ type: 'chat-send', to, text }),
    sendTeamMessage: (content, { seconds, teams = [] }) =>
      client.command({ type: 'send-team-message', content, seconds, teams }),
    deleteTeamMessage: (messageId) => client.command({ type: 'delete-team-message', messageId }),
    startMaintenance: (how = {}) => client.command({ type: 'start-maintenance', ...how }),
    cancelMaintenance: (how = {}) => client.command({ type: 'cancel-maintenance', ...how }),
    closeChat: (user) => client.command({ type: 'chat-close', with: user }),
  };

  return {
    gadgetId,
    actions,
    cache,
    maxRows: options.maxRows,
    get managed() {
      return options.managed?.();
    },
    serveMedia: (mrdId, need) => media.serve(mrdId, need),
    suspendMedia: () => media.suspend(),
    followTeamMessages: () => teamMessages.follow(),
    read: async (path, query, { node } = {}) => {
      markGadgetRead(gadgetId);
      return payloadOf(await client.readFromNode(path, query, node));
    },
    get view() {
      return view();
    },
    get agent() {
      // In the moment of signing out the view has none, while the gadgets still render once.
      if (!lastAgent) throw new NoDesktop(`${gadgetId}: nobody is signed in`);
      return lastAgent;
    },
    get dialogs() {
      return view().dialogs;
    },
    get connected() {
      return view().phase === 'connected';
    },
    now: () => client.now() + (lastView?.clockOffset ?? 0),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose() {
      stop();
      media.dispose();
      teamMessages.dispose();
      listeners.clear();
    },
  };
}
