/**
 * The page leaves for the other node's address, by one of three ways: everything is there already (same site), everything
 * goes along sealed (primed), or nothing can (unprimed). Says `left` or `refused` to the core, which goes on in place then.
 */
import type { DesktopCache } from '../../cache/contract.ts';
import { liveCacheName, readOwner } from '../../cache/mirror.ts';
import { seal } from '../../handover/envelope.ts';
import type { HandOverStore } from '../../handover/store.ts';
import type { CoreClient } from '../../worker/client/contract.ts';
import { within } from '../deadline.ts';
import { searchFor, type Addresses } from './addresses.ts';
import type { Feed } from './feed.ts';
import { letOriginBeSeen } from './referrer.ts';
import type { Understudy } from './understudy-frame.ts';

export type Way =
  | { readonly kind: 'same-site'; readonly understudy: Understudy; readonly feed: Feed | undefined }
  | { readonly kind: 'primed' }
  | { readonly kind: 'unprimed' };

export interface Leaving {
  readonly client: CoreClient;
  readonly cache: DesktopCache;
  readonly addresses: Addresses;
  readonly store: HandOverStore;
}

/** Real ms for saving and sealing; the core's own bound for the attempt is longer. */
const readyWithinMs = 6000;
/** Real ms for what was typed while the session was being taken over. */
const lastWordsWithinMs = 500;

export interface Departure {
  /** Brings along what was typed meanwhile. The session has gone already: whatever becomes of this, the page follows it. */
  lastWords(): Promise<void>;
  /** Begins the navigation. */
  go(): void;
}

export async function leave(way: Way, epoch: number, leaving: Leaving): Promise<void> {
  const { client } = leaving;
  let departure: Departure;
  try {
    departure = await within(prepare(way, epoch, leaving), readyWithinMs, 'Leaving for the other node');
  } catch (error) {
    console.warn('Understudy: this page stays and moves in place.', error);
    await client.handOver.done(epoch, 'refused');
    return;
  }
  await depart(departure, epoch, client);
}

/** From here on there is no way back. */
export async function depart(departure: Departure, epoch: number, client: CoreClient): Promise<void> {
  // The core lets its record go; should its worker not answer any more, the page is on its way all the same.
  await within(client.handOver.done(epoch, 'left'), 1000, 'The goodbye').catch(() => undefined);
  // The very last before the way: on a busy machine even the goodbye takes longer than a few letters.
  await within(departure.lastWords(), lastWordsWithinMs, 'The last words').catch(() => undefined);
  departure.go();
}

/** Everything but the last words and the navigation itself. Rejects when the page must stay. */
export async function prepare(way: Way, epoch: number, leaving: Leaving): Promise<Departure> {
  const { client, cache, addresses, store } = leaving;
  const { view } = client;
  if (!view) throw new Error('there is no view');
  const search = searchFor(location.search, addresses.pair, view);
  const desktop = (fragment: string) => () => location.replace(`${addresses.otherSite}${search}${fragment}`);
  const save = (): Promise<void> => cache.flush('leaving').catch(() => undefined);
  await save();
  if (way.kind === 'unprimed') return { lastWords: save, go: desktop('#moved=unprepared') };
  if (way.kind === 'same-site') {
    await way.feed?.finish();
    const answer = await way.understudy.session(await client.handOver.ticket(epoch));
    if (answer.type !== 'taken-over')
      throw new Error(`the understudy refused: ${answer.type === 'refused' ? answer.code : answer.type}`);
    return { lastWords: () => save().then(() => way.feed?.finish()), go: desktop('#moved') };
  }
  const now = Date.now();
  const pairing = await store.sending(addresses.other, now);
  if (!pairing) throw new Error('the pairing is gone');
  const owner = view.session?.agentId ?? '';
  const session = await client.handOver.ticket(epoch);
  const sealWork = async () => {
    await save();
    const work = await readOwner(liveCacheName(addresses.pair), owner);
    return seal(pairing, { kind: 'cache', from: addresses.own, now: Date.now() }, work);
  };
  let sealedWork = await sealWork();
  return {
    lastWords: async () => void (sealedWork = await sealWork()),
    go: () => post(`${addresses.otherSite}hand-over${search}`, { session, cache: sealedWork }),
  };
}

/** Hidden inputs: a text area would be laid out, which takes seconds for a large content. */
function post(action: string, fields: Readonly<Record<string, unknown>>): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.enctype = 'multipart/form-data';
  form.action = action;
  form.hidden = true;
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = JSON.stringify(value);
    form.append(input);
  }
  document.body.append(form);
  letOriginBeSeen(document);
  form.submit();
}
