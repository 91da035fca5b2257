/**
 * The named timers: plain data beside the state, one entry per name. Which phases a timer may outlive stands in the table
 * here, so that leaving a phase cancels what belonged to it. What a timer does when it fires is said in `wake.ts`.
 */
import type { Ms } from '../wire/names.ts';
import type { Phase } from './view.ts';

const awayFromConnected = ['suspect', 'searching'] as const satisfies readonly Phase[];

/** Timers that belong to phases, with the phases in which they live. */
export const phaseTimers = {
  'sign-in-bound': ['signing-in'],
  'login-check': ['signing-in', 'restoring'],
  watch: ['connected'],
  'phone-round': awayFromConnected,
  'retry-notifications': ['suspect'],
  'suspect-bound': ['suspect'],
  'poll-current': awayFromConnected,
  'poll-alternate': awayFromConnected,
  'last-look': ['searching'],
  'switch-bound': ['switching'],
  'restore-bound': ['restoring'],
  'save-bound': ['migrating'],
  turn: ['restoring'],
} as const satisfies Readonly<Record<string, readonly Phase[]>>;
export type PhaseTimer = keyof typeof phaseTimers;

/** `ping` and `pong` live with the channel, the others with what their name says. */
export type TimerName =
  | PhaseTimer
  | 'ping'
  | 'pong'
  | 'sign-out-bound'
  | 'gap-refresh'
  | 'tabs-grace'
  | 'held'
  | 'prepared-ping'
  | 'chat-retry'
  | 'measure'
  | 'maintenance-move'
  | 'sign-in-end'
  | `command:${string}`
  | `media-gate:${string}`
  | `media-ask:${string}`;

export interface Timer {
  readonly name: TimerName;
  readonly at: Ms;
}

export interface TimerHolder {
  timers: Timer[];
}

/** Sets or resets; `at` is a time, not a duration. */
export function setTimer(holder: TimerHolder, name: TimerName, at: Ms): void {
  cancelTimer(holder, name);
  holder.timers.push({ name, at });
}

export function cancelTimer(holder: TimerHolder, name: TimerName): void {
  removeAt(holder.timers, indexOf(holder, name));
}

/** As `splice` would, which makes a list of what it takes out: a ping and its pong do it three times. */
function removeAt(timers: Timer[], index: number): void {
  if (index < 0) return;
  for (let place = index + 1; place < timers.length; place += 1) timers[place - 1] = timers[place] as Timer;
  timers.pop();
}

export function hasTimer(holder: TimerHolder, name: TimerName): boolean {
  return indexOf(holder, name) >= 0;
}

/** Asked several times for every input: without a function for each entry. */
function indexOf({ timers }: TimerHolder, name: TimerName): number {
  for (let index = 0; index < timers.length; index += 1) if (timers[index]?.name === name) return index;
  return -1;
}

/** Cancels the phase timers that may not live in `phase`. */
export function cancelTimersNotOf(holder: TimerHolder, phase: Phase): void {
  holder.timers = holder.timers.filter(({ name }) => {
    if (!(name in phaseTimers)) return true;
    const lives: readonly Phase[] = phaseTimers[name as PhaseTimer];
    return lives.includes(phase);
  });
}

export function nextDeadline(holder: TimerHolder): Ms | undefined {
  let least: Ms | undefined;
  for (const { at } of holder.timers) if (least === undefined || at < least) least = at;
  return least;
}

/** Removes and returns the earliest due timer; among equals the one that was set first. */
export function takeDueTimer(holder: TimerHolder, now: Ms): Timer | undefined {
  const { timers } = holder;
  let first: Timer | undefined;
  for (const timer of timers) if (timer.at <= now && (first === undefined || timer.at < first.at)) first = timer;
  if (first) removeAt(timers, timers.indexOf(first));
  return first;
}
