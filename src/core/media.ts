/**
 * Keeps the agent signed in to the Media Routing Domains with the same options, and lets nobody out of Work before the
 * gadgets that serve a domain say that they are ready (MRD-3 to MRD-5). Called after every input: what is to be done
 * follows from what is known, so nothing depends on which news came first.
 */
import type { Media } from '../wire/media.ts';
import { toast } from './announce.ts';
import { ownAgentId } from './data.ts';
import { ask } from './links.ts';
import { mediaOf } from './media-data.ts';
import { readinessOf, sameOptions, tabAway, withService, without, type MediaAsk } from './media-book.ts';
import { mediaAskRequest } from './media-requests.ts';
import type { CoreInput, SessionRecord } from './contract.ts';
import { patchView, type Step } from './state.ts';
import { cancelTimer, setTimer } from './timers.ts';

/** Entry of `connected`: what gadgets said before holds no more, and what was asked before will not be answered. */
export function startMediaRound(step: Step): void {
  const { state, now } = step;
  for (const mrdId of Object.keys(state.media.waits)) cancelTimer(state, `media-gate:${mrdId}`);
  for (const mrdId of Object.keys(state.media.asks)) cancelTimer(state, `media-ask:${mrdId}`);
  state.media.asks = {};
  state.media.waits = {};
  state.media.failures = {};
  patchView(step, { media: { ...state.view.media, round: Math.max(state.view.media.round + 1, Math.floor(now)) } });
}

export function mediaChannelTold(step: Step, input: Extract<CoreInput, { type: 'media-channel' }>): void {
  const book = step.state.media;
  const { tab, gadgetId, mrdId, need, channel, round } = input;
  book.services = withService(book.services, { tab, gadgetId, mrdId, need, channel, round });
  // Saying it anew is how a gadget asks to try again.
  if (channel === 'ready') book.failures = without(book.failures, mrdId);
}

/** What an older worker left: the gadgets are waited for until they, or another page's, say something. */
export function resumeMedia(step: Step, { signIns, required }: NonNullable<SessionRecord['media']>): void {
  const { media } = step.state;
  media.signIns = signIns;
  for (const { gadgetId, mrdId } of required) {
    if (media.services.some((service) => service.gadgetId === gadgetId && service.mrdId === mrdId)) continue;
    const away = { tab: '', gadgetId, mrdId, need: 'required', channel: 'away', round: 0 } as const;
    media.services = withService(media.services, away);
  }
}

export function mediaTabGone(step: Step, tab: string): void {
  step.state.media.services = tabAway(step.state.media.services, tab);
}

function isReadingMedia(step: Step): boolean {
  return step.state.requests.some(({ purpose }) => purpose.kind === 'read' && purpose.read === 'media');
}

/** The sign-in of this domain must be sent again: only the node signed in to knows its options. */
function isSignInOwed(step: Step, media: Media): boolean {
  const signIn = step.state.media.signIns[media.id];
  if (!signIn) return false;
  return signIn.node !== step.state.view.node || media.state === 'LOGOUT' || !sameOptions(signIn.options, media);
}

export function reconcileMedia(step: Step): void {
  const { state } = step;
  const { view, media } = state;
  if (media.domains.length === 0 || view.phase !== 'connected' || state.asleepSince !== undefined) return;
  // What is being read may tell otherwise; and without the voice side nothing is signed in to.
  if (isReadingMedia(step) || view.agent?.state === 'LOGOUT' || state.signingOut) return;
  for (const domain of media.domains) reconcileDomain(step, domain);
}

function reconcileDomain(step: Step, domain: Media): void {
  const { media } = step.state;
  const { id } = domain;
  if (domain.state !== 'WORK') stopWaiting(step, id);
  const isActivating = media.asks[id]?.what === 'activate';
  if (isActivating && domain.state !== 'WORK') endAsk(step, id);
  if (media.asks[id]) return;
  if (hasFailed(step, domain)) return;
  const isOwed = isSignInOwed(step, domain);
  if (domain.state === 'WORK' && !isGateOpen(step, domain)) return;
  // In Work the sign-in waits for the gadgets, too: a node that leaves Work by itself does it upon the sign-in (MRD-2).
  if (isOwed) sendAsk(step, id, 'sign-in');
  else if (domain.state === 'WORK') sendAsk(step, id, 'activate');
}

/** `true` when every required gadget is ready; otherwise the wait runs, with a deadline that is told. */
function isGateOpen(step: Step, { id }: Media): boolean {
  const { state, now, policy } = step;
  const { media, view } = state;
  if (readinessOf(media.services, id, view.media.round).kind === 'ready') {
    stopWaiting(step, id);
    return true;
  }
  if (!media.waits[id]) {
    const until = now + policy.mediaGateMs;
    media.waits = { ...media.waits, [id]: { since: now, until, status: 'running' } };
    setTimer(state, `media-gate:${id}`, until);
  }
  return false;
}

function stopWaiting(step: Step, mrdId: string): void {
  const { state } = step;
  // The timer runs only for an entry.
  if (!state.media.waits[mrdId]) return;
  cancelTimer(state, `media-gate:${mrdId}`);
  state.media.waits = without(state.media.waits, mrdId);
}

/** The wait takes long: said once; it goes on. */
export function mediaGateOverdue(step: Step, mrdId: string): void {
  const { media, view } = step.state;
  const wait = media.waits[mrdId];
  const domain = mediaOf(step, mrdId);
  if (!wait || !domain) return;
  media.waits = { ...media.waits, [mrdId]: { ...wait, status: 'told' } };
  const readiness = readinessOf(media.services, mrdId, view.media.round);
  const gadgets = readiness.kind === 'missing' ? readiness.gadgets.join(', ') : '';
  toast(step, 'media-in-work', 'warning', { domain: domain.description || domain.name, gadgets });
}

/** What the node did not do is told once, and not asked for again before something is new. */
function hasFailed(step: Step, domain: Media): boolean {
  const { media } = step.state;
  const failure = media.failures[domain.id];
  if (!failure) return false;
  // The read after the failure shows what the node did all the same.
  const isDone = failure.what === 'activate' ? domain.state !== 'WORK' : !isSignInOwed(step, domain);
  if (isDone) {
    media.failures = without(media.failures, domain.id);
    return false;
  }
  if (failure.status === 'told') return true;
  media.failures = { ...media.failures, [domain.id]: { ...failure, status: 'told' } };
  const { code, message, what } = failure;
  toast(step, 'media-refused', 'error', { domain: domain.description || domain.name, what, code, message });
  return true;
}

function sendAsk(step: Step, mrdId: string, what: MediaAsk): void {
  const { state, now, policy } = step;
  const { node } = state.view;
  if (node === undefined) return;
  const request = mediaAskRequest(ownAgentId(step), mrdId, what, state.media.signIns[mrdId]?.options);
  if (!request) return;
  ask(step, { node, request, purpose: { kind: 'media', mrdId, what } });
  state.media.asks = { ...state.media.asks, [mrdId]: { what, request: state.counters.request } };
  setTimer(state, `media-ask:${mrdId}`, now + policy.commandConfirmMs);
}

export function endAsk(step: Step, mrdId: string): void {
  cancelTimer(step.state, `media-ask:${mrdId}`);
  step.state.media.asks = without(step.state.media.asks, mrdId);
}
