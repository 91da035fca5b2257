/**
 * A desktop moves here from the other node's address, with a form that never reaches the server: its work goes into
 * DesktopCache, its sealed session waits for the page that follows. Any site can post such a form, so nothing is taken
 * before referrer, MAC, age and one use are good. The session itself is opened by the core's worker alone.
 */
import { absorb, liveCacheName } from '../src/cache/mirror.ts';
import { HandOverRefused, type Envelope, type RefusalCode } from '../src/handover/contract.ts';
import { isEnvelope } from '../src/handover/envelope.ts';
import { check, take } from '../src/handover/receive.ts';
import { readPair } from '../src/handover/site-config.ts';
import { openHandOverStore, type HandOverStore } from '../src/handover/store.ts';
import { nodeNames, otherNode } from '../src/wire/names.ts';

export interface HandOverSurroundings {
  readonly scope: string;
  /** Text of config.json. */
  readonly readConfig: () => Promise<string>;
  readonly store?: HandOverStore;
  /** For tests. */
  readonly now?: () => number;
}

const handOverPath = 'hand-over';

export function isHandOver(request: Pick<Request, 'method' | 'mode' | 'url'>, scope: string): boolean {
  const url = new URL(request.url);
  return (
    request.method === 'POST' &&
    request.mode === 'navigate' &&
    url.origin + url.pathname === new URL(handOverPath, scope).href
  );
}

/** Always an answer that shows the desktop: with the work, or with the reason why nothing was taken. */
export async function receiveHandOver(
  request: Pick<Request, 'url' | 'referrer' | 'formData'>,
  surroundings: HandOverSurroundings,
): Promise<Response> {
  const { search } = new URL(request.url);
  const seeOther = (fragment: string): Response => {
    const next = new URL(surroundings.scope);
    next.search = search;
    next.hash = fragment;
    return Response.redirect(next.href, 303);
  };
  try {
    await takeIn(request, surroundings);
    return seeOther('handed-over');
  } catch (error) {
    const code: RefusalCode = error instanceof HandOverRefused ? error.code : 'unreadable';
    console.warn(`Understudy: a hand-over was refused (${code}): ${String(error)}`);
    return seeOther(`hand-over-refused=${code}`);
  }
}

async function takeIn(
  request: Pick<Request, 'url' | 'referrer' | 'formData'>,
  { scope, readConfig, store = openHandOverStore(), now = Date.now }: HandOverSurroundings,
): Promise<void> {
  const to = new URL(scope).origin;
  const pair = readPair(await readConfig(), new URL(request.url).searchParams.get('live') ?? '');
  const home = nodeNames.find((node) => pair.nodes[node] === to);
  const peer = home && pair.nodes[otherNode(home)];
  if (peer === undefined || originOf(request.referrer) !== peer)
    throw new HandOverRefused('wrong-origin', `it comes from ${request.referrer || 'nowhere'}`);
  const form = await request.formData();
  const [session, cache] = [envelopeIn(form.get('session')), envelopeIn(form.get('cache'))];
  const at = { to, now: now() };
  // Both are good before anything of either is used.
  for (const checked of [
    await check(store, session, { kind: 'session', ...at }),
    await check(store, cache, { kind: 'cache', ...at }),
  ]) {
    if (checked.from !== peer) throw new HandOverRefused('wrong-origin', `it was made at ${checked.from}`);
  }
  const operations = await take(store, cache, { kind: 'cache', ...at });
  if (!Array.isArray(operations)) throw new HandOverRefused('unreadable', 'the work that came along is not a list');
  await absorb(liveCacheName(pair.name), operations, now());
  await store.putPending(session);
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '');

function envelopeIn(field: FormDataEntryValue | null): Envelope {
  try {
    const value: unknown = JSON.parse(typeof field === 'string' ? field : '');
    if (isEnvelope(value)) return value;
  } catch {
    // Refused below.
  }
  throw new HandOverRefused('malformed', 'a field of the hand-over is missing or damaged');
}
