/**
 * What happens next in a fleet: a heap of events by time, and by order of entry among equals, so that the same inputs give
 * the same run. Times in flat arrays: tens of thousands wait at once and millions pass. Knows nothing of what an event is.
 */
import type { Ms } from '../../wire/names.ts';

export interface EventQueue<T> {
  add(at: Ms, event: T): void;
  /** The same for what always takes equally long, so that none overtakes another: a queue for it costs less than a heap. */
  addInTurn(at: Ms, event: T): void;
  /** Infinity when nothing is planned. */
  next(): Ms;
  /** The first event; throws `RangeError` when there is none. */
  take(): T;
  readonly size: number;
}

export function createEventQueue<T>(): EventQueue<T> {
  let times = new Float64Array(1024);
  let orders = new Float64Array(1024);
  let events = new Array<T | undefined>(1024);
  let size = 0;
  let order = 0;
  const inTurn = createTurns<T>();

  const grow = (): void => {
    const [moreTimes, moreOrders] = [new Float64Array(size * 2), new Float64Array(size * 2)];
    moreTimes.set(times);
    moreOrders.set(orders);
    times = moreTimes;
    orders = moreOrders;
    events = events.concat(new Array<T | undefined>(size));
  };
  const put = (index: number, at: Ms, rank: number, event: T | undefined): void => {
    times[index] = at;
    orders[index] = rank;
    events[index] = event;
  };
  const time = (index: number): number => times[index] ?? Infinity;
  const rank = (index: number): number => orders[index] ?? Infinity;
  const isBefore = (left: number, at: Ms, own: number): boolean => {
    const there = time(left);
    return there < at || (there === at && rank(left) < own);
  };

  return {
    get size() {
      return size + inTurn.size;
    },
    next: () => Math.min(size > 0 ? time(0) : Infinity, inTurn.at()),
    addInTurn(at, event) {
      inTurn.add(at, (order += 1), event);
    },
    add(at, event) {
      if (size === times.length) grow();
      const own = (order += 1);
      let index = size;
      size += 1;
      while (index > 0) {
        const parent = (index - 1) >> 2;
        if (isBefore(parent, at, own)) break;
        put(index, time(parent), rank(parent), events[parent]);
        index = parent;
      }
      put(index, at, own, event);
    },
    take() {
      const turnAt = inTurn.at();
      if (turnAt < Infinity && (size === 0 || !isBefore(0, turnAt, inTurn.order()))) return inTurn.take();
      const first = events[0];
      if (size === 0 || first === undefined) throw new RangeError('Nothing is planned.');
      size -= 1;
      const [at, own, event] = [time(size), rank(size), events[size]];
      events[size] = undefined;
      let index = 0;
      for (;;) {
        const child = index * 4 + 1;
        if (child >= size) break;
        let least = child;
        const last = Math.min(child + 4, size);
        for (let other = child + 1; other < last; other += 1) {
          if (isBefore(other, time(least), rank(least))) least = other;
        }
        if (!isBefore(least, at, own)) break;
        put(index, time(least), rank(least), events[least]);
        index = least;
      }
      if (size > 0) put(index, at, own, event);
      return first;
    },
  };
}

interface Turns<T> {
  add(at: Ms, order: number, event: T): void;
  /** Infinity when there is none. */
  at(): Ms;
  order(): number;
  take(): T;
  readonly size: number;
}

/** First come, first served: a ring that grows. */
function createTurns<T>(): Turns<T> {
  let ring = 1024;
  let times = new Float64Array(ring);
  let orders = new Float64Array(ring);
  let events = new Array<T | undefined>(ring);
  let first = 0;
  let size = 0;
  const grow = (): void => {
    const places = Array.from({ length: size }, (_, index) => (first + index) % ring);
    const [moreTimes, moreOrders] = [new Float64Array(ring * 2), new Float64Array(ring * 2)];
    moreTimes.set(places.map((place) => times[place] ?? 0));
    moreOrders.set(places.map((place) => orders[place] ?? 0));
    events = places.map((place) => events[place]).concat(new Array<T | undefined>(ring));
    [times, orders, first, ring] = [moreTimes, moreOrders, 0, ring * 2];
  };
  return {
    get size() {
      return size;
    },
    at: () => (size > 0 ? (times[first] ?? Infinity) : Infinity),
    order: () => orders[first] ?? Infinity,
    add(at, order, event) {
      if (size === ring) grow();
      const place = (first + size) % ring;
      if (size > 0 && at < (times[(place + ring - 1) % ring] ?? 0)) throw new RangeError('Out of turn.');
      times[place] = at;
      orders[place] = order;
      events[place] = event;
      size += 1;
    },
    take() {
      const event = events[first];
      if (size === 0 || event === undefined) throw new RangeError('Nothing is planned.');
      events[first] = undefined;
      first = (first + 1) % ring;
      size -= 1;
      return event;
    },
  };
}
