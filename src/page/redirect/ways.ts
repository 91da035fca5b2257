/**
 * Finds out, before it is needed, which ways to move are open from this page, gets the chosen one ready, keeps it ready,
 * tells the core, and carries a redirect out. What the ways are is in docs/moving.md.
 */
import type { DesktopCache } from '../../cache/contract.ts';
import { liveCacheName } from '../../cache/mirror.ts';
import type { RedirectWay, WaysToMove } from '../../core/ways.ts';
import { acceptOffer } from '../../handover/pairing.ts';
import type { HandOverStore } from '../../handover/store.ts';
import type { CoreClient } from '../../worker/client/contract.ts';
import type { Addresses } from './addresses.ts';
import { feedUnderstudy, type Feed } from './feed.ts';
import { leave, type Way } from './leave.ts';
import { bounce, mayBounce } from './prime.ts';
import { openUnderstudy, type Understudy } from './understudy-frame.ts';

export interface WaysOptions {
  readonly client: CoreClient;
  readonly cache: DesktopCache;
  /** `undefined`: a redirect is impossible, for the reason given. */
  readonly addresses: Addresses | undefined;
  readonly whyNot: Extract<RedirectWay, { kind: 'none' }>['because'];
  readonly store: HandOverStore;
  /** True when a service worker answers for this page. */
  readonly controlled: () => Promise<boolean>;
  readonly session: Storage | undefined;
}

/** Real ms between two looks at an address that did not answer. */
const lookAgainMs = 30_000;

export function findWays(options: WaysOptions): void {
  const { client, addresses, store, whyNot } = options;
  let reload: WaysToMove['reload'] = 'unknown';
  let redirect: RedirectWay = addresses ? { kind: 'unknown' } : { kind: 'none', because: whyNot };
  let understudy: Understudy | undefined;
  let feed: Feed | undefined;
  let busy = false;
  let touched = false;

  const report = (): void => {
    const { view } = client;
    if (view && JSON.stringify(view.ways) === JSON.stringify({ reload, redirect })) return;
    client.handOver.reportWays({ reload, redirect }).catch(() => undefined);
  };
  const set = (way: RedirectWay): void => {
    redirect = way;
    report();
  };
  void options.controlled().then((isControlled) => {
    reload = isControlled ? 'without-server' : 'needs-server';
    report();
  });
  // A worker that replaces another knows nothing of what was found out.
  client.onConnection(({ kind }) => kind === 'open' && report());
  if (!addresses) {
    report();
    return;
  }
  const { there: to, other: address } = addresses;

  const feedOwner = (): void => {
    const owner = client.view?.session?.agentId;
    if (!understudy || redirect.kind !== 'same-site' || owner === undefined || feed) return;
    const { cache } = understudy;
    feed = feedUnderstudy(liveCacheName(addresses.pair), owner, (operations) => cache(operations));
  };
  const prepareThere = async (known: Understudy): Promise<RedirectWay> => {
    const { view } = client;
    if (view?.move !== 'redirect') return { kind: 'same-site-idle', to };
    const holds = (await store.sending(addresses.other, Date.now()).catch(() => undefined))?.id;
    const answer = await known.prepare({ profile: view.profile, move: view.move, holds });
    if (answer.type !== 'prepared') throw new Error(answer.type === 'not-prepared' ? answer.because : answer.type);
    if (answer.offer) await store.keepSending(await acceptOffer(answer.offer, addresses.other, Date.now()));
    return { kind: 'same-site', to };
  };
  const withoutShared = async (): Promise<RedirectWay> => {
    const { view } = client;
    const pairing = await store.sending(addresses.other, Date.now()).catch(() => undefined);
    if (pairing) return { kind: 'primed', to };
    const { session } = options;
    const free = view?.phase === 'signed-out' && view.move === 'redirect' && !touched;
    if (free && session && mayBounce(session, Date.now())) {
      await bounce(addresses, store, session, Date.now());
      // The page is leaving.
      return { kind: 'unknown' };
    }
    return { kind: 'unprimed', to };
  };
  const look = async (): Promise<RedirectWay> => {
    understudy ??= await openUnderstudy(addresses);
    if (!understudy) return { kind: 'unreachable', to, address };
    if (understudy.storage === 'shared') return prepareThere(understudy);
    understudy.close();
    understudy = undefined;
    return withoutShared();
  };
  const lookOnce = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      set(await look());
    } catch (error) {
      console.warn('Understudy: the other node could not be prepared.', error);
      understudy?.close();
      understudy = undefined;
      set({ kind: 'unreachable', to, address });
    }
    busy = false;
    feedOwner();
    if (redirect.kind === 'unreachable') setTimeout(() => void lookOnce(), lookAgainMs);
  };

  document.addEventListener('input', () => (touched = true), { once: true, capture: true });
  client.onView((view, changed) => {
    if (changed.includes('move') && redirect.kind !== 'unknown') void lookOnce();
    if (!changed.includes('session')) return;
    if (view.session === undefined) {
      feed?.stop();
      feed = undefined;
    } else feedOwner();
  });
  client.handOver.onAsked(({ epoch, node }) => {
    const way = wayNow();
    if (node === to && way) void leave(way, epoch, { client, cache: options.cache, addresses, store });
    else void client.handOver.done(epoch, 'refused');
  });
  const wayNow = (): Way | undefined => {
    if (redirect.kind === 'same-site') return understudy && { kind: 'same-site', understudy, feed };
    return redirect.kind === 'primed' || redirect.kind === 'unprimed' ? { kind: redirect.kind } : undefined;
  };

  const begin = (): void => void lookOnce();
  if (client.view) begin();
  else {
    const stop = client.onView(() => {
      stop();
      begin();
    });
  }
}
