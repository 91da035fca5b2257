/**
 * What gadgets read from the node by themselves: one GET each, never repeated by the core, from the common budget. Every one
 * is settled, whatever happens to the connection meanwhile.
 */
import { isWorking } from './commands.ts';
import { nextTokenIn, spend } from './budget.ts';
import type { GadgetReadOutcome } from './contract.ts';
import type { NodeName } from '../wire/names.ts';
import { ask } from './links.ts';
import { emit, type Answer, type Step } from './state.ts';

function settle(step: Step, id: string, outcome: GadgetReadOutcome): void {
  const { state } = step;
  state.gadgetReads = state.gadgetReads.filter((other) => other !== id);
  emit(step, { type: 'settle-gadget-read', id, outcome });
}

export function takeGadgetRead(
  step: Step,
  id: string,
  path: string,
  query: Readonly<Record<string, string>> | undefined,
  of?: NodeName,
): void {
  const { state } = step;
  const node = state.view.node && (of ?? state.view.node);
  if (state.gadgetReads.includes(id)) return;
  if (!isWorking(step) || node === undefined) {
    settle(step, id, { kind: 'refused', code: 'not-connected' });
    return;
  }
  if (!spend(step, 'gadget')) {
    settle(step, id, { kind: 'refused', code: 'budget-empty', retryAfterMs: nextTokenIn(step, 'gadget') });
    return;
  }
  state.gadgetReads.push(id);
  const request = { method: 'GET', path, ...(query === undefined ? {} : { query }) } as const;
  ask(step, { node, request, purpose: { kind: 'gadget-read', read: id } });
}

export function gadgetReadAnswered(step: Step, id: string, answer: Answer): void {
  if (answer.kind === 'reply') settle(step, id, { kind: 'reply', reply: answer.reply });
  else settle(step, id, { kind: 'failed', failure: answer.failure });
}

/** After every input and timer: whose question was forgotten with the connection is told so. */
export function settleForgottenReads(step: Step): void {
  const { state } = step;
  for (const id of state.gadgetReads) {
    const isAsked = state.requests.some(({ purpose }) => purpose.kind === 'gadget-read' && purpose.read === id);
    if (!isAsked) settle(step, id, { kind: 'refused', code: 'not-connected' });
  }
}
