/**
 * What happens next in a fleet: by time, and by order of entry among equals, so that the same inputs give the same run. A
 * heap, and beside it lanes for what comes in order of time anyway, which cost no more with tens of thousands waiting than
 * with one. Times in flat arrays: millions pass. Knows nothing of what an event is.
 */
import type { Ms } from '../../wire/names.ts';

export interface EventQueue<T> {
  add(at: Ms, event: T): void;
  /**
   * The same for what always takes about equally long, each such kind in a lane of its own (0, 1, …). Whatever would overtake
   * goes into the heap: the lane says what is cheap, never what comes first.
   */
  addInLane(lane: number, at: Ms, event: T): void;
  /** Infinity when nothing is planned. */
  next(): Ms;
  /** The first event; throws `RangeError` when there is none. */
  take(): T;
  readonly size: number;
}

/** A place where events wait: the heap, or a lane. */
interface Waiting<T> {
  /** `false`, and nothing is done, where it would be out of turn. */
  add(at: Ms, order: number, event: T): boolean;
  take(): T;
  /** Of the first one; Infinity when there is none. */
  at: Ms;
  order: number;
  size: number;
}

export function createEventQueue<T>(lanes = 0): EventQueue<T> {
  const heap = createHeap<T>();
  const places: Waiting<T>[] = [heap, ...Array.from({ length: lanes }, () => createLane<T>())];
  let order = 0;
  const first = (): Waiting<T> => {
    let least: Waiting<T> = heap;
    for (const place of places) {
      if (place.at < least.at || (place.at === least.at && place.order < least.order)) least = place;
    }
    return least;
  };
  return {
    get size() {
      return places.reduce((total, place) => total + place.size, 0);
    },
    next() {
      let least = Infinity;
      for (const { at } of places) if (at < least) least = at;
      return least;
    },
    add(at, event) {
      heap.add(at, (order += 1), event);
    },
    addInLane(lane, at, event) {
      order += 1;
      if (places[lane + 1]?.add(at, order, event) !== true) heap.add(at, order, event);
    },
    take() {
      const place = first();
      if (place.size === 0) throw new RangeError('Nothing is planned.');
      return place.take();
    },
  };
}

/** By time and order; four children to a node, since most of the work is to look for the least of them. */
function createHeap<T>(): Waiting<T> {
  let times = new Float64Array(1024);
  let orders = new Float64Array(1024);
  let events = new Array<T | undefined>(1024);

  const grow = (): void => {
    const { size } = heap;
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
  const noteFirst = (): void => {
    heap.at = heap.size > 0 ? time(0) : Infinity;
    heap.order = heap.size > 0 ? rank(0) : Infinity;
  };

  const heap: Waiting<T> = {
    at: Infinity,
    order: Infinity,
    size: 0,
    add(at, own, event) {
      if (heap.size === times.length) grow();
      let index = heap.size;
      heap.size += 1;
      while (index > 0) {
        const parent = (index - 1) >> 2;
        if (isBefore(parent, at, own)) break;
        put(index, time(parent), rank(parent), events[parent]);
        index = parent;
      }
      put(index, at, own, event);
      noteFirst();
      return true;
    },
    take() {
      const taken = events[0] as T;
      const size = (heap.size -= 1);
      const at = time(size);
      const own = rank(size);
      const event = events[size];
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
      noteFirst();
      return taken;
    },
  };
  return heap;
}

/** First come, first served: a ring that grows, its length a power of two. */
function createLane<T>(): Waiting<T> {
  let times = new Float64Array(1024);
  let orders = new Float64Array(1024);
  let events = new Array<T | undefined>(1024);
  let first = 0;
  let last: Ms = -Infinity;

  const grow = (): void => {
    const { length } = times;
    const [moreTimes, moreOrders] = [new Float64Array(length * 2), new Float64Array(length * 2)];
    const moreEvents = new Array<T | undefined>(length * 2);
    for (let index = 0; index < length; index += 1) {
      const place = (first + index) & (length - 1);
      moreTimes[index] = times[place] ?? 0;
      moreOrders[index] = orders[place] ?? 0;
      moreEvents[index] = events[place];
    }
    [times, orders, events, first] = [moreTimes, moreOrders, moreEvents, 0];
  };
  const noteFirst = (): void => {
    lane.at = lane.size > 0 ? (times[first] ?? Infinity) : Infinity;
    lane.order = lane.size > 0 ? (orders[first] ?? Infinity) : Infinity;
  };

  const lane: Waiting<T> = {
    at: Infinity,
    order: Infinity,
    size: 0,
    add(at, order, event) {
      if (lane.size > 0 && at < last) return false;
      if (lane.size === times.length) grow();
      const place = (first + lane.size) & (times.length - 1);
      times[place] = at;
      orders[place] = order;
      events[place] = event;
      last = at;
      lane.size += 1;
      if (lane.size === 1) noteFirst();
      return true;
    },
    take() {
      const taken = events[first] as T;
      events[first] = undefined;
      first = (first + 1) & (times.length - 1);
      lane.size -= 1;
      noteFirst();
      return taken;
    },
  };
  return lane;
}
