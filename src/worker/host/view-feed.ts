/**
 * What the pages of one core are shown: the whole view to who comes, then what has changed, one number after the other, and
 * lines for the log. Knows no inputs and no effects.
 */
import type { Core } from '../../core/contract.ts';
import type { DesktopView } from '../../core/view.ts';
import type { MovingClock } from '../../thread/moving-clock.ts';
import { diffView } from '../pure/view-delta.ts';
import { protocolVersion, type CoreToPage } from '../protocol.ts';

export interface ViewFeedOptions {
  readonly core: Core;
  readonly clock: MovingClock;
  readonly build: string;
  readonly instance: string;
  readonly broadcast: (message: CoreToPage) => void;
  /** Is told each view that the pages have. */
  readonly onShown: (view: DesktopView) => void;
}

export interface ViewFeed {
  readonly shown: DesktopView;
  /** Of the last delta. */
  readonly sequence: number;
  /** The whole view, with the clock and the number of the last delta. */
  welcome(): CoreToPage;
  /** What has changed since the last time, before everything else that an input brings with it. */
  publish(): void;
  /** A line for the log, at once. */
  log(text: string): void;
  /** A line for the log that comes behind the view it speaks of: gadgets wait for that one. */
  note(text: string): void;
}

export function createViewFeed({ core, clock, build, instance, broadcast, onShown }: ViewFeedOptions): ViewFeed {
  let shown = core.view();
  let sequence = 0;
  const notes: Extract<CoreToPage, { type: 'log' }>[] = [];
  const line = (text: string) => ({ type: 'log', at: clock.now(), text }) as const;
  const note = (text: string): void => void notes.push(line(text));
  return {
    get shown() {
      return shown;
    },
    get sequence() {
      return sequence;
    },
    welcome() {
      const { origin } = clock;
      return { type: 'welcome', protocol: protocolVersion, build, instance, clock: origin, view: shown, sequence };
    },
    publish() {
      const next = core.view();
      const patch = diffView(shown, next);
      if (patch) {
        if (next.phase !== shown.phase) note(`phase ${next.phase}`);
        shown = next;
        sequence += 1;
        broadcast({ type: 'delta', sequence, patch });
      }
      onShown(next);
      for (const each of notes.splice(0)) broadcast(each);
    },
    log: (text) => broadcast(line(text)),
    note,
  };
}
