/** The agent's day out of what the desktop sees: spans by state, calls by hour. Pure; what nobody saw is said to be unknown. */
import type { AgentState, Dialog, User } from '../../src/gadget/index.ts';

export const kinds = ['ready', 'ringing', 'talking', 'wrap-up', 'not-ready', 'unknown'] as const;
export type Kind = (typeof kinds)[number];

export interface Span {
  readonly kind: Kind;
  /** Ms since 1970, by the node's clock. */
  readonly from: number;
  readonly to: number;
}

export interface CallSeen {
  readonly id: string;
  readonly at: number;
  readonly direction: 'in' | 'out';
}

export interface Day {
  /** Midnight, local. */
  readonly begins: number;
  /** One after the other, without holes. */
  readonly spans: readonly Span[];
  readonly calls: readonly CallSeen[];
}

export interface Sight {
  readonly agent: User;
  readonly dialogs: readonly Dialog[];
  readonly connected: boolean;
  readonly now: number;
}

/** Longer without a look, and nobody was there: a desktop in the background is slowed to one look a minute. Ms; ours. */
export const unseenAfterMs = 90_000;
/** A day of short calls has fewer. */
const mostSpans = 2_000;
const mostCalls = 1_000;

const kindOf: Readonly<Record<AgentState, Kind>> = {
  LOGIN: 'not-ready',
  LOGOUT: 'unknown',
  READY: 'ready',
  NOT_READY: 'not-ready',
  RESERVED: 'ringing',
  RESERVED_OUTBOUND: 'ringing',
  RESERVED_OUTBOUND_PREVIEW: 'ringing',
  TALKING: 'talking',
  HOLD: 'talking',
  WORK: 'wrap-up',
  WORK_READY: 'wrap-up',
  UNKNOWN: 'unknown',
};

export function midnight(time: number): number {
  const day = new Date(time);
  day.setHours(0, 0, 0, 0);
  return day.getTime();
}

/** Adds to the last span, or begins another: an empty one at first, when it has just begun. */
function appended(spans: readonly Span[], kind: Kind, to: number): readonly Span[] {
  const last = spans.at(-1);
  if (last?.kind === kind) return last.to === to ? spans : [...spans.slice(0, -1), { ...last, to }];
  return [...spans, { kind, from: last?.to ?? to, to }];
}

/** The day after this look; the same object when it tells nothing new. */
export function dayAfter(before: Day | undefined, { agent, dialogs, connected, now }: Sight): Day {
  const begins = midnight(now);
  const kind = connected ? kindOf[agent.state] : 'unknown';
  const changed = Date.parse(agent.stateChangeTime);
  // The node's word for when the state began, as far as it can be true today.
  const since = Math.min(now, Math.max(begins, Number.isNaN(changed) ? now : changed));
  const day: Day = before?.begins === begins ? before : { begins, spans: [], calls: [] };
  const last = day.spans.at(-1);
  let { spans } = day;
  if (!last) spans = [{ kind, from: connected ? since : now, to: now }];
  else if (now > last.to) {
    const wasSeen = now - last.to < unseenAfterMs && last.kind !== 'unknown';
    const begun = Math.max(last.to, since);
    // Until the state began: the one before when somebody looked, unknown otherwise.
    if (kind !== 'unknown' && begun > last.to && (last.kind !== kind || !wasSeen)) {
      spans = appended(spans, wasSeen ? last.kind : 'unknown', begun);
    }
    spans = appended(spans, kind, now);
  }
  return withCalls({ ...day, spans: spans.slice(-mostSpans) }, dialogs, agent, connected, now);
}

function withCalls(day: Day, dialogs: readonly Dialog[], agent: User, connected: boolean, now: number): Day {
  if (!connected) return day;
  const known = new Set(day.calls.map(({ id }) => id));
  const fresh = dialogs
    .filter(({ id, mediaType }) => !known.has(id) && mediaType === 'Voice')
    .map((dialog): CallSeen => {
      const mine = dialog.participants.find(({ mediaAddress }) => mediaAddress === agent.extension);
      const started = Date.parse(mine?.startTime ?? '');
      const at = Number.isNaN(started) ? now : started;
      return { id: dialog.id, at, direction: dialog.fromAddress === agent.extension ? 'out' : 'in' };
    })
    .filter(({ at }) => at >= day.begins);
  return fresh.length === 0 ? day : { ...day, calls: [...day.calls, ...fresh].slice(-mostCalls) };
}

/** Ms by kind, in the order of `kinds`; kinds that did not occur are left out. */
export function totals({ spans }: Day): readonly { readonly kind: Kind; readonly ms: number }[] {
  return kinds
    .map((kind) => ({
      kind,
      ms: spans.reduce((sum, span) => sum + (span.kind === kind ? span.to - span.from : 0), 0),
    }))
    .filter(({ ms }) => ms > 0);
}

export interface Hour {
  /** 0 to 23, local. */
  readonly hour: number;
  readonly incoming: number;
  readonly outgoing: number;
}

/** From the first hour of the day's work to the present one, without holes. */
export function callsByHour({ spans, calls }: Day): readonly Hour[] {
  const times = [...spans.flatMap(({ from, to }) => [from, to]), ...calls.map(({ at }) => at)];
  if (times.length === 0) return [];
  const hourOf = (time: number): number => new Date(time).getHours();
  const first = hourOf(Math.min(...times));
  const last = hourOf(Math.max(...times));
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const hour = first + at;
    const here = calls.filter((call) => hourOf(call.at) === hour);
    const incoming = here.filter(({ direction }) => direction === 'in').length;
    return { hour, incoming, outgoing: here.length - incoming };
  });
}
