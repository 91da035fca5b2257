/**
 * Before a maintenance moves the desktop every gadget of every tab keeps its state for good and says so (MM-3). Counts who
 * has, and names who has not when there is no more time. Decides nothing about the move.
 */
import { toast } from './announce.ts';
import type { CoreInput } from './contract.ts';
import type { GadgetSave } from './maintenance-view.ts';
import { emit, patchView, type Step } from './state.ts';

type SavingInput = Extract<CoreInput, { type: 'gadgets-saving' }>;
type SavedInput = Extract<CoreInput, { type: 'gadget-saved' }>;

function patchSaves(step: Step, saves: readonly GadgetSave[]): void {
  const { maintenance } = step.state.view;
  if (maintenance) patchView(step, { maintenance: { ...maintenance, saves } });
}

/** Asks every tab; what an earlier round had found counts no more. */
export function askToSave(step: Step): void {
  const { state } = step;
  state.counters.saves = (state.counters.saves ?? 0) + 1;
  state.savingTabs = [];
  patchSaves(step, []);
  emit(step, { type: 'save-gadgets', round: state.counters.saves });
}

/** A tab has heard and names its gadgets. */
export function gadgetsSaving(step: Step, { tab, round, gadgets }: SavingInput): void {
  const { state } = step;
  const { maintenance } = state.view;
  if (round !== state.counters.saves || !maintenance || !state.savingTabs || state.savingTabs.includes(tab)) return;
  state.savingTabs.push(tab);
  const named = gadgets.map((gadget): GadgetSave => ({ tab, gadget, outcome: 'saving' }));
  patchSaves(step, [...maintenance.saves, ...named]);
}

export function gadgetSaved(step: Step, { tab, round, gadget, outcome }: SavedInput): void {
  const { state } = step;
  const { maintenance } = state.view;
  if (round !== state.counters.saves || !maintenance) return;
  const isMeant = (save: GadgetSave): boolean => save.tab === tab && save.gadget === gadget;
  patchSaves(
    step,
    maintenance.saves.map((save) => (isMeant(save) && save.outcome === 'saving' ? { ...save, outcome } : save)),
  );
}

/** Every tab has named its gadgets, and none is still at it. */
export function isAllSaved(step: Step): boolean {
  const { tabs = 0, savingTabs = [], view } = step.state;
  return savingTabs.length >= tabs && !view.maintenance?.saves.some(({ outcome }) => outcome === 'saving');
}

/** The desktop must go: whoever has not answered, or could not save, is named. */
export function nameMissing(step: Step): void {
  const { maintenance } = step.state.view;
  const { tabs = 0, savingTabs = [] } = step.state;
  if (!maintenance) return;
  const saves = maintenance.saves.map((save): GadgetSave =>
    save.outcome === 'saving' ? { ...save, outcome: 'missing' } : save,
  );
  if (saves.some((save, index) => save !== maintenance.saves[index])) patchSaves(step, saves);
  const gadgets = [...new Set(saves.filter(({ outcome }) => outcome !== 'saved').map(({ gadget }) => gadget))];
  const silent = Math.max(0, tabs - savingTabs.length);
  if (gadgets.length === 0 && silent === 0) return;
  toast(step, 'maintenance-not-saved', 'warning', { gadgets: gadgets.join(', '), tabs: silent });
}
