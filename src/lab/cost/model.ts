/** What each gadget cost this page, from the marks that its host leaves and from what the browser loaded. Pure. */

/** As User Timing has them; times in real ms since the page began. */
export interface GadgetMark {
  readonly gadgetId: string;
  /** A state of its life, `restored` between two of them, or `read`. */
  readonly what: string;
  readonly at: number;
  readonly moduleUrl?: string | undefined;
}

export interface LoadedFile {
  readonly url: string;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Compressed, without headers; 0 where the browser does not say. */
  readonly bytes: number;
}

export interface GadgetCost {
  readonly gadgetId: string;
  /** From the wish to load until the element was made. */
  readonly evaluateMs: number | undefined;
  /** From then until what was kept was back. */
  readonly restoreMs: number | undefined;
  /** From then until the first render was done. */
  readonly renderMs: number | undefined;
  /** Since the page began. */
  readonly readyAtMs: number | undefined;
  readonly fetchMs: number | undefined;
  readonly bytes: number | undefined;
  /** Requests of its own to the node. */
  readonly reads: number;
  readonly times: 'first' | 'restarted';
  readonly quarantined: number;
}

/** By what they cost until ready, the dearest first. */
export function gadgetCosts(marks: readonly GadgetMark[], files: readonly LoadedFile[]): readonly GadgetCost[] {
  const ids = [...new Set(marks.map(({ gadgetId }) => gadgetId))];
  return ids
    .map((gadgetId) =>
      costOf(
        gadgetId,
        marks.filter((mark) => mark.gadgetId === gadgetId),
        files,
      ),
    )
    .toSorted((a, b) => total(b) - total(a));
}

const total = ({ evaluateMs = 0, restoreMs = 0, renderMs = 0 }: GadgetCost): number =>
  evaluateMs + restoreMs + renderMs;

function costOf(gadgetId: string, marks: readonly GadgetMark[], files: readonly LoadedFile[]): GadgetCost {
  const at = (what: string): number | undefined => marks.find((mark) => mark.what === what)?.at;
  const between = (from: number | undefined, to: number | undefined): number | undefined =>
    from === undefined || to === undefined ? undefined : to - from;
  const url = marks.find(({ moduleUrl }) => moduleUrl !== undefined)?.moduleUrl;
  const file = files.find((each) => each.url === url);
  return {
    gadgetId,
    evaluateMs: between(at('loading'), at('restoring')),
    restoreMs: between(at('restoring'), at('restored')),
    renderMs: between(at('restored'), at('ready')),
    readyAtMs: at('ready'),
    fetchMs: file && file.endedAt - file.startedAt,
    bytes: file && file.bytes > 0 ? file.bytes : undefined,
    reads: marks.filter(({ what }) => what === 'read').length,
    times: marks.filter(({ what }) => what === 'loading').length > 1 ? 'restarted' : 'first',
    quarantined: marks.filter(({ what }) => what === 'quarantined').length,
  };
}
