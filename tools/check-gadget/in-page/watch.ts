/**
 * Runs in the page before anything else: notes what the gadget asks for and stores, lets its timers run faster, lets
 * storage fail. Self-contained: it is sent to the page as text. Judges nothing.
 */

export interface WatchOptions {
  readonly gadget: string;
  readonly timerSpeed: number;
  readonly storage: 'well' | 'full' | 'gone';
}

/** Something asked of a node or of anybody, while the page showed `phase`. */
export interface Ask {
  /** `fetch`, `WebSocket`, …; `read` and `command` are the SDK's. */
  readonly how: string;
  readonly what: string;
  readonly phase: string;
}

declare global {
  interface Window {
    gadgetWatch: {
      /** By the gadget's code, or through what the desktop gave it. */
      readonly asks: Ask[];
      /** What it gave the cache to keep, by key: the last of each. */
      readonly kept: Map<string, unknown>;
      /** Intervals running now, whoever began them. */
      readonly intervals: Set<unknown>;
      /** Listeners for changes of the desktop's view that were not taken back. */
      readonly following: Set<object>;
      /** Elements that something listens to for clicks. */
      readonly clickable: WeakSet<EventTarget>;
      /** Closed shadow roots by their hosts. */
      readonly closedRoots: WeakMap<Element, ShadowRoot>;
    };
  }
}

export function watchGadget({ gadget, timerSpeed, storage }: WatchOptions): void {
  if (window.top !== window) return;
  const module = `/gadget-${gadget}-`;
  const asks: Ask[] = [];
  const kept = new Map<string, unknown>();
  const intervals = new Set<unknown>();
  const closedRoots = new WeakMap<Element, ShadowRoot>();
  const following = new Set<object>();
  const clickable = new WeakSet<EventTarget>();
  window.gadgetWatch = { asks, kept, intervals, following, clickable, closedRoots };

  const byGadget = (): boolean => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 60;
    const stack = new Error().stack ?? '';
    Error.stackTraceLimit = limit;
    return stack.includes(module);
  };
  const note = (how: string, what: string): void => {
    asks.push({ how, what, phase: document.documentElement.dataset['phase'] ?? '' });
  };
  const noteIfMine = (how: string, what: unknown): void => {
    if (!byGadget()) return;
    note(how, what instanceof Request ? what.url : String(what));
  };

  const realFetch = window.fetch;
  window.fetch = (...args) => {
    noteIfMine('fetch', args[0]);
    return realFetch(...args);
  };
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...args: unknown[]) {
    noteIfMine('XMLHttpRequest', args[1]);
    (open as (...all: unknown[]) => void).apply(this, args);
  };
  const beacon = navigator.sendBeacon.bind(navigator);
  navigator.sendBeacon = (...args) => {
    noteIfMine('sendBeacon', args[0]);
    return beacon(...args);
  };
  const noteConstruction = (name: 'WebSocket' | 'EventSource'): void => {
    const Real = window[name] as new (...args: unknown[]) => object;
    Object.defineProperty(window, name, {
      configurable: true,
      writable: true,
      value: new Proxy(Real, {
        construct(target, args: unknown[], made) {
          noteIfMine(name, args[0]);
          return Reflect.construct(target, args, made) as object;
        },
      }),
    });
  };
  noteConstruction('WebSocket');
  noteConstruction('EventSource');

  const faster = (ms: unknown): unknown =>
    timerSpeed > 1 && Number(ms) > 100 && byGadget() ? Number(ms) / timerSpeed : ms;
  const realTimeout = window.setTimeout as (...args: unknown[]) => number;
  const realInterval = window.setInterval as (...args: unknown[]) => number;
  const realClear = window.clearInterval as (id: unknown) => void;
  window.setTimeout = ((run: unknown, ms: unknown, ...args: unknown[]) =>
    realTimeout(run, faster(ms), ...args)) as typeof window.setTimeout;
  window.setInterval = ((run: unknown, ms: unknown, ...args: unknown[]) => {
    const id = realInterval(run, faster(ms), ...args);
    intervals.add(id);
    return id;
  }) as typeof window.setInterval;
  window.clearInterval = (id: unknown) => {
    intervals.delete(id);
    realClear(id);
  };

  const listen = EventTarget.prototype.addEventListener as (...args: unknown[]) => void;
  EventTarget.prototype.addEventListener = function (this: EventTarget, ...args: unknown[]) {
    if (args[0] === 'click') clickable.add(this);
    listen.apply(this, args);
  };

  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const made = attachShadow.call(this, init);
    if (init.mode === 'closed') closedRoots.set(this, made);
    return made;
  };

  /** The desktop as the gadget is given it, with what it asks for noted on the way. */
  const watched = (desktop: object): object => {
    const methods = (target: object, tell: (name: string, args: readonly unknown[]) => void): object =>
      new Proxy(target, {
        get(object, name) {
          const value: unknown = Reflect.get(object, name, object);
          if (typeof value !== 'function') return value;
          return (...args: unknown[]): unknown => {
            tell(String(name), args);
            return (value as (...all: unknown[]) => unknown).apply(object, args);
          };
        },
      });
    const parts: Readonly<Record<string, (value: object) => object>> = {
      actions: (value) => methods(value, (name) => note('command', name)),
      cache: (value) =>
        methods(value, (name, [key, stored]) => {
          if (name === 'put') kept.set(String(key), stored);
        }),
    };
    const known = new Map<string, object>();
    const noteRead = (name: string, [path]: readonly unknown[]): void => {
      if (name === 'read') note('read', String(path));
    };
    return new Proxy(methods(desktop, noteRead), {
      get(object, name) {
        const value: unknown = Reflect.get(object, name);
        if (name === 'onChange')
          return (listener: object): (() => void) => {
            const stop = (value as (listener: object) => () => void)(listener);
            const mark = {};
            following.add(mark);
            return () => {
              following.delete(mark);
              stop();
            };
          };
        const wrap = parts[String(name)];
        if (!wrap || typeof value !== 'object' || value === null) return value;
        const before = known.get(String(name)) ?? wrap(value);
        known.set(String(name), before);
        return before;
      },
    });
  };
  const define = customElements.define.bind(customElements);
  customElements.define = (tag, Class, options) => {
    let at = Class.prototype as object | null;
    let given: PropertyDescriptor | undefined;
    while (at && !given) {
      given = Object.getOwnPropertyDescriptor(at, 'desktop');
      at = Object.getPrototypeOf(at) as object | null;
    }
    const { get, set } = given ?? {};
    if (get && set) {
      Object.defineProperty(Class.prototype, 'desktop', {
        configurable: true,
        get,
        set(this: unknown, desktop: { readonly gadgetId?: string }) {
          set.call(this, desktop.gadgetId === gadget ? watched(desktop) : desktop);
        },
      });
    }
    define(tag, Class, options);
  };

  const refuse = (): never => {
    throw new DOMException('refused by the check', 'QuotaExceededError');
  };
  if (storage !== 'well') {
    IDBObjectStore.prototype.put = refuse;
    IDBObjectStore.prototype.add = refuse;
    Storage.prototype.setItem = refuse;
  }
  if (storage === 'gone') IDBFactory.prototype.open = refuse;
}
