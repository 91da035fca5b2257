/**
 * What the readiness check may look at, in a real page. Each look is made when it is asked for and never rejects because
 * of the browser: what cannot be seen is told as not known.
 */
import type { HttpCacheLook, Surroundings } from '../desktop/readiness/contract.ts';
import type { Layout } from '../wire/layout.ts';
import type { CoreClient } from '../worker/client/contract.ts';
import type { ServiceWorkerLink } from './register.ts';

const answersWithinMs = 5_000;
const timerMs = 20;
const timerCount = 50;
/** Remembers that this site had started here before, so that a cleared cache can be told from a first visit. */
const startedKey = 'understudy:readiness:probe';

export interface SurroundingsOptions {
  readonly layout: Layout;
  readonly client: CoreClient;
  readonly link: ServiceWorkerLink;
  /** URL of a file of this build that may be kept for a year. */
  readonly lastingFile: string;
  readonly lastStart: LastStart;
}

export function readSurroundings({ layout, client, link, lastingFile, lastStart }: SurroundingsOptions): Surroundings {
  return {
    address: new URL(location.href),
    userAgent: navigator.userAgent,
    layout,
    view: client.view,
    storage: async () => {
      const { storage } = navigator as Partial<Navigator>;
      if (!storage) return undefined;
      const [{ quota = 0, usage = 0 }, persisted] = await Promise.all([storage.estimate(), storage.persisted()]);
      return { free: Math.max(0, quota - usage), persisted };
    },
    httpCache: () => lookAtHttpCache(lastingFile, lastStart),
    lateness: measureLateness,
    missingSecondary: async () => (await link.status())?.missing[2].length,
    answers,
  };
}

/** What the last start left, looked at once: later looks of this page would find its own. */
type LastStart = () => Promise<HttpCacheLook['sinceLastStart']>;

export function rememberStart(lastingFile: string, memory: Storage | undefined): LastStart {
  let found: ReturnType<LastStart> | undefined;
  return () => (found ??= lookAtLastStart(probeUrl(lastingFile), memory));
}

async function lookAtLastStart(url: URL, memory: Storage | undefined): ReturnType<LastStart> {
  const before = memory?.getItem(startedKey);
  memory?.setItem(startedKey, url.href);
  return before === url.href ? isInCache(url) : 'first-start';
}

function probeUrl(lastingFile: string): URL {
  const url = new URL(lastingFile, document.baseURI);
  url.searchParams.set('readiness', '1');
  return url;
}

/** Past the service worker: it does not know the file under an address with this question. */
async function lookAtHttpCache(lastingFile: string, lastStart: LastStart): Promise<HttpCacheLook> {
  const url = probeUrl(lastingFile);
  const sinceLastStart = await lastStart();
  try {
    await (await fetch(url)).arrayBuffer();
    const secondTime = await isInCache(url);
    return {
      secondTime: secondTime === 'kept' ? 'from-cache' : secondTime === 'cleared' ? 'from-network' : 'not-known',
      sinceLastStart,
    };
  } catch {
    return { secondTime: 'not-known', sinceLastStart };
  }
}

/** `only-if-cached` asks the HTTP cache and nobody else: it fails, or answers 504, when the file is not there. */
async function isInCache(url: URL): Promise<'kept' | 'cleared' | 'not-known'> {
  try {
    const response = await fetch(url, { cache: 'only-if-cached', mode: 'same-origin' });
    await response.arrayBuffer();
    return response.ok ? 'kept' : 'cleared';
  } catch {
    return 'cleared';
  }
}

/** One second of timers. Empty while the page is hidden: browsers slow those down on purpose. */
async function measureLateness(): Promise<number[]> {
  const late: number[] = [];
  for (let count = 0; count < timerCount && document.visibilityState === 'visible'; count += 1) {
    const startedAt = performance.now();
    await new Promise((resolve) => setTimeout(resolve, timerMs));
    late.push(Math.max(0, performance.now() - startedAt - timerMs));
  }
  return document.visibilityState === 'visible' ? late : [];
}

async function answers(origin: string): ReturnType<Surroundings['answers']> {
  const forbidden: string[] = [];
  const onViolation = ({ blockedURI }: SecurityPolicyViolationEvent): void => {
    if (blockedURI.startsWith(origin)) forbidden.push(blockedURI);
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  try {
    await fetch(origin, { mode: 'no-cors', cache: 'no-store', signal: AbortSignal.timeout(answersWithinMs) });
    return 'answers';
  } catch {
    // The event of a violation comes in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
    return forbidden.length > 0 ? 'not-allowed-by-policy' : 'unreachable-or-not-trusted';
  } finally {
    document.removeEventListener('securitypolicyviolation', onViolation);
  }
}
