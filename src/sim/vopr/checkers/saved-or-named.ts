/** MM-3: when a maintenance moves the desktop, every gadget of every tab has said that its state is kept, or is named. */
import type { Checker, DeskFacts, Report } from '../contract.ts';

interface Round {
  readonly number: number;
  /** By tab, then by gadget. */
  readonly answers: Map<string, Map<string, 'saving' | 'saved' | 'failed'>>;
}

interface Saving {
  tabs: number;
  round: Round | undefined;
  /** What must be told in this step; empty for nothing. */
  owed: string | undefined;
  told: string;
}

export function savedOrNamed(report: Report): Checker {
  const savings = new Map<string, Saving>();
  const of = (desk: DeskFacts): Saving => {
    const known = savings.get(desk.id) ?? { tabs: 0, round: undefined, owed: undefined, told: '' };
    savings.set(desk.id, known);
    return known;
  };

  function missing({ tabs, round }: Saving): string {
    const answers = round?.answers ?? new Map<string, Map<string, string>>();
    const gadgets = new Set<string>();
    for (const named of answers.values()) {
      for (const [gadget, outcome] of named) if (outcome !== 'saved') gadgets.add(gadget);
    }
    const silent = Math.max(0, tabs - answers.size);
    return gadgets.size === 0 && silent === 0 ? '' : `${[...gadgets].sort().join(', ')}; ${silent}`;
  }

  function settle(desk: DeskFacts): void {
    const saving = savings.get(desk.id);
    if (!saving || (saving.owed === undefined && saving.told === '')) return;
    const { owed, told } = saving;
    saving.owed = undefined;
    saving.told = '';
    if (owed !== undefined && owed !== told) report(desk, `moves with [${owed}] not kept and names [${told}]`);
  }

  return {
    life(desk, event) {
      settle(desk);
      if (event === 'starts') savings.delete(desk.id);
    },
    handled(desk, input, before, after) {
      settle(desk);
      const saving = of(desk);
      if (input?.type === 'tabs') saving.tabs = input.count;
      const { round } = saving;
      if (input?.type === 'gadgets-saving' && round?.number === input.round && !round.answers.has(input.tab)) {
        round.answers.set(input.tab, new Map(input.gadgets.map((gadget) => [gadget, 'saving'])));
      }
      if (input?.type === 'gadget-saved' && round?.number === input.round) {
        const named = round.answers.get(input.tab);
        if (named?.get(input.gadget) === 'saving') named.set(input.gadget, input.outcome);
      }
      if (before.phase === 'migrating' && after.phase === 'switching') saving.owed = missing(saving);
    },
    effect(desk, effect) {
      const saving = of(desk);
      if (effect.type === 'save-gadgets') saving.round = { number: effect.round, answers: new Map() };
      if (effect.type !== 'announce' || effect.notice.key !== 'maintenance-not-saved') return;
      const { gadgets, tabs } = effect.notice.params;
      saving.told = `${String(gadgets).split(', ').sort().join(', ')}; ${tabs}`;
    },
    end({ desks }) {
      desks.forEach(settle);
    },
  };
}
