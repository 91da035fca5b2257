/** DF-6, MM-5: no switch to the alternate without a last look at the current node, begun after the alternate was found good. */
import { otherNode } from '../../../wire/names.ts';
import type { Checker, Report } from '../contract.ts';
import { createRequestBook, systemInfoIn } from './looks.ts';

interface Search {
  isAlternateGood: boolean;
  /** Requests of the last look, with the time they were sent. */
  readonly looks: Map<number, number>;
  isAnswered: boolean;
  /** Sent away by a maintenance, nothing is asked of the node that is left: the last look is that at the other (MM-5). */
  readonly why: 'trigger' | 'maintenance';
}

const fresh = (why: Search['why'] = 'trigger'): Search => ({
  isAlternateGood: false,
  looks: new Map(),
  isAnswered: false,
  why,
});

export function lastLook(report: Report): Checker {
  const book = createRequestBook();
  const searches = new Map<string, Search>();
  const of = (desk: string): Search => searches.get(desk) ?? fresh();
  return {
    life(desk, event) {
      if (event !== 'starts') return;
      book.forget(desk.id);
      searches.set(desk.id, fresh());
    },
    handled(desk, input, before, after) {
      const isSearch = after.phase === 'searching' || after.phase === 'suspect';
      const wasSearch = before.phase === 'searching' || before.phase === 'suspect';
      if (isSearch && !wasSearch) searches.set(desk.id, fresh());
      if (after.phase === 'migrating' && before.phase !== 'migrating') searches.set(desk.id, fresh('maintenance'));
      const search = of(desk.id);
      // What the current node itself tells meanwhile is as good as its answer.
      if (input?.type === 'channel' && systemInfoIn(input) && search.looks.size > 0) search.isAnswered = true;
      if (input?.type !== 'reply' && input?.type !== 'request-failed') return;
      const asked = book.asked(desk.id, input);
      if (!asked?.isProbe) return;
      if (search.looks.has(input.id)) search.isAnswered = true;
      const info = systemInfoIn(input);
      const isGood =
        info?.status === 'IN_SERVICE' && (!desk.policy.heartbeatRequired || info.lastCTIHeartbeatStatus === 'success');
      if (isGood && asked.node !== before.node) search.isAlternateGood = true;
    },
    effect(desk, effect) {
      book.effect(desk.id, effect);
      const search = of(desk.id);
      const { view } = desk;
      if (effect.type === 'request' && effect.node === view?.node && search.isAlternateGood) {
        if (book.isProbe(desk.id, effect.id)) search.looks.set(effect.id, desk.now);
      }
      // Presence on the session that stands ready there is the leaving; making it ready is not.
      const to =
        effect.type === 'present-channel'
          ? view?.node && otherNode(view.node)
          : effect.type === 'open-channel' && !effect.presence && effect.node !== view?.node
            ? effect.node
            : undefined;
      if (to === undefined || view?.phase !== 'switching') return;
      const [firstLook] = search.looks.values();
      if (!search.isAlternateGood) report(desk, `leaves for the ${to}, which it has not seen good`);
      else if (search.why === 'maintenance') return;
      else if (firstLook === undefined) report(desk, `leaves for the ${to} without a last look`);
      else if (!search.isAnswered && desk.now - firstLook < desk.policy.lastLookMs) {
        report(desk, `leaves for the ${to} ${desk.now - firstLook} ms after an unanswered last look`);
      }
    },
  };
}
