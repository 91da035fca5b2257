/**
 * The live log and the operator's view for those who watch. Keeps the last lines for a lab that is opened later; sends a
 * view only when it has changed, and never more often than an eye can follow. Knows nothing of what the lines mean.
 */
import type { ClusterLogEntry } from '../cluster/contract.ts';
import type { WorldView } from '../sim/contract.ts';
import type { ClusterToClient } from './protocol.ts';

export interface Watchers {
  log(entry: ClusterLogEntry): void;
  /** The world may have changed. */
  changed(): void;
  /** Sends the kept lines and the present view, then everything new. */
  add(client: string, post: (message: ClusterToClient) => void): void;
  remove(client: string): void;
}

const keptLines = 200;
const betweenViewsMs = 100;

export function createWatchers(view: () => WorldView | undefined): Watchers {
  const lines: ClusterLogEntry[] = [];
  const posts = new Map<string, (message: ClusterToClient) => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastSent = '';

  const sendView = (): void => {
    const present = view();
    if (!present) return;
    const text = JSON.stringify(present);
    if (text === lastSent) return;
    lastSent = text;
    for (const post of posts.values()) post({ type: 'world', view: present });
  };

  return {
    log(entry) {
      lines.push(entry);
      if (lines.length > keptLines) lines.shift();
      for (const post of posts.values()) post({ type: 'log', entry });
    },
    changed() {
      if (posts.size === 0) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        sendView();
      }, betweenViewsMs);
    },
    add(client, post) {
      if (!posts.has(client)) for (const entry of lines) post({ type: 'log', entry });
      posts.set(client, post);
      const present = view();
      if (present) post({ type: 'world', view: present });
    },
    remove(client) {
      posts.delete(client);
    },
  };
}
