/**
 * Supervises one gadget for the host: loads it, watches its deadlines, isolates it when it throws or stays away, starts
 * it again on request. The other gadgets never notice. It must not know how the host shows any of this.
 */
import { createClock, originNow, type Clock } from '../thread/clock.ts';
import { sharingOneTimer } from '../thread/one-timer.ts';
import { underName } from './breadcrumb.ts';
import { gadgetFaultEvent, type GadgetElement, type GadgetFault, type GadgetState } from './contract.ts';
import { gadgetRestoredEvent } from './gadget.ts';
import { markGadgetRestored } from './life-marks.ts';
import {
  eventFaultLimit,
  gadgetDeadlines,
  gadgetTransitions,
  type GadgetDeadlines,
  type GadgetEvent,
  type GadgetStep,
} from './life-cycle.ts';

export interface GadgetStatus {
  readonly state: GadgetState;
  /** The step that takes longer than it should; told before anything is done about it. */
  readonly slow: GadgetStep | undefined;
  /** Why it is quarantined. */
  readonly fault: GadgetFault | undefined;
  /** The element while there is one: from `restoring` on, not when quarantined. */
  readonly element: GadgetElement | undefined;
}

export interface SupervisorOptions {
  readonly gadgetId: string;
  /** Loads the module and makes the element with its `desktop` set, not connected. Called again at each restart. */
  readonly create: () => GadgetElement | Promise<GadgetElement>;
  /** Puts the element into the document. */
  readonly attach: (element: GadgetElement) => void;
  /** Takes it out; called before quarantine is told. */
  readonly detach: (element: GadgetElement) => void;
  readonly onState: (status: GadgetStatus) => void;
  /** The gadget's chunk: errors of event handlers and timers are attributed by it. */
  readonly moduleUrl?: string | undefined;
  readonly deadlines?: GadgetDeadlines;
  /** Real time; default a real clock, one for all gadgets of the page. */
  readonly clock?: Pick<Clock, 'now' | 'at'>;
  /** Stamps faults (virtual ms since 1970); default the clock. */
  readonly stamp?: () => number;
  /** Begins in quarantine: it blocked the page before a reload. */
  readonly quarantinedBecause?: GadgetFault;
}

export interface GadgetSupervisor {
  readonly status: GadgetStatus;
  start(): void;
  /** From any state; the old element is saved and taken out. */
  restart(): void;
  /** Whether the desktop is in phase `connected`: ready gadgets turn stale and back. */
  setConnected(connected: boolean): void;
  /** For what only the host can see. */
  quarantine(fault: GadgetFault): void;
  dispose(): void;
}

let pageClock: Pick<Clock, 'now' | 'at'> | undefined;

const withoutQuery = (url: string): string => url.replace(/[?#].*$/, '');

/** Tells in words what was thrown. */
export function messageOf(cause: unknown): string {
  if (cause instanceof Error) return cause.message;
  if (typeof cause === 'object' && cause !== null && 'message' in cause) return String(cause.message);
  return String(cause);
}

export function superviseGadget(options: SupervisorOptions): GadgetSupervisor {
  const { gadgetId, create, attach, detach, onState } = options;
  const deadlines = options.deadlines ?? gadgetDeadlines;
  const clock = options.clock ?? (pageClock ??= sharingOneTimer(createClock(originNow())));
  const stamp = options.stamp ?? (() => clock.now());
  const moduleUrl = options.moduleUrl === undefined ? undefined : withoutQuery(options.moduleUrl);

  const first = options.quarantinedBecause;
  let status: GadgetStatus = {
    state: first ? 'quarantined' : 'loading',
    slow: undefined,
    fault: first,
    element: undefined,
  };
  let connected = true;
  /** Grows with each start: what an earlier one still promises is not listened to. */
  let start = 0;
  let timers: (() => void)[] = [];
  let eventFaults: number[] = [];
  let forget: (() => void) | undefined;

  const tell = (change: Partial<GadgetStatus>): void => {
    status = { ...status, ...change };
    onState(status);
  };
  const step = (event: GadgetEvent, change: Partial<GadgetStatus> = {}): void => {
    const state = gadgetTransitions[status.state][event];
    if (state !== status.state || Object.keys(change).length > 0) tell({ ...change, state });
  };
  const disarm = (): void => {
    for (const cancel of timers) cancel();
    timers = [];
  };
  const arm = (name: GadgetStep): void => {
    disarm();
    const { warnMs, killMs } = deadlines[name];
    const now = clock.now();
    timers = [
      clock.at(now + warnMs, () => tell({ slow: name })),
      clock.at(now + killMs, () => {
        const seconds = Math.round(killMs / 100) / 10;
        stop('overdue', { step: 'deadline', message: `${name} took longer than ${seconds} s`, at: stamp() });
      }),
    ];
  };

  const takeOut = (): void => {
    disarm();
    forget?.();
    forget = undefined;
    const { element } = status;
    if (!element) return;
    // Kept state is handed over in the same breath; a gadget that cannot even do this loses at most 100 ms of it.
    try {
      void element.saveNow('relaxed').catch(() => undefined);
    } catch {
      // It is broken; that is why it goes.
    }
    detach(element);
  };

  const stop = (event: 'fault' | 'overdue', fault: GadgetFault): void => {
    if (status.state === 'quarantined') return;
    start++;
    takeOut();
    step(event, { fault, slow: undefined, element: undefined });
  };

  const noteEventFault = (cause: unknown): void => {
    const now = clock.now();
    eventFaults = [...eventFaults.filter((at) => now - at < eventFaultLimit.withinMs), now];
    if (eventFaults.length >= eventFaultLimit.count)
      stop('fault', { step: 'event', message: messageOf(cause), at: stamp() });
  };
  const isMine = (filename: string | undefined, cause: unknown): boolean => {
    if (moduleUrl === undefined || !status.element) return false;
    const stack = cause instanceof Error ? (cause.stack ?? '') : '';
    return (filename !== undefined && withoutQuery(filename) === moduleUrl) || stack.includes(moduleUrl);
  };
  const onError = (event: ErrorEvent): void => {
    if (isMine(event.filename, event.error)) noteEventFault(event.error ?? event.message);
  };
  const onRejection = (event: PromiseRejectionEvent): void => {
    if (isMine(undefined, event.reason)) noteEventFault(event.reason);
  };
  window.addEventListener('error', onError);
  window.addEventListener('unhandledrejection', onRejection);

  const follow = (element: GadgetElement): void => {
    const onFault = (event: Event): void => {
      event.stopPropagation();
      stop('fault', (event as CustomEvent<GadgetFault>).detail);
    };
    const onRestored = (event: Event): void => {
      event.stopPropagation();
      if (status.state === 'restoring') {
        markGadgetRestored(gadgetId);
        arm('render');
        if (status.slow) tell({ slow: undefined });
      }
    };
    element.addEventListener(gadgetFaultEvent, onFault);
    element.addEventListener(gadgetRestoredEvent, onRestored);
    forget = () => {
      element.removeEventListener(gadgetFaultEvent, onFault);
      element.removeEventListener(gadgetRestoredEvent, onRestored);
    };
  };

  const begin = async (mine: number): Promise<void> => {
    arm('load');
    let element: GadgetElement;
    try {
      element = await underName(gadgetId, create);
    } catch (cause) {
      if (mine === start) stop('fault', { step: 'load', message: messageOf(cause), at: stamp() });
      return;
    }
    if (mine !== start) return;
    arm('restore');
    follow(element);
    step('loaded', { element, slow: undefined });
    try {
      underName(gadgetId, () => attach(element));
      await element.whenReady;
    } catch (cause) {
      // The event told already, unless this is an element of another make.
      if (mine === start) stop('fault', { step: 'restore', message: messageOf(cause), at: stamp() });
      return;
    }
    if (mine !== start) return;
    disarm();
    step('rendered', { slow: undefined });
    if (!connected) step('lost');
  };

  return {
    get status() {
      return status;
    },
    start() {
      if (start > 0 || status.state === 'quarantined') return;
      onState(status);
      void begin(++start);
    },
    restart() {
      const mine = ++start;
      takeOut();
      eventFaults = [];
      step('restart', { fault: undefined, slow: undefined, element: undefined });
      void begin(mine);
    },
    setConnected(now) {
      connected = now;
      step(now ? 'live' : 'lost');
    },
    quarantine: (fault) => stop('fault', fault),
    dispose() {
      start++;
      takeOut();
      window.removeEventListener('error', onError);
      window.removeEventListener('unhandledrejection', onRejection);
    },
  };
}
