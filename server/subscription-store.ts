/**
 * A node's subscriptions on its disk: they outlive the node and never cross to the other one (finesse.md §2.3). A file of
 * lines, one per change, written before anybody is told; a line that was broken off by a kill is no change.
 */
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Per full or bare JID the paths subscribed to. */
export type Subscriptions = Readonly<Record<string, readonly string[]>>;

export interface SubscriptionStore {
  /** As they were when the store was opened. */
  readonly loaded: Subscriptions;
  note(jid: string, path: string, subscribed: boolean): void;
}

interface Line {
  readonly jid: string;
  readonly path: string;
  readonly subscribed: boolean;
}

/** Opens, or begins, the store in `file`. What cannot be read of it is left out, and said by `complain`. */
export function openSubscriptionStore(file: string, complain: (text: string) => void): SubscriptionStore {
  mkdirSync(dirname(file), { recursive: true });
  const kept = new Map<string, Set<string>>();
  let unreadable = 0;
  for (const text of linesOf(file)) {
    const line = readLine(text);
    if (!line) {
      unreadable += 1;
      continue;
    }
    const paths = kept.get(line.jid) ?? new Set();
    if (line.subscribed) paths.add(line.path);
    else paths.delete(line.path);
    kept.set(line.jid, paths);
  }
  if (unreadable > 0) complain(`${unreadable} line(s) of ${file} could not be read and were left out.`);
  // Written anew, without the past: under another name first, so that a kill leaves the old one.
  const all = [...kept].flatMap(([jid, paths]) => [...paths].map((path) => lineOf({ jid, path, subscribed: true })));
  writeFileSync(`${file}.new`, all.join(''));
  renameSync(`${file}.new`, file);
  return {
    loaded: Object.fromEntries([...kept].map(([jid, paths]) => [jid, [...paths]])),
    note: (jid, path, subscribed) => appendFileSync(file, lineOf({ jid, path, subscribed })),
  };
}

const lineOf = (line: Line): string => `${JSON.stringify(line)}\n`;

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function readLine(text: string): Line | undefined {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof line !== 'object' || line === null) return undefined;
  const { jid, path, subscribed } = line as Partial<Record<keyof Line, unknown>>;
  if (typeof jid !== 'string' || typeof path !== 'string' || typeof subscribed !== 'boolean') return undefined;
  return { jid, path, subscribed };
}
