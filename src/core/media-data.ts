/** Brings news of non-voice media, read or published, into the state. What is done about it is in `media.ts`. */
import { systemReason } from '../wire/reason-code.ts';
import type { Dialog } from '../wire/dialog.ts';
import type { Media } from '../wire/media.ts';
import type { Update } from '../wire/update.ts';
import { emptyMediaBook, optionsOf, readinessOf, without, type MediaBook } from './media-book.ts';
import { noMedia, type MediaDomain, type MediaGate, type MediaView } from './media-view.ts';
import { keep, keepList } from './same.ts';
import { patchView, type Step } from './state.ts';
import { cancelTimer } from './timers.ts';

/** Signing out that nobody wished: the agent signs in again as soon as the voice side has. */
const forcedCodes: readonly number[] = [
  systemReason.connectionFailureLogout,
  systemReason.connectionFailure,
  systemReason.startingForceLogout,
  systemReason.forceLogout,
];

const idOf = ({ id }: { readonly id: string }): string => id;

function patchMedia(step: Step, patch: Partial<MediaView>): void {
  const { media } = step.state.view;
  for (const slice in patch) {
    if (media[slice as keyof MediaView] === patch[slice as keyof MediaView]) continue;
    patchView(step, { media: { ...media, ...patch } });
    return;
  }
}

export function mediaOf(step: Step, mrdId: string): Media | undefined {
  return step.state.media.domains.find(({ id }) => id === mrdId);
}

export function taskOf(step: Step, taskId: string): Dialog | undefined {
  return step.state.view.media.tasks.find(({ id }) => id === taskId);
}

/** The domain of a task; some nodes name it by its name alone. */
export function domainOfTask(step: Step, { mediaProperties, mediaType }: Dialog): string {
  return mediaProperties.mediaId ?? step.state.media.domains.find(({ name }) => name === mediaType)?.id ?? mediaType;
}

/** All domains, as a GET tells them. Tasks of a domain signed out of are gone. */
export function applyMediaList(step: Step, list: readonly Media[]): void {
  const { state } = step;
  state.media.domains = keepList(state.media.domains, list, idOf);
  const open = list.filter((media) => media.state !== 'LOGOUT').map(idOf);
  const { tasks } = state.view.media;
  if (tasks.some((task) => !open.includes(domainOfTask(step, task)))) {
    patchMedia(step, { tasks: tasks.filter((task) => open.includes(domainOfTask(step, task))) });
  }
}

/** One domain, as an event tells it. */
export function applyMedia(step: Step, media: Media): void {
  const { state } = step;
  state.events.media += 1;
  const { domains } = state.media;
  const isKnown = domains.some(({ id }) => id === media.id);
  const next = isKnown ? domains.map((old) => (old.id === media.id ? media : old)) : [...domains, media];
  state.media.domains = keepList(domains, next, idOf);
  const isForced = forcedCodes.includes(media.reasonCode?.code ?? 0);
  if (media.state === 'LOGOUT' && !isForced && state.view.phase === 'connected') {
    // Asked for, here or elsewhere: it is not signed in again. Elsewhere than in `connected` it may be what was before.
    state.media.signIns = without(state.media.signIns, media.id);
  }
}

export function applyTasks(step: Step, mrdId: string, tasks: readonly Dialog[]): void {
  const old = step.state.view.media.tasks;
  const others = old.filter((task) => domainOfTask(step, task) !== mrdId);
  patchMedia(step, { tasks: keepList(old, [...others, ...tasks], idOf) });
}

/** Tasks added, changed or gone. */
export function tasksTold(step: Step, event: Update['event'], told: readonly Dialog[]): void {
  step.state.events.tasks += 1;
  const old = step.state.view.media.tasks;
  const ids = told.map(idOf);
  const isOver = (task: Dialog): boolean => task.state === 'CLOSED';
  const kept =
    event === 'delete'
      ? old.filter(({ id }) => !ids.includes(id))
      : [...old.map((task) => told.find(({ id }) => id === task.id) ?? task), ...newOnes(old, told)];
  patchMedia(step, {
    tasks: keepList(
      old,
      kept.filter((task) => !isOver(task)),
      idOf,
    ),
  });
}

function newOnes(old: readonly Dialog[], told: readonly Dialog[]): readonly Dialog[] {
  return told.filter((task) => !old.some(({ id }) => id === task.id));
}

/** What belongs to one agent's session. Gadgets that are there stay known; those only waited for do not. */
export function clearMedia(step: Step): void {
  const { state } = step;
  const services = state.media.services.filter(({ channel }) => channel !== 'away');
  for (const mrdId of Object.keys(state.media.waits)) cancelTimer(state, `media-gate:${mrdId}`);
  state.media = { ...emptyMediaBook(), services };
  patchView(step, { media: keep(state.view.media, { ...noMedia, round: state.view.media.round }) });
}

function gateOf(step: Step, media: Media): MediaGate {
  const { state } = step;
  if (media.state !== 'WORK') return { kind: 'open' };
  if (state.view.phase !== 'connected') return { kind: 'not-connected' };
  if (state.media.asks[media.id]) return { kind: 'asked' };
  const failure = state.media.failures[media.id];
  if (failure?.status === 'told') return { kind: 'refused', code: failure.code, message: failure.message };
  const readiness = readinessOf(state.media.services, media.id, state.view.media.round);
  const gadgets = readiness.kind === 'missing' ? readiness.gadgets : [];
  const wait = state.media.waits[media.id];
  if (readiness.kind === 'ready') return { kind: 'asked' };
  // Without an entry the wait is only about to begin.
  const { since, until } = wait ?? {
    since: state.view.phaseSince,
    until: state.view.phaseSince + step.policy.mediaGateMs,
  };
  return wait?.status === 'told' ? { kind: 'overdue', gadgets, since } : { kind: 'waiting', gadgets, since, until };
}

/** The usual case: nothing was signed in to with options, nobody is in Work, and the same domains are shown. */
function isShownAlready({ domains, signIns }: MediaBook, shown: readonly MediaDomain[]): boolean {
  if (domains.length !== shown.length) return false;
  for (let index = 0; index < domains.length; index += 1) {
    const [media, there] = [domains[index], shown[index]];
    if (media === undefined || there?.media !== media) return false;
    if (media.state === 'WORK' || there.gate.kind !== 'open') return false;
    if (there.options !== undefined || signIns[media.id] !== undefined) return false;
  }
  return true;
}

/** After every input and timer: the view's domains follow from the book. */
export function deriveMedia(step: Step): void {
  const { state } = step;
  const old = state.view.media.domains;
  if (state.media.domains.length === 0 && old.length === 0) return;
  if (isShownAlready(state.media, old)) return;
  const domains = state.media.domains.map((media): MediaDomain => {
    const signIn = state.media.signIns[media.id];
    return { media, ...(signIn ? { options: optionsOf(signIn.options) } : {}), gate: gateOf(step, media) };
  });
  patchMedia(step, { domains: keepList(old, domains, ({ media }) => media.id) });
}
