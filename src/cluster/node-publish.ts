/**
 * What a node publishes, and on which pubsub node: each CTI event it takes in becomes Updates for whoever listens. It
 * keeps the node's copy of agents and calls; it does not know who listens.
 */
import type { ApiError } from '../wire/api-errors.ts';
import { paths } from '../wire/paths.ts';
import type { Update } from '../wire/update.ts';
import { putCall, removeCall } from './calls-by-agent.ts';
import { loginIdsOn, partyOf, withStates } from './calls.ts';
import { callShown, pictureGoesWrong, pictureIsRight, pictureMovesOn } from './conference-faults.ts';
import { personOf, queues, queuesOf } from './fixtures.ts';
import type { AgentFact, Call, CatchUp, CtiEvent } from './messages.ts';
import { isMutated } from './mutations.ts';
import { catchUpMedia, isMediaEvent, takeInMedia } from './node-media.ts';
import type { NodeContext } from './part.ts';
import { notePhone } from './phones.ts';
import { isInService, renderDialog, renderSystemInfo, renderUserOf } from './render.ts';
import type { NodeState } from './state.ts';
import { renderQueue } from './statistics.ts';
import { timing } from './timing.ts';

function publish(node: NodeState, path: string, update: Update, context: NodeContext): void {
  context.toNotification(node.name, { kind: 'publish', path, update });
}

/** The one event that goes out also while the node is out of service (CTI-4). */
export function publishSystemInfo(node: NodeState, context: NodeContext): void {
  const value = renderSystemInfo(node, context.options, context.now);
  publish(
    node,
    paths.systemInfo,
    { event: 'put', source: paths.systemInfo, requestId: '', data: { kind: 'SystemInfo', value } },
    context,
  );
}

export function takeIn(node: NodeState, event: CtiEvent, context: NodeContext): void {
  if (isMediaEvent(event)) {
    takeInMedia(node, event, context);
    return;
  }
  switch (event.kind) {
    case 'agent':
      node.agents[event.agent.loginId] = event.agent;
      notePhone(node.agents, event.agent);
      {
        publishAgent(node, event.agent, context);
        return;
      }
    case 'call': {
      callChanged(node, event.call, context);
      return;
    }
    case 'call-ended': {
      callEnded(node, event.call, context);
      return;
    }
    case 'failed': {
      publishFailure(node, event, context);
      return;
    }
  }
}

function publishAgent(node: NodeState, agent: AgentFact, context: NodeContext): void {
  const user = renderUserOf(node, agent.loginId);
  const person = personOf(agent.loginId);
  if (!user || !person) return;
  const update: Update = { event: 'put', source: user.uri, requestId: '', data: { kind: 'User', value: user } };
  publish(node, user.uri, update, context);
  publish(node, paths.teamUsers(person.teamId), update, context);
  statisticsAreStale(
    node,
    queuesOf(agent.loginId).map((queue) => queue.id),
    context,
  );
}

/**
 * A call that is new to one of its agents is added to that agent's list; else it has changed. Whose leg is not there any
 * more (transferred, dropped from a conference) has it removed, and is shown as dropped on it.
 */
function callChanged(node: NodeState, call: Call, context: NodeContext): void {
  const known = node.calls[call.id];
  putCall(node.calls, call);
  for (const loginId of loginIdsOn(call)) {
    tellOfCall(node, loginId, known && partyOf(known, loginId) ? 'put' : 'post', call, context);
  }
  for (const leg of known?.parties ?? []) {
    if (leg.loginId === undefined || partyOf(call, leg.loginId)) continue;
    const parties = [...call.parties, { ...leg, state: 'DROPPED' as const, changedAt: context.now }];
    tellOfCall(node, leg.loginId, 'delete', { ...call, parties }, context);
  }
  statisticsAreStale(node, call.queueId ? [call.queueId] : [], context);
}

function callEnded(node: NodeState, call: Call, context: NodeContext): void {
  const known = node.calls[call.id];
  if (!known) return;
  removeCall(node.calls, call.id);
  for (const loginId of loginIdsOn(call)) {
    // Who was taken off it before has been told already.
    if (partyOf(known, loginId)) tellOfCall(node, loginId, 'delete', call, context);
  }
  statisticsAreStale(node, call.queueId ? [call.queueId] : [], context);
}

function tellOfCall(
  node: NodeState,
  loginId: string,
  event: 'post' | 'put' | 'delete',
  call: Call,
  context: NodeContext,
): void {
  const list = paths.userDialogs(loginId);
  const shown = callShown(node, loginId, call);
  pictureMovesOn(node, loginId, call);
  if (event === 'delete') pictureIsRight(node, loginId, call.id, context);
  // Not shown, not told (CTI-7); but that it is over is told in any case, or it would stay on a desktop that knew it.
  if (!shown && event !== 'delete') return;
  const value = renderDialog(event === 'delete' || !shown ? call : shown, loginId, context.options);
  const update: Update =
    event === 'put'
      ? { event, source: value.uri, requestId: '', data: { kind: 'Dialog', value } }
      : { event, source: list, requestId: '', data: { kind: 'Dialogs', value: [value] } };
  publish(node, list, update, context);
}

const errorPaths = {
  user: paths.user,
  dialogs: paths.userDialogs,
  media: paths.userMediaList,
  tasks: paths.userDialogsMedia,
} as const;

function publishFailure(node: NodeState, event: CtiEvent & { kind: 'failed' }, context: NodeContext): void {
  const path = errorPaths[event.about](event.loginId);
  const errors: readonly ApiError[] = [event.error];
  publish(
    node,
    path,
    { event: 'put', source: event.source, requestId: event.requestId, data: { kind: 'ApiErrors', value: errors } },
    context,
  );
}

/**
 * After an outage: 12.6 publishes the last state of agents, calls and call data; 11.x what took place, one by one
 * (CTI-5). Neither tells of a call that began and ended meanwhile (CTI-6): what this node's copy never held, and what
 * is over, was never there.
 */
export function catchUp(node: NodeState, learnt: CatchUp, context: NodeContext): void {
  node.lastNumber = learnt.lastNumber;
  if (learnt.actions) {
    const all = isMutated(context.options, 'cti-6-tells-of-calls-inside');
    const goingOn = new Set([...Object.keys(node.calls), ...learnt.calls.map((call) => call.id)]);
    for (const action of learnt.actions) {
      if (all || !('call' in action) || goingOn.has(action.call.id)) takeIn(node, action, context);
    }
  } else {
    for (const agent of learnt.agents) {
      const before = node.agents[agent.loginId];
      node.agents[agent.loginId] = agent;
      notePhone(node.agents, agent);
      const told = agent.state !== 'LOGOUT' || before?.state !== 'LOGOUT';
      if (told && !isMutated(context.options, 'cti-5-last-state-untold')) publishAgent(node, agent, context);
    }
  }
  const open = new Set(learnt.calls.map((call) => call.id));
  for (const call of Object.values(node.calls)) {
    if (!open.has(call.id))
      callEnded(
        node,
        withStates(call, context.now, () => 'DROPPED'),
        context,
      );
  }
  for (const call of learnt.calls) {
    if (learnt.actions) putCall(node.calls, call);
    else callChanged(node, withoutHoldTimes(call), context);
  }
  for (const agent of learnt.agents) {
    node.agents[agent.loginId] = agent;
    notePhone(node.agents, agent);
    pictureGoesWrong(node, agent.loginId, context);
  }
  catchUpMedia(node, learnt.media, context);
}

/** Since when a call is on hold is not told to a node that comes back (developer guide; finesse.md §1.4). */
function withoutHoldTimes(call: Call): Call {
  return {
    ...call,
    parties: call.parties.map((each) => (each.state === 'HELD' ? { ...each, changedAt: null } : each)),
  };
}

/** Statistics are gathered and published together a little later. */
function statisticsAreStale(node: NodeState, queueIds: readonly string[], context: NodeContext): void {
  if (queueIds.length === 0) return;
  const added = queueIds.filter((id) => !node.staleQueues.includes(id));
  if (added.length === 0) return;
  const armed = node.staleQueues.length > 0;
  node.staleQueues = [...node.staleQueues, ...added];
  if (!armed) context.timer('statistics', timing.statisticsEvery, { kind: 'statistics' });
}

export function publishStatistics(node: NodeState, context: NodeContext): void {
  const stale = node.staleQueues;
  node.staleQueues = [];
  // Whatever changed is published again with the states, once the node is back in service.
  if (!isInService(node)) return;
  for (const queue of queues.filter((each) => stale.includes(each.id))) {
    const value = renderQueue(node, queue);
    publish(
      node,
      value.uri,
      { event: 'put', source: value.uri, requestId: '', data: { kind: 'Queue', value } },
      context,
    );
  }
}
