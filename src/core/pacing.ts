/**
 * What a node says about when to come: `Retry-After` with a 503, and the turn that an admission plan gives (DF-9). Honoured
 * within reason: a header cannot put an agent off for ever. Where the profile does not know such words they are not read.
 */
import type { ApiReply } from '../wire/http.ts';
import { otherNode, type Ms, type NodeName } from '../wire/names.ts';
import { announceBanner, seconds } from './announce.ts';
import { drawBetween } from './random.ts';
import { patchView, type Answer, type Step } from './state.ts';
import { setTimer } from './timers.ts';

/** Ours: `wait=<milliseconds>` until it is this desktop's turn to read everything. */
const admissionHeader = 'x-understudy-admission';
/** A shorter wait is not worth a sentence. */
const leastTurnMs: Ms = 300;
/** Desktops that were put off to the same second must not come in the same moment. */
const spreadMs: Ms = 1000;

/** Whole seconds only: the header's other form is a date by a clock that is not ours. */
function retryAfterMs(reply: ApiReply): Ms | undefined {
  const text = reply.headers['retry-after'];
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) * 1000 : undefined;
}

/** Any answer of a node: after a 503 that names a time nobody looks there before it. */
export function heedRetryAfter(step: Step, node: NodeName, answer: Answer): void {
  const { state, now, policy } = step;
  if (policy.hintCapMs === 0 || answer.kind === 'failed') return;
  const wait = answer.reply.status === 503 ? retryAfterMs(answer.reply) : undefined;
  if (wait === undefined) {
    state.notBefore = without(state.notBefore, node);
    return;
  }
  const at = now + Math.min(wait, policy.hintCapMs) + drawBetween(state, 0, spreadMs);
  state.notBefore = { ...without(state.notBefore, node), [node]: at };
}

function without(times: Readonly<Partial<Record<NodeName, Ms>>>, node: NodeName): Partial<Record<NodeName, Ms>> {
  const other = times[otherNode(node)];
  return other === undefined ? {} : { [otherNode(node)]: other };
}

/** How long a look at this node must still wait; 0 when it need not. */
export function putOff({ state, now }: Step, node: NodeName): Ms {
  return Math.max(0, (state.notBefore[node] ?? now) - now);
}

/** The turn that came with an accepted LOGIN, for `waitForTurn`. */
export function keepTurn(step: Step, answer: Answer): void {
  const { state, now, policy } = step;
  state.turnAt = undefined;
  if (policy.hintCapMs === 0 || answer.kind === 'failed') return;
  const wait = /^wait=(\d{1,9})$/.exec(answer.reply.headers[admissionHeader] ?? '')?.[1];
  const ms = Math.min(Number(wait ?? 0), policy.hintCapMs);
  if (ms >= leastTurnMs) state.turnAt = now + ms;
}

/** Signed in already: reading waits, and the agent is told until when. `false` when it may go on at once. */
export function waitForTurn(step: Step): boolean {
  const { state, now, policy } = step;
  const { node } = state.view;
  const at = state.turnAt;
  state.turnAt = undefined;
  if (at === undefined || at <= now || node === undefined) return false;
  patchView(step, { turn: { node, at } });
  setTimer(state, 'turn', at);
  setTimer(state, 'restore-bound', at + policy.restoreBoundMs);
  announceBanner(step, { key: 'paced', level: 'info', params: { node, seconds: seconds(at - now) } });
  return true;
}
