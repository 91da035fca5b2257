/** Who waits for what DesktopCache's core decides: a ticket for each question, answered once. Knows neither. */
import { CacheFailure, type CacheFailureCode } from './contract.ts';

export interface Tickets {
  /** Resolves or rejects when the ticket that `feed` is given has been settled. */
  ask(feed: (ticket: number) => void): Promise<void>;
  settle(tickets: readonly number[], failure: CacheFailureCode | undefined): void;
}

export const forOthersToo = <Value>(promise: Promise<Value>): Promise<Value> => {
  // A caller that does not wait is told of failures by the cache's state; it shall not break the page with them.
  promise.catch(() => undefined);
  return promise;
};

export function createTickets(): Tickets {
  let next = 1;
  const settlers = new Map<number, { resolve: () => void; reject: (failure: CacheFailure) => void }>();
  return {
    ask(feed) {
      const ticket = next++;
      const promise = new Promise<void>((resolve, reject) => settlers.set(ticket, { resolve, reject }));
      feed(ticket);
      return forOthersToo(promise);
    },
    settle(tickets, failure) {
      for (const ticket of tickets) {
        const settler = settlers.get(ticket);
        settlers.delete(ticket);
        if (failure === undefined) settler?.resolve();
        else settler?.reject(new CacheFailure(failure, `not on disk: ${failure}; kept in memory`));
      }
    },
  };
}
