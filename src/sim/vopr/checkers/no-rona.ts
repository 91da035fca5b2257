/**
 * MRD-4: a desktop asks to leave Work only when every required gadget has said, in this round, that its channel is ready; and
 * who is connected and at work lets no offered task go by (RONA).
 */
import type { CoreInput } from '../../../core/contract.ts';
import type { Ms } from '../../../wire/names.ts';
import type { Checker, DeskFacts, Report } from '../contract.ts';

type Word = Extract<CoreInput, { type: 'media-channel' }>;

const ronaLine = /^RONA: nobody accepted task (\S+) at the desktop of agent (\w+)$/;

export function noRona(report: Report): Checker {
  /** By desk, then by tab, gadget and domain: the last word. */
  const words = new Map<string, Map<string, Word>>();
  /** From the liveness bound on: who was connected then, and since when. */
  let recovered: readonly { readonly desk: DeskFacts; readonly since: Ms | undefined }[] = [];
  const of = (desk: DeskFacts): Map<string, Word> => {
    const known = words.get(desk.id) ?? new Map<string, Word>();
    words.set(desk.id, known);
    return known;
  };

  function whyNot(desk: DeskFacts, mrdId: string): string | undefined {
    const said = [...of(desk).values()].filter((word) => word.mrdId === mrdId && word.channel !== 'absent');
    const required = said.filter(({ need }) => need === 'required');
    const asked = required.length > 0 ? required : said;
    const round = desk.view?.media.round;
    const readyIds = new Set(
      asked.filter((word) => word.channel === 'ready' && word.round === round).map(({ gadgetId }) => gadgetId),
    );
    if (readyIds.size === 0) return 'no gadget has said that it is ready';
    const missing = asked.find(({ gadgetId }) => !readyIds.has(gadgetId));
    return required.length > 0 && missing ? `${missing.gadgetId} is not ready` : undefined;
  }

  return {
    life(desk, event) {
      // Of pages that are gone nothing is ready; who is required stays so.
      if (event !== 'starts') return;
      for (const [name, word] of of(desk)) of(desk).set(name, { ...word, channel: 'away' });
    },
    handled(desk, input, _before, after) {
      if (after.phase === 'signed-out') words.delete(desk.id);
      if (input?.type === 'media-channel') of(desk).set(`${input.tab} ${input.gadgetId} ${input.mrdId}`, input);
      if (input?.type !== 'tab-gone') return;
      for (const [name, word] of of(desk)) if (word.tab === input.tab) of(desk).set(name, { ...word, channel: 'away' });
    },
    effect(desk, effect) {
      if (effect.type !== 'request' || effect.request.body?.kind !== 'MediaConnected') return;
      const mrdId = effect.request.path.split('/').at(-1) ?? '';
      const why = whyNot(desk, mrdId);
      if (why !== undefined) report(desk, `asks to leave Work in domain ${mrdId} while ${why}`);
    },
    log({ text }) {
      const [, task, loginId] = (recovered.length > 0 && ronaLine.exec(text)) || [];
      const found = recovered.find(({ desk }) => desk.agentId === loginId);
      // Connected all the time, and an agent before the screen: there is no excuse.
      const isSteady = found?.desk.view?.phase === 'connected' && found.desk.view.phaseSince === found.since;
      if (found && isSteady && task !== undefined) report(found.desk, `lets task ${task} go by`);
    },
    recovered({ desks }) {
      recovered = desks.map((desk) => ({
        desk,
        since: desk.view?.phase === 'connected' ? desk.view.phaseSince : undefined,
      }));
    },
  };
}
