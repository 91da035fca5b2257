/**
 * The tabs that share this worker. A tab is there while it holds the Web Lock `tab:<tabId>`; its word that it leaves is
 * only the fast path. Knows nothing of the core.
 */
import { whenLockFree } from '../../thread/locks.ts';
import type { Port } from '../../thread/port.ts';
import type { CoreToPage } from '../protocol.ts';

export interface Tabs {
  readonly count: number;
  /** Registers a tab, or its newer connection. */
  join(tabId: string, port: Port): void;
  /** With a port: is that its present connection? */
  has(tabId: string, port?: Port): boolean;
  /** Something to be undone when the tab goes. */
  onGone(tabId: string, undo: () => void): void;
  leave(tabId: string): void;
  broadcast(message: CoreToPage): void;
}

interface Tab {
  port: Port;
  readonly watch: AbortController;
  readonly undo: (() => void)[];
}

export function createTabs(onCount: (count: number) => void): Tabs {
  const tabs = new Map<string, Tab>();
  const leave = (tabId: string) => {
    const tab = tabs.get(tabId);
    if (!tab) return;
    tabs.delete(tabId);
    tab.watch.abort();
    for (const undo of tab.undo) undo();
    onCount(tabs.size);
  };
  return {
    get count() {
      return tabs.size;
    },
    join(tabId, port) {
      const known = tabs.get(tabId);
      if (known) {
        known.port = port;
        return;
      }
      const tab: Tab = { port, watch: new AbortController(), undo: [] };
      tabs.set(tabId, tab);
      void whenLockFree(`tab:${tabId}`, tab.watch.signal).then((why) => {
        if (why === 'free' && tabs.get(tabId) === tab) leave(tabId);
      });
      onCount(tabs.size);
    },
    has: (tabId, port) => tabs.has(tabId) && (port === undefined || tabs.get(tabId)?.port === port),
    onGone(tabId, undo) {
      const tab = tabs.get(tabId);
      if (tab) tab.undo.push(undo);
      else undo();
    },
    leave,
    broadcast(message) {
      for (const { port } of tabs.values()) port.postMessage(message);
    },
  };
}
