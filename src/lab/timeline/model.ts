/**
 * What the timeline shows, as data: events in lanes, phases with their measured length, and the moves made of them. Pure and
 * bounded; knows no element and no clock.
 */
import { phases, type DesktopView, type Phase } from '../../core/view.ts';

export const lanes = ['cluster', 'core', 'gadget'] as const;
export type Lane = (typeof lanes)[number];

export interface TimelineEvent {
  readonly id: number;
  /** Virtual ms since 1970. */
  readonly at: number;
  readonly lane: Lane;
  readonly who: string;
  readonly text: string;
  readonly epoch: number;
  /** `fault`: somebody broke or healed something; `mark`: measured by core or gadget. */
  readonly kind: 'fault' | 'mark' | 'event';
}

export interface PhaseSpan {
  readonly phase: Phase;
  readonly from: number;
  /** Absent: it goes on. */
  readonly until?: number;
  readonly epoch: number;
  readonly node: string | undefined;
}

export interface TimelineData {
  readonly events: readonly TimelineEvent[];
  readonly spans: readonly PhaseSpan[];
}

/** From the first trouble to `connected`, with the length of each phase between. */
export interface MeasuredMove {
  readonly from: number;
  readonly until: number;
  readonly epoch: number;
  readonly node: string | undefined;
  readonly spans: readonly PhaseSpan[];
}

export const emptyTimeline: TimelineData = { events: [], spans: [] };

/** Some failovers' worth; older ones go. */
export const keptEvents = 4000;
export const keptSpans = 200;

export const isPhase = (name: string): name is Phase => (phases as readonly string[]).includes(name);

export const withEvents = (data: TimelineData, events: readonly TimelineEvent[]): TimelineData =>
  events.length === 0 ? data : { ...data, events: [...data.events, ...events].slice(-keptEvents) };

/** A phase begins, and the one before it ends. The same phase told again is no new one. */
export function withPhase(data: TimelineData, span: Omit<PhaseSpan, 'until'>): TimelineData {
  const last = data.spans.at(-1);
  if (last && last.phase === span.phase && last.epoch === span.epoch && last.until === undefined) return data;
  const ended = last ? [...data.spans.slice(0, -1), { ...last, until: Math.max(last.from, span.from) }] : [];
  return { ...data, spans: [...ended, span].slice(-keptSpans) };
}

export const spanOfView = ({ phase, phaseSince, epoch, node }: DesktopView): Omit<PhaseSpan, 'until'> => ({
  phase,
  from: phaseSince,
  epoch,
  node,
});

export function epochsIn({ events, spans }: TimelineData): readonly number[] {
  return [...new Set([...events, ...spans].map(({ epoch }) => epoch))].toSorted((a, b) => a - b);
}

/** `epoch` absent: all of them. */
export function ofEpoch(data: TimelineData, epoch: number | undefined): TimelineData {
  if (epoch === undefined) return data;
  return {
    events: data.events.filter((event) => event.epoch === epoch),
    spans: data.spans.filter((span) => span.epoch === epoch),
  };
}

const troubled: readonly Phase[] = ['suspect', 'searching', 'switching', 'restoring', 'migrating'];

export function movesIn({ spans }: TimelineData): readonly MeasuredMove[] {
  const moves: MeasuredMove[] = [];
  let open: PhaseSpan[] = [];
  for (const span of spans) {
    if (troubled.includes(span.phase)) {
      open.push(span);
      continue;
    }
    const [first] = open;
    if (first && span.phase === 'connected')
      moves.push({ from: first.from, until: span.from, epoch: span.epoch, node: span.node, spans: open });
    open = [];
  }
  return moves;
}

/** The first and the last moment of the data; at least a second apart. `now` ends what goes on. */
export function extentOf({ events, spans }: TimelineData, now: number): readonly [number, number] {
  // Not from the first phase: a core that nobody has signed in to has been so since the beginning of time.
  const first = events[0]?.at ?? spans[0]?.from ?? now;
  const last = Math.max(events.at(-1)?.at ?? 0, now);
  return [first, Math.max(last, first + 1000)];
}
