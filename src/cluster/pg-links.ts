/**
 * The CTI servers' side of the links to the nodes: who may connect, what each is told, what is held back while a link
 * is cut, what 11.x keeps for the time after. Knows nothing of what the events mean.
 */
import { isTold } from './calls.ts';
import type { ApiError } from '../wire/api-errors.ts';
import type { NodeName } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';
import type { Refusal } from './agents.ts';
import { factOf } from './agents.ts';
import { ctiDetection, ctiSynchronisation } from './cti-recovery.ts';
import { mediaCatchUp } from './media-state.ts';
import { peripheralCodeOf } from './media-refusals.ts';
import type { CatchUp, CtiEvent, CtiRequest, NumberedEvent, PgMessage } from './messages.ts';
import { isMutated } from './mutations.ts';
import type { PgContext } from './part.ts';
import type { PgLink, PgState } from './state.ts';
import { outageActionsKept } from './timing.ts';

export const linkOf = (state: PgState, node: NodeName): PgLink | undefined => state.links[node];

/** A node knocks. A cut link or a dead host gives no answer; a standby or stopped side refuses. */
export function acceptOpen(state: PgState, message: PgMessage & { readonly kind: 'open' }, context: PgContext): void {
  const { node, side, lastNumber } = message;
  if (state.cut[node][side]) return;
  const found = state.activeSince === undefined || context.now >= state.activeSince + ctiDetection(context.options);
  if (state.sides[side] === 'down' || state.activeSide !== side || !found) {
    context.toNode(node, { kind: 'cti-refused', side });
    return;
  }
  state.links[node] = { side, phase: 'synchronising', lastNumber, heldToNode: [], heldFromNode: [] };
  const signedIn = Object.values(state.agents).filter((agent) => agent.state !== 'LOGOUT').length;
  const within = ctiSynchronisation(context.options, signedIn);
  context.toNode(node, { kind: 'cti-opening', side, within });
  context.timer(`synchronised:${node}`, within, { kind: 'synchronised', node });
}

/** There is a link, and what is sent on it arrives. */
export function isReachable(state: PgState, node: NodeName): boolean {
  const link = state.links[node];
  return link !== undefined && !state.cut[node][link.side];
}

/** The connection is ready: everything is told at once, and from now on each change. */
export function synchronise(state: PgState, node: NodeName, context: PgContext): void {
  const link = state.links[node];
  if (!link || !isReachable(state, node)) return;
  link.phase = 'connected';
  const catchUp: CatchUp = {
    lastNumber: state.eventNumber,
    agents: Object.values(state.agents).map(factOf),
    calls: Object.values(state.calls).filter((call) => isTold(call, context.options)),
    media: mediaCatchUp(state.media),
    ...(context.options.release === '11.x' && !isMutated(context.options, 'cti-5-11x-last-state-only')
      ? { actions: state.history.filter((past) => past.number > link.lastNumber).map((past) => past.event) }
      : {}),
  };
  trimHistory(state);
  context.toNode(node, { kind: 'cti-accepted', side: link.side, catchUp });
}

/** Tells every connected node; keeps it for those that are away where the release does so. */
export function broadcast(state: PgState, event: CtiEvent, context: PgContext): void {
  state.eventNumber += 1;
  const numbered = { number: state.eventNumber, event };
  for (const node of ['publisher', 'subscriber'] as const) tell(state, node, numbered, context);
  if (context.options.release === '11.x' && !allHear(state)) {
    state.history.push(numbered);
    if (state.history.length > outageActionsKept) state.history.shift();
  }
}

function tell(state: PgState, node: NodeName, numbered: NumberedEvent, context: PgContext): void {
  const link = state.links[node];
  if (link?.phase !== 'connected') return;
  if (state.cut[node][link.side]) link.heldToNode.push(numbered);
  else context.toNode(node, { kind: 'cti-event', event: numbered });
}

/** The cut link is whole again before anybody gave it up: TCP delivers what it held. */
export function releaseHeld(state: PgState, node: NodeName, context: PgContext): readonly CtiRequest[] {
  const link = state.links[node];
  if (!link) return [];
  for (const numbered of link.heldToNode) context.toNode(node, { kind: 'cti-event', event: numbered });
  const requests = link.heldFromNode;
  link.heldToNode = [];
  link.heldFromNode = [];
  trimHistory(state);
  return requests;
}

function allHear(state: PgState): boolean {
  return (['publisher', 'subscriber'] as const).every((node) => {
    const link = state.links[node];
    return link?.phase === 'connected' && !state.cut[node][link.side];
  });
}

function trimHistory(state: PgState): void {
  if (allHear(state)) state.history = [];
}

/** A request that was accepted with 202 failed: told to the node it came from, as an event. */
export function tellFailure(
  state: PgState,
  node: NodeName,
  request: CtiRequest,
  refusal: Refusal,
  context: PgContext,
): void {
  context.log(`${request.kind} of agent ${request.loginId} failed: ${refusal.text}`);
  const { about, source } = errorSource(request);
  state.eventNumber += 1;
  const event: CtiEvent = {
    kind: 'failed',
    about,
    loginId: request.loginId,
    source,
    requestId: request.requestId,
    error: errorOf(request, refusal),
  };
  tell(state, node, { number: state.eventNumber, event }, context);
}

function errorOf(request: CtiRequest, { constant, text }: Refusal): ApiError {
  const error: ApiError = { errorType: 'Generic Error', errorMessage: constant, errorData: text };
  if (request.kind !== 'media') return error;
  const code = peripheralCodeOf(constant);
  return { ...error, errorMedia: request.mrdId, ...(code === undefined ? {} : { peripheralErrorCode: code }) };
}

/** Where an error is published: on the user, or on the user's calls. */
function errorSource(request: CtiRequest): Pick<CtiEvent & { kind: 'failed' }, 'about' | 'source'> {
  switch (request.kind) {
    case 'media':
      return request.wish.kind === 'task'
        ? { about: 'tasks', source: paths.dialog(request.wish.taskId) }
        : { about: 'media', source: paths.userMedia(request.loginId, request.mrdId) };
    case 'login':
    case 'set-state':
    case 'force-logout':
    case 'sign-out-by-force':
      return { about: 'user', source: paths.user(request.loginId) };
    case 'make-call':
    case 'supervise':
      return { about: 'dialogs', source: paths.userDialogs(request.loginId) };
    case 'call-action':
    case 'call-data':
      return { about: 'dialogs', source: paths.dialog(request.callId) };
  }
}
