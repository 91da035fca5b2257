/**
 * An agent puts the move of the own desktop off (assumed: that it can be, by how much, and how it is asked for). The node
 * grants it step by step while its budget lasts, and says so by another SCHEDULED alert. Knows no other desktop.
 */
import type { Ms } from '../wire/names.ts';
import { alertDesktop, rulesOf, secondsToMove } from './maintenance-render.ts';
import { postponeLeft } from './maintenance-rules.ts';
import type { NodeContext } from './part.ts';
import { isMutated } from './mutations.ts';
import type { NodeState } from './state.ts';

export type PostponeRefusal = 'nothing to put off' | 'put off for as long as it may be';

/** `undefined` when granted. */
export function postponeMove(node: NodeState, loginId: string, context: NodeContext): PostponeRefusal | undefined {
  const run = node.maintenance?.status === 'IN_PROGRESS' ? node.maintenance : undefined;
  const client = run?.clients.find((each) => each.kind === 'DESKTOP' && each.loginId === loginId);
  if (!run || !client || (client.phase !== 'scheduled' && client.phase !== 'migrating')) return 'nothing to put off';
  const rules = rulesOf(context.options);
  const left = isMutated(context.options, 'mm-2-postponed-for-ever')
    ? rules.postponeStep
    : postponeLeft(rules, run.beganAt, client, context.now);
  if (left <= 0) return 'put off for as long as it may be';
  const step: Ms = Math.min(rules.postponeStep, left);
  const planned = client.phase === 'migrating' ? 0 : secondsToMove(run, client, context) * 1000;
  client.phase = 'scheduled';
  client.since = context.now;
  client.postponed = { by: (client.postponed?.by ?? 0) + step, until: context.now + planned + step };
  context.log(`maintenance: agent ${loginId} is moved ${step / 1000} s later`);
  alertDesktop(node, client, 'SCHEDULED', secondsToMove(run, client, context) * 1000, context);
  return undefined;
}
