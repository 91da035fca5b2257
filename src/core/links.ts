/** The core's ways out as effects: requests with their book-keeping, and the one notification channel. */
import { systemInfoRequest } from './requests.ts';
import type { ApiRequest } from '../wire/http.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import { emit, type PendingRequest, type Purpose, type Step } from './state.ts';
import { cancelTimer, setTimer } from './timers.ts';

interface Asking {
  readonly node: NodeName;
  readonly request: ApiRequest;
  readonly purpose: Purpose;
  readonly timeoutMs?: Ms;
  readonly authorized?: boolean;
}

export function ask(step: Step, { node, request, purpose, timeoutMs, authorized = true }: Asking): void {
  const { state, now, policy } = step;
  state.counters.request += 1;
  const id = state.counters.request;
  const { epoch } = state.view;
  const limit = timeoutMs ?? policy.requestTimeoutMs;
  state.requests.push({ id, epoch, node, sentAt: now, dueAt: now + limit, purpose });
  emit(step, { type: 'request', id, epoch, node, request, authorized, timeoutMs: limit });
}

/** SystemInfo needs no credential, and must answer while nobody is signed in. */
export function probe(
  step: Step,
  node: NodeName,
  kind: 'sign-in-probe' | 'probe' | 'watch' | 'check' | 'measure' | 'maintenance-look',
): void {
  const { probeTimeoutMs } = step.policy;
  ask(step, { node, request: systemInfoRequest(), purpose: { kind }, timeoutMs: probeTimeoutMs, authorized: false });
}

/** A question of this kind to this node is under way. */
export function isAsked(step: Step, node: NodeName, kind: Purpose['kind']): boolean {
  return step.state.requests.some((request) => request.purpose.kind === kind && request.node === node);
}

/** Takes the request that an answer belongs to out of the book; `undefined` for an answer nobody waits for any more. */
export function takeRequest(step: Step, id: number, epoch: number): PendingRequest | undefined {
  const { state } = step;
  const found = state.requests.find((request) => request.id === id && request.epoch === epoch);
  if (found) state.requests = state.requests.filter((request) => request !== found);
  return found;
}

/** Answers to these will be dropped when they come. */
export function forgetRequests(step: Step, which: (request: PendingRequest) => boolean): void {
  const { state } = step;
  if (state.requests.some(which)) state.requests = state.requests.filter((request) => !which(request));
}

/** One resource per agent: a second desktop of the same agent is then noticed by the server as a conflict. */
export function resourceOf({ state, policy }: Step): string {
  const client = policy.alternate === 'never' ? 'fippa' : 'desktop';
  return `${client}-${state.view.session?.extension ?? state.signIn?.extension ?? ''}`;
}

/** Takes the session that is prepared on this node, if there is one; the old channel is closed first, whichever it is. */
function adoptPrepared(step: Step, node: NodeName): boolean {
  const { state } = step;
  const { prepared } = state;
  if (prepared?.node !== node) return false;
  const { id, epoch, status, recentItems, finesse } = prepared;
  const told = finesse === undefined ? {} : { finesse };
  state.channel = { id, epoch, node, status: 'opening', subscribed: [], recentItems, missedPongs: 0, ...told };
  state.prepared = undefined;
  cancelTimer(state, 'prepared-ping');
  if (status === 'bound') emit(step, { type: 'present-channel', channel: id });
  else state.channel.presentWhenBound = true;
  return true;
}

export function openChannel(step: Step, node: NodeName, timeoutMs: Ms): void {
  const { state } = step;
  closeChannel(step);
  if (adoptPrepared(step, node)) return;
  state.counters.channel += 1;
  const id = state.counters.channel;
  const { epoch } = state.view;
  state.channel = { id, epoch, node, status: 'opening', subscribed: [], recentItems: [], missedPongs: 0 };
  const resource = resourceOf(step);
  emit(step, { type: 'open-channel', channel: id, epoch, node, resource, timeoutMs });
}

/** The server's side of the channel is gone already: nothing to send. */
export function forgetChannel(step: Step): void {
  step.state.channel = undefined;
  cancelTimer(step.state, 'ping');
  cancelTimer(step.state, 'pong');
}

export function closeChannel(step: Step): void {
  const { channel } = step.state;
  if (channel) emit(step, { type: 'close-channel', channel: channel.id });
  forgetChannel(step);
}

export function channelOpened(step: Step): void {
  const { state, now, policy } = step;
  if (!state.channel) return;
  state.channel.status = 'open';
  setTimer(state, 'ping', now + policy.pingEveryMs);
}

/** Subscriptions do not carry over to the other node; on the same node making them again is harmless. */
export function subscribe(step: Step, path: string): void {
  const { channel } = step.state;
  if (channel?.status !== 'open' || channel.subscribed.includes(path)) return;
  channel.subscribed.push(path);
  emit(step, { type: 'subscribe', channel: channel.id, path });
}

/** The channel is up on `node` and the user `finesse` is there. */
export function notificationsGood(step: Step, node: NodeName | undefined): boolean {
  const { channel } = step.state;
  return channel?.status === 'open' && channel.node === node && channel.finesse === true;
}
