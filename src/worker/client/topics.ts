/** Who listens to what in the core client. A listener that throws is reported and disturbs no other. */
import type { NodeName } from '../../wire/names.ts';
import type { Notice } from '../../core/view.ts';
import type { ChangedView } from '../pure/view-delta.ts';
import type { CoreConnection } from './contract.ts';

export interface Topic<T> {
  on(listener: (value: T) => void): () => void;
  tell(value: T): void;
  /** Resolves at the next value, or after so many real ms. */
  next(withinMs: number): Promise<void>;
}

function createTopic<T>(): Topic<T> {
  const listeners = new Set<(value: T) => void>();
  const on = (listener: (value: T) => void) => {
    // Wrapped, so that one function added twice is two listeners, each with its own end.
    const own = (value: T) => listener(value);
    listeners.add(own);
    return () => void listeners.delete(own);
  };
  return {
    on,
    tell(value) {
      for (const listener of [...listeners]) {
        try {
          listener(value);
        } catch (error) {
          reportError(error);
        }
      }
    },
    next: (withinMs) =>
      new Promise((resolve) => {
        const done = () => {
          stop();
          clearTimeout(timer);
          resolve();
        };
        const stop = on(done);
        const timer = setTimeout(done, withinMs);
      }),
  };
}

export interface Topics {
  readonly connection: Topic<CoreConnection>;
  readonly view: Topic<ChangedView>;
  readonly announce: Topic<Notice>;
  readonly save: Topic<number>;
  readonly reload: Topic<{ readonly epoch: number; readonly node: NodeName }>;
  readonly handOver: Topic<{ readonly epoch: number; readonly node: NodeName }>;
  readonly log: Topic<{ readonly at: number; readonly text: string }>;
}

export function createTopics(): Topics {
  return {
    connection: createTopic(),
    view: createTopic(),
    announce: createTopic(),
    save: createTopic(),
    reload: createTopic(),
    handOver: createTopic(),
    log: createTopic(),
  };
}
