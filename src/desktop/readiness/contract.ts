/**
 * The readiness check: what this browser, this host and this deployment cost in a failover, before one happens. A check
 * measures or looks, and says in plain words what it found. It changes nothing.
 */
import type { DesktopView } from '../../core/view.ts';
import type { Layout } from '../../wire/layout.ts';

/** Guideline rows of the requirements; one check each. */
export type GuidelineId = `GL-${number}`;

export type Verdict =
  /** Nothing to do. */
  | 'good'
  /** Works, and costs time in a failover. */
  | 'costs-time'
  /** A failover can fail, or lose something. */
  | 'problem'
  /** Cannot be told from a page; the words say why. */
  | 'not-known';

export interface Finding {
  readonly verdict: Verdict;
  /** What was found, with its measure. */
  readonly words: string;
  /** What to change; absent where nothing is to be done. */
  readonly advice?: string;
}

export interface Check {
  readonly id: GuidelineId;
  /** What is asked, as a short heading. */
  readonly title: string;
  readonly run: (surroundings: Surroundings) => Promise<Finding> | Finding;
}

/** Everything that a check may look at, so that a test can put any of it. */
export interface Surroundings {
  /** The page's address. */
  readonly address: URL;
  readonly userAgent: string;
  readonly layout: Layout;
  readonly view: DesktopView | undefined;
  /** Bytes; rejects or gives `undefined` where the browser does not tell. */
  readonly storage: () => Promise<{ readonly free: number; readonly persisted: boolean } | undefined>;
  /** Whether a file that may be kept for a year comes from the browser's cache the second time, and after the last start. */
  readonly httpCache: () => Promise<HttpCacheLook>;
  /** How late timers of 20 ms fire, in ms: the host's load as this page feels it. */
  readonly lateness: () => Promise<readonly number[]>;
  /** Files of the secondary tier that are not in the precache yet; `undefined` without a service worker. */
  readonly missingSecondary: () => Promise<number | undefined>;
  /** Whether a host answers this browser: reachable, and its certificate accepted. A page sees no more. */
  readonly answers: (origin: string) => Promise<'answers' | 'unreachable-or-not-trusted' | 'not-allowed-by-policy'>;
}

export interface HttpCacheLook {
  readonly secondTime: 'from-cache' | 'from-network' | 'not-known';
  readonly sinceLastStart: 'kept' | 'cleared' | 'first-start' | 'not-known';
}
