/**
 * Every command is settled at most once, and in the end exactly once; a call action is never sent a second time. What is asked
 * of desktop chat dies with the worker: no word of it may stand in the record (CH-1), and its page itself tells that no answer
 * came (`tellOutcome`).
 */
import { isChatCommand } from '../../../core/chat-commands.ts';
import { isWaitingPhone } from './phones.ts';
import type { Checker, Report } from '../contract.ts';

export function commandsOnce(report: Report): Checker {
  /** By desk: commands given and not settled. */
  const open = new Map<string, Set<string>>();
  /** Of those, what is in no record. */
  const unwritten = new Set<string>();
  /** With whom has told. */
  const settled = new Map<string, string>();
  const sent = new Set<string>();
  const openOf = (desk: string): Set<string> => {
    const known = open.get(desk) ?? new Set();
    open.set(desk, known);
    return known;
  };
  return {
    life(desk, event) {
      // Nobody is left who could be told.
      if (event === 'lapses' || event === 'forgets') openOf(desk.id).clear();
      if (event === 'crashes') for (const id of openOf(desk.id)) if (unwritten.has(id)) openOf(desk.id).delete(id);
      // What was told after the record was written is told again; sent again it must not be all the same.
      if (event === 'forgets' || event === 'takes-over')
        for (const [id, by] of settled) if (by === desk.id) settled.delete(id);
    },
    handled(desk, input) {
      if (input?.type !== 'command' || settled.has(input.id)) return;
      openOf(desk.id).add(input.id);
      if (isChatCommand(input.command)) unwritten.add(input.id);
    },
    effect(desk, effect) {
      if (effect.type === 'settle-command') {
        if (settled.has(effect.id)) report(desk, `settles ${effect.id} a second time`);
        settled.set(effect.id, desk.id);
        openOf(desk.id).delete(effect.id);
      } else if (effect.type === 'request') {
        const { body, requestId } = effect.request;
        const isOnce = body?.kind === 'MakeCall' || body?.kind === 'DialogAction' || body?.kind === 'SuperviseCall';
        if (requestId === undefined || !isOnce) return;
        if (sent.has(requestId)) report(desk, `sends ${body.kind} ${requestId} a second time`);
        sent.add(requestId);
      }
    },
    end({ desks }) {
      for (const desk of desks) {
        // A phone before a node that is away has not given up, and shows so.
        if (isWaitingPhone(desk)) continue;
        const [first] = openOf(desk.id);
        if (first !== undefined) report(desk, `has never settled ${first}`);
      }
    },
  };
}
