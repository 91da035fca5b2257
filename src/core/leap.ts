/**
 * Time that went by unseen: the computer slept, the worker was frozen, the clock was set. What elapsed meanwhile says nothing
 * about a node: it is forgiven once, and the current node is asked. Knows no phase table; asks only what is asked elsewhere too.
 */
import type { Ms } from '../wire/names.ts';
import { sendPing } from './detect.ts';
import { isAsked, probe } from './links.ts';
import { pollBoth } from './search.ts';
import { shiftWaits } from './media-book.ts';
import { shiftGaps } from './gaps.ts';
import { shiftRaces } from './race-memory.ts';
import { patchView, type CoreState, type PendingRequest, type Step } from './state.ts';
import { cancelTimer, nextDeadline, type Timer, type TimerName } from './timers.ts';
import type { NodeKnowledge } from './view.ts';

/** These only ask: after a sleep the sooner the better. The last two are times that others have set, and wait for nobody. */
const askingTimers: readonly TimerName[] = [
  'ping',
  'poll-current',
  'poll-alternate',
  'retry-notifications',
  'measure',
  'chat-retry',
  'watch',
  'maintenance-move',
  'sign-in-end',
];

/** To be called before an input or a wake-up is worked off. `leapt`: something was done about time that nobody saw. */
export function noticeTime(step: Step): 'usual' | 'leapt' {
  const { state, now, policy } = step;
  const latest = state.latest ?? now;
  state.latest = now;
  const due = nextDeadline(state);
  if (now < latest) {
    shiftBack(state, latest - now, now);
    if (latest - now > policy.oversleptMs) lookFirst(step);
    return 'leapt';
  }
  if (due === undefined || now - due <= policy.oversleptMs || state.forgiven !== undefined) return 'usual';
  forgive(step, now - latest);
  lookFirst(step);
  return 'leapt';
}

/** Somebody answered: the next sleep may be forgiven again. Without this a desktop that is always late would never notice. */
export function heardSomebody(state: CoreState): void {
  state.forgiven = undefined;
}

/** Whether a failure is to be forgiven: its question was under way while nobody listened. */
export function isForgiven(step: Step, request: PendingRequest): boolean {
  return request.forgiven === true || step.now - request.dueAt > step.policy.oversleptMs;
}

/** Every time-out has again what was left of it when we were last awake. */
function forgive({ state, now }: Step, gap: Ms): void {
  state.forgiven = now;
  state.timers = state.timers.map((timer): Timer =>
    askingTimers.includes(timer.name) ? timer : { name: timer.name, at: timer.at + gap },
  );
  state.requests = state.requests.map((request) => ({ ...request, forgiven: true }));
  if (state.channel) {
    state.channel.missedPongs = 0;
    if (state.channel.status === 'opening') state.channel.forgiven = true;
  }
}

/** One ping, and one question to the current node; while searching, to both. */
function lookFirst(step: Step): void {
  const { state, policy } = step;
  const { view, channel } = state;
  if (view.node === undefined || state.asleepSince !== undefined) return;
  if (channel?.status === 'open') {
    cancelTimer(state, 'pong');
    sendPing(step);
  }
  if (!policy.probeOnTrigger) return;
  if (view.phase === 'connected' && !isAsked(step, view.node, 'check')) probe(step, view.node, 'check');
  else if (view.phase === 'suspect' || view.phase === 'searching') pollBoth(step);
}

/** The clock was set back: what was to happen in so many seconds still does, and nothing lies in the future. */
function shiftBack(state: CoreState, by: Ms, now: Ms): void {
  const atMost = (at: Ms): Ms => Math.min(at, now);
  state.timers = state.timers.map(({ name, at }) => ({ name, at: at - by }));
  state.requests = state.requests.map((request) => ({
    ...request,
    sentAt: request.sentAt - by,
    dueAt: request.dueAt - by,
  }));
  state.commands = state.commands.map((record) => ({ ...record, since: atMost(record.since) }));
  if (state.failover) state.failover = { ...state.failover, startedAt: state.failover.startedAt - by };
  if (state.resume) state.resume = { startedAt: state.resume.startedAt - by };
  if (state.budget) state.budget = { left: state.budget.left, at: atMost(state.budget.at) };
  if (state.turnAt !== undefined) state.turnAt -= by;
  const notBefore = Object.entries(state.notBefore).map(([node, at]) => [node, at - by]);
  state.notBefore = Object.fromEntries(notBefore) as typeof state.notBefore;
  if (state.asleepSince !== undefined) state.asleepSince -= by;
  shiftRaces(state.races, by);
  shiftWaits(state.media, by);
  shiftGaps({ state }, by);
  if (state.signInEndsAt !== undefined) state.signInEndsAt -= by;
  const { nodes, phaseSince, staleSince, maintenance, signInEnd } = state.view;
  const seen = (known: NodeKnowledge): NodeKnowledge =>
    known.seenAt === undefined || known.seenAt <= now ? known : { ...known, seenAt: now };
  const publisher = seen(nodes.publisher);
  const subscriber = seen(nodes.subscriber);
  const isSame = publisher === nodes.publisher && subscriber === nodes.subscriber;
  patchView(
    { state },
    {
      nodes: isSame ? nodes : { publisher, subscriber },
      phaseSince: atMost(phaseSince),
      ...(staleSince === undefined ? {} : { staleSince: atMost(staleSince) }),
      ...(maintenance ? { maintenance: { ...maintenance, movesAt: maintenance.movesAt - by } } : {}),
      ...(signInEnd ? { signInEnd: { ...signInEnd, endsAt: signInEnd.endsAt - by } } : {}),
    },
  );
}
