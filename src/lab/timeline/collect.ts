/**
 * Gathers what the timeline shows from what cluster, core and page say: log lines, phases, and the marks that core and
 * gadgets leave in the page's User Timing. Draws nothing.
 */
import type { ClusterLogEntry } from '../../cluster/contract.ts';
import type { DesktopView } from '../../core/view.ts';
import {
  emptyTimeline,
  isPhase,
  spanOfView,
  withEvents,
  withPhase,
  type TimelineData,
  type TimelineEvent,
} from './model.ts';

const prefix = 'understudy:';
const gadgetPrefix = `${prefix}gadget:`;

export interface TimelineCollector {
  readonly data: TimelineData;
  cluster(entry: ClusterLogEntry): void;
  core(line: { readonly at: number; readonly text: string }): void;
  view(view: DesktopView | undefined): void;
  clear(): void;
  dispose(): void;
}

interface MarkDetail {
  readonly epoch?: number;
  readonly node?: string;
  /** Virtual, by the core's clock. */
  readonly at?: number;
}

/** `now`: virtual ms. `onChange` may be called often. */
export function collectTimeline(now: () => number, onChange: () => void): TimelineCollector {
  let data = emptyTimeline;
  let epoch = 0;
  let count = 0;
  const change = (next: TimelineData): void => {
    if (next === data) return;
    data = next;
    onChange();
  };
  const add = (event: Omit<TimelineEvent, 'id' | 'epoch'> & { readonly epoch?: number }): void => {
    count += 1;
    change(withEvents(data, [{ epoch, ...event, id: count }]));
  };
  const takeMark = ({ name, startTime, detail }: PerformanceMark): void => {
    const { epoch: of = epoch, node, at = now() - (performance.now() - startTime) } = (detail ?? {}) as MarkDetail;
    if (name.startsWith(gadgetPrefix)) {
      const [gadget = '', what = ''] = name.slice(gadgetPrefix.length).split(':');
      add({ at, lane: 'gadget', who: gadget, text: what, kind: 'mark' });
      return;
    }
    const said = name.slice(prefix.length);
    if (isPhase(said)) change(withPhase(data, { phase: said, from: at, epoch: of, node }));
    add({ at, lane: 'core', who: 'core', text: said, kind: 'mark', epoch: of });
  };
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry.name.startsWith(prefix) && entry instanceof PerformanceMark) takeMark(entry);
  });
  observer.observe({ type: 'mark' });

  return {
    get data() {
      return data;
    },
    cluster: ({ at, part, text }) =>
      add({ at, lane: 'cluster', who: part, text, kind: part === 'operator' ? 'fault' : 'event' }),
    core: ({ at, text }) => add({ at, lane: 'core', who: 'core', text, kind: 'event' }),
    view(view) {
      if (!view) return;
      epoch = view.epoch;
      // What was before the first mark; later on the marks are exact, and come for phases that no view showed.
      if (data.spans.length === 0) change(withPhase(data, spanOfView(view)));
    },
    clear: () => change(emptyTimeline),
    dispose: () => observer.disconnect(),
  };
}
