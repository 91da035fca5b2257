/**
 * Reads the data: everything after a sign-in or a move ("gathering"), or one slice again. Says how a read went; what that
 * means in the present phase is decided by `replies.ts`.
 */
import { paths } from '../wire/paths.ts';
import type { WirePayload } from '../wire/http.ts';
import { doubtNewcomers } from './call-doubts.ts';
import { applyAgent, applyDialogs, ownAgentId } from './data.ts';
import { sliceRead } from './gaps.ts';
import { ask, subscribe } from './links.ts';
import { applyMediaList, applyTasks } from './media-data.ts';
import { readRequest } from './requests.ts';
import { keep } from './same.ts';
import { keepTeams, replaceQueues, upsertTeam } from './slices.ts';
import { takeTeamMessages } from './team-messages.ts';
import { patchView, type Answer, type PendingRequest, type ReadKey, type Step } from './state.ts';
import { setTimer } from './timers.ts';

export type ReadOutcome = 'done' | 'asked-again' | 'unauthorized' | 'out-of-service' | 'unreachable' | 'unusable';

/**
 * An answer older than an event is asked for again: so often before anybody who waits for the data is let go on, and then
 * beside their work. Each time costs a round trip, in which another event would have to come.
 */
const mostRepeats = 2;

function eventsOf(step: Step, read: ReadKey): number {
  const { events } = step.state;
  if (read === 'user' || read === 'dialogs' || read === 'media') return events[read];
  if (read.startsWith('tasks:')) return events.tasks;
  if (read.startsWith('team-messages:')) return events.teamMessages ?? 0;
  return read.startsWith('team:') ? events.teams : 0;
}

const isAsked = ({ state }: Step, what: ReadKey): boolean =>
  state.requests.some(({ purpose }) => purpose.kind === 'read' && purpose.read === what);

/** Asks for one slice, unless it is being asked for already. */
export function read(step: Step, what: ReadKey, again = 0): void {
  const { state } = step;
  const { node } = state.view;
  if (isAsked(step, what) || node === undefined) return;
  const purpose = { kind: 'read', read: what, events: eventsOf(step, what), again } as const;
  ask(step, { node, request: readRequest(ownAgentId(step), what), purpose });
}

/** True when it was not wanted before. */
function note(step: Step, what: ReadKey): boolean {
  const { gathering } = step.state;
  if (!gathering || gathering.wanted.includes(what)) return false;
  gathering.wanted.push(what);
  gathering.missing.push(what);
  return true;
}

function want(step: Step, what: ReadKey): void {
  if (note(step, what)) read(step, what);
}

/**
 * The event that follows the LOGIN of a move comes after our subscription and tells the whole user: reading it as well would
 * bring the same a second time. It is asked for when the event is late (`userEventMs`), or all else is there.
 */
function userAfterLogin(step: Step): 'told' | 'to-be-told' | 'to-be-read' {
  const { loginPending, loginAsked, events, view } = step.state;
  if (view.phase !== 'restoring' || view.agent === undefined || loginAsked?.epoch !== view.epoch) return 'to-be-read';
  if (loginPending) return 'to-be-told';
  return events.user > loginAsked.events ? 'told' : 'to-be-read';
}

function found(step: Step, what: ReadKey): void {
  const { gathering } = step.state;
  if (!gathering) return;
  gathering.missing = gathering.missing.filter((missing) => missing !== what);
  if (gathering.missing.length === 1 && gathering.missing[0] === 'user') read(step, 'user');
}

/** Subscribes before it reads: what changes in between is then told twice, never lost. */
export function startGathering(step: Step, withConfiguration: boolean): void {
  const { state, now, policy } = step;
  const user = userAfterLogin(step);
  state.loginAsked = undefined;
  state.gathering = { wanted: [], missing: [] };
  setTimer(state, 'login-check', now + (user === 'to-be-told' ? policy.userEventMs : policy.loginCheckMs));
  for (const queue of state.view.queues) subscribe(step, paths.queue(queue.id));
  subscribeTeams(step);
  if (user === 'to-be-read') want(step, 'user');
  else if (user === 'to-be-told') note(step, 'user');
  want(step, 'dialogs');
  want(step, 'queues');
  want(step, 'media');
  // Those known from before, in the same breath; others when the domains are read.
  wantTasks(step, [...Object.keys(state.media.signIns), ...openDomains(step)]);
  wantTeams(step);
  // DF-9: configuration is not fetched again during a failover.
  if (!withConfiguration) return;
  want(step, 'reasons:NOT_READY');
  want(step, 'reasons:LOGOUT');
}

function wantTasks(step: Step, domains: readonly string[]): void {
  for (const id of domains) want(step, `tasks:${id}`);
}

/** Everything that a move reads again and that its agent has, as far as that is known. */
export function readsOfAMove(step: Step): readonly ReadKey[] {
  const tasks = openDomains(step).map((id): ReadKey => `tasks:${id}`);
  const teams = supervisedTeams(step).map((id): ReadKey => `team:${id}`);
  return ['user', 'dialogs', 'queues', 'media', ...tasks, ...teams];
}

function openDomains(step: Step): readonly string[] {
  return step.state.media.domains.filter((media) => media.state !== 'LOGOUT').map((media) => media.id);
}

/** Outside of a gathering, too. */
export function readAllTasks(step: Step): void {
  for (const id of openDomains(step)) read(step, `tasks:${id}`);
}

function supervisedTeams(step: Step): readonly string[] {
  const { agent } = step.state.view;
  return agent?.roles.includes('Supervisor') ? (agent.teams ?? []).map((team) => team.id) : [];
}

function subscribeTeams(step: Step): void {
  for (const id of supervisedTeams(step)) subscribe(step, paths.teamUsers(id));
}

function wantTeams(step: Step): void {
  for (const id of supervisedTeams(step)) want(step, `team:${id}`);
}

/** What the agent's own object says about teams, as a supervisor. */
function followTeams(step: Step): void {
  patchView(step, { teams: keepTeams(step.state.view.teams, supervisedTeams(step)) });
  subscribeTeams(step);
  wantTeams(step);
}

/** Known, and seen signed in: while a LOGIN is awaited an event may still tell of the time before it. */
const isAgentSettled = ({ state }: Step): boolean => state.view.agent !== undefined && !state.loginPending;

/** An event has told the agent's own user. */
export function userToldWhole(step: Step): void {
  if (step.state.gathering?.missing.includes('user') !== true || !isAgentSettled(step)) return;
  followTeams(step);
  // A read that is under way ends the wait itself.
  if (!isAsked(step, 'user')) found(step, 'user');
}

/** All is read, and the agent is seen signed in. */
export function isDataComplete(step: Step): boolean {
  const { gathering, loginPending } = step.state;
  return gathering?.missing.length === 0 && !loginPending;
}

function take(step: Step, what: ReadKey, payload: WirePayload): boolean {
  const { view } = step.state;
  if (what === 'user' && payload.kind === 'User') {
    applyAgent(step, payload.value);
    followTeams(step);
    return true;
  }
  if (what === 'dialogs' && payload.kind === 'Dialogs') {
    doubtNewcomers(step, payload.value);
    applyDialogs(step, payload.value);
    return true;
  }
  if (what === 'queues' && payload.kind === 'Queues') {
    patchView(step, { queues: replaceQueues(view.queues, payload.value) });
    for (const queue of payload.value) subscribe(step, paths.queue(queue.id));
    return true;
  }
  if (what.startsWith('team:') && payload.kind === 'Team') {
    patchView(step, { teams: upsertTeam(view.teams, payload.value) });
    return true;
  }
  if (what.startsWith('reasons:') && payload.kind === 'ReasonCodes') {
    const slice = what === 'reasons:LOGOUT' ? 'signOut' : 'notReady';
    patchView(step, { reasonCodes: keep(view.reasonCodes, { ...view.reasonCodes, [slice]: payload.value }) });
    return true;
  }
  if (what === 'media' && payload.kind === 'MediaList') {
    applyMediaList(step, payload.value);
    wantTasks(step, openDomains(step));
    return true;
  }
  if (what.startsWith('tasks:') && payload.kind === 'Dialogs') {
    applyTasks(step, what.slice('tasks:'.length), payload.value);
    return true;
  }
  if (what.startsWith('team-messages:') && payload.kind === 'TeamMessages') {
    takeTeamMessages(step, what.slice('team-messages:'.length), payload.value);
    return true;
  }
  // A collection without entries may come without a body.
  if (payload.kind !== 'Empty') return false;
  if (what === 'dialogs') applyDialogs(step, []);
  if (what === 'media') applyMediaList(step, []);
  if (what.startsWith('tasks:')) applyTasks(step, what.slice('tasks:'.length), []);
  if (what.startsWith('team-messages:')) takeTeamMessages(step, what.slice('team-messages:'.length), []);
  return what !== 'user';
}

export function readAnswered(step: Step, request: PendingRequest, answer: Answer): ReadOutcome {
  const { purpose } = request;
  if (purpose.kind !== 'read') return 'unusable';
  if (answer.kind === 'failed') return 'unreachable';
  const { status, payload } = answer.reply;
  const what = purpose.read;
  const isEssential = what === 'user' || what === 'dialogs';
  if (status === 503) return 'out-of-service';
  if (status === 401 && isEssential) return 'unauthorized';
  const { gathering } = step.state;
  const isStale = eventsOf(step, what) !== purpose.events;
  const isWaitedFor = gathering?.missing.includes(what) === true;
  const isToldWhole = isStale && what === 'user' && isAgentSettled(step);
  if (isToldWhole && isWaitedFor) {
    // The event came after our subscription and holds more than an older answer can: another request would bring it again.
    followTeams(step);
    sliceRead(step, what);
    found(step, what);
    return 'done';
  }
  if (isStale && (purpose.again < mostRepeats || !isWaitedFor)) {
    read(step, what, purpose.again + 1);
    return 'asked-again';
  }
  // An event tells the whole user: what an older answer says of it is never taken.
  const isKnownBetter = isStale && what === 'user' && step.state.view.agent !== undefined;
  const isTaken = status >= 200 && status < 300 && (isKnownBetter || take(step, what, payload));
  if (!isTaken && isEssential) return 'unusable';
  if (isTaken) sliceRead(step, what);
  // A queue or team that may not be read is shown empty; the agent can work.
  found(step, what);
  // Work can begin with what there is; the next answer that no event overtakes puts it right.
  if (isStale) read(step, what, purpose.again + 1);
  return 'done';
}
