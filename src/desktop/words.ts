/**
 * The small words of the desktop: names of nodes, states and times as a person says them. Notices have their own
 * catalogue (`messages.ts`). Knows no element and no view.
 */
import type { AgentState } from '../wire/user.ts';
import type { GapSlice } from '../core/view.ts';
import { nodeNames, type NodeName } from '../wire/names.ts';
import { catalogue, plural, said, translated } from './locale.ts';

export const nodeTitles: Readonly<Record<NodeName, string>> = catalogue('node', {
  publisher: 'Publisher',
  subscriber: 'Subscriber',
});

/** "the publisher", also for a parameter that came as bare text; anything else reads as "the node". */
export function nodeWord(node: unknown): string {
  return nodeNames.some((name) => name === node) ? `the ${String(node)}` : 'the node';
}

export const agentStateWords: Readonly<Record<AgentState, string>> = catalogue('state', {
  LOGIN: 'Signing in',
  LOGOUT: 'Signed out',
  READY: 'Ready',
  NOT_READY: 'Not Ready',
  RESERVED: 'Reserved',
  RESERVED_OUTBOUND: 'Reserved (outbound)',
  RESERVED_OUTBOUND_PREVIEW: 'Reserved (preview)',
  TALKING: 'Talking',
  HOLD: 'On hold',
  WORK: 'Wrap-up',
  WORK_READY: 'Wrap-up, then Ready',
  UNKNOWN: 'Unknown',
});

/** Words for a state that came as text; a state this desktop does not know is shown as it came. */
export function stateWord(state: unknown): string {
  const known = Object.entries(agentStateWords).find(([name]) => name === state);
  return known ? known[1] : typeof state === 'string' && state !== '' ? state : 'Unknown';
}

/** What events tell of, in a list. */
export const gapSliceWords: Readonly<Record<GapSlice, string>> = catalogue('gap-slice', {
  calls: 'calls',
  queues: 'queues',
  team: 'team',
  messages: 'messages',
});

export type StateTone = 'ready' | 'not-ready' | 'busy' | 'wrap-up' | 'out';

/** Which colour and mark stand for a state; the word always stands beside it. */
export const stateTones: Readonly<Record<AgentState, StateTone>> = {
  LOGIN: 'out',
  LOGOUT: 'out',
  READY: 'ready',
  NOT_READY: 'not-ready',
  RESERVED: 'busy',
  RESERVED_OUTBOUND: 'busy',
  RESERVED_OUTBOUND_PREVIEW: 'busy',
  TALKING: 'busy',
  HOLD: 'busy',
  WORK: 'wrap-up',
  WORK_READY: 'wrap-up',
  UNKNOWN: 'out',
};

/** `1:05`, `12:03:09`. Negative spans (clocks that disagree) read as zero. */
export function timerText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** "0.4 seconds", "1 second", "12 seconds", "3 minutes": tenths below ten seconds, whole minutes from two on. */
export const secondsPhrase = said('span', (value: unknown): string => {
  const seconds = typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : 0;
  // Measured in tenths, nothing is instant: 0 means less than can be shown.
  if (seconds < 0.1) return 'less than 0.1 seconds';
  if (seconds < 10) return counted(Math.round(seconds * 10) / 10, 'second');
  return seconds < 120 ? counted(Math.round(seconds), 'second') : counted(Math.round(seconds / 60), 'minute');
});

function counted(count: number, unit: 'second' | 'minute'): string {
  return `${count} ${plural(count, { one: unit, other: `${unit}s` })}`;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** Time of day, hours and minutes, for a time in ms since 1970. */
export function clockText(at: number): string {
  return clock.format(at);
}

/** "call-control" → "Call control": a gadget is called by its id unless the layout knows better. */
export function titleFromId(id: string): string {
  const words = id.replaceAll(/[-_]+/g, ' ').trim();
  return translated(`gadget-title.${id}`, words.charAt(0).toUpperCase() + words.slice(1));
}
