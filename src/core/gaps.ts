/**
 * Gaps: when events may have been missed, per kind of data. Reading the data again makes what is shown right, but what came
 * and went in between is not told a second time: people and gadgets are told from when to when. Knows no wire.
 */
import type { Ms } from '../wire/names.ts';
import { seconds, toast } from './announce.ts';
import { patchView, type CoreState, type ReadKey, type Step } from './state.ts';
import { cancelTimer, hasTimer, setTimer } from './timers.ts';
import type { Gap, GapSlice } from './view.ts';

/** More than an agent can use; the oldest go first. */
const mostGaps = 12;

const gapName = ({ slice, from }: Gap): string => `${slice} ${from}`;
export const isOpen = (gap: Gap): boolean => gap.to === undefined;

/** Every sign of life on the channel: until then nothing is missing. */
export function heardSomething({ state, now }: Step): void {
  state.heardAt = now;
}

function concerned({ view, teamMessages }: CoreState): readonly GapSlice[] {
  return [
    'calls',
    ...(view.queues.length > 0 ? (['queues'] as const) : []),
    ...(view.teams.length > 0 ? (['team'] as const) : []),
    // From the moment a gadget shows them.
    ...(teamMessages ? (['messages'] as const) : []),
  ];
}

/** Opens a gap from the last sign of life (or `from`); one that is open already goes on. */
export function openGap(step: Step, slice: GapSlice, from: Ms): void {
  const { gaps } = step.state.view;
  if (!gaps.some((gap) => isOpen(gap) && gap.slice === slice)) patchView(step, { gaps: [...gaps, { slice, from }] });
}

/** A new worker takes the session up: nobody has listened since. What there is to be read is not known yet. */
export function openAllGaps(step: Step, from: Ms): void {
  for (const slice of ['calls', 'queues', 'team'] as const) openGap(step, slice, from);
}

/** The slice is read again, or told anew as a whole. */
export function closeGap(step: Step, slice: GapSlice): void {
  const { state, now } = step;
  const { gaps } = state.view;
  if (!gaps.some((gap) => isOpen(gap) && gap.slice === slice)) return;
  const closed = gaps.map((gap) => (isOpen(gap) && gap.slice === slice ? { ...gap, to: now } : gap));
  state.gapsUntold = true;
  patchView(step, { gaps: closed });
}

const isOfMessages = (what: ReadKey): boolean => what.startsWith('team-messages:');

const areMessagesAsked = ({ state }: Step): boolean =>
  state.requests.some(({ purpose }) => purpose.kind === 'read' && isOfMessages(purpose.read));

/** A read answer was taken. */
export function sliceRead(step: Step, what: ReadKey): void {
  if (what === 'dialogs') closeGap(step, 'calls');
  if (what === 'queues') closeGap(step, 'queues');
  const isTeamMissing = step.state.gathering?.missing.some((each) => each.startsWith('team:') && each !== what);
  if (what.startsWith('team:') && isTeamMissing !== true) closeGap(step, 'team');
  if (isOfMessages(what) && !areMessagesAsked(step)) closeGap(step, 'messages');
}

/** So short a gap is of no interest; longer ones are told once, together, and stay to be looked up. */
function tellClosed(step: Step): void {
  const { state, policy } = step;
  state.gapsUntold = undefined;
  const isWorthIt = ({ slice, from, to }: Gap): boolean =>
    to === undefined || (to - from >= policy.gapToldFromMs && concerned(state).includes(slice));
  const kept = state.view.gaps.filter(isWorthIt).slice(-mostGaps);
  const isNew = (gap: Gap): boolean => gap.to !== undefined && !state.gapsTold.includes(gapName(gap));
  const told = kept.filter(isNew);
  const from = Math.min(...told.map((gap) => gap.from));
  const to = Math.max(...told.map((gap) => gap.to ?? 0));
  if (told.length > 0) {
    const slices = told.map((gap) => gap.slice).join(',');
    toast(step, 'events-missed', 'info', { slices, seconds: seconds(to - from) });
  }
  state.gapsTold = kept.filter((gap) => gap.to !== undefined).map(gapName);
  if (kept.length < state.view.gaps.length) patchView(step, { gaps: kept });
}

/** Gaps of what this agent does not have: opened by a new worker that could not know. */
function dropUnconcerned(step: Step): void {
  const { state } = step;
  const isOurs = ({ slice }: Gap): boolean => concerned(state).includes(slice);
  if (state.view.gaps.some((gap) => isOpen(gap) && !isOurs(gap))) {
    patchView(step, { gaps: state.view.gaps.filter((gap) => !isOpen(gap) || isOurs(gap)) });
  }
}

/** After every input and timer: gaps open with the first doubt, and are told when the agent can work again. */
export function deriveGaps(step: Step): void {
  const { state, now, policy } = step;
  const { phase, staleSince } = state.view;
  if (!state.established || phase === 'signed-out') return;
  // In `restoring` the channel is open again: slice by slice what was missed is over.
  if (staleSince !== undefined && phase !== 'restoring' && phase !== 'signing-in') {
    for (const slice of concerned(state)) openGap(step, slice, state.heardAt ?? staleSince);
  }
  // Closed, nothing is asked; whoever opens the desktop again reads everything.
  if (phase !== 'connected' || state.asleepSince !== undefined) return;
  dropUnconcerned(step);
  // Messages are read last of all, and told together with the rest.
  if (state.gapsUntold && !areMessagesAsked(step)) tellClosed(step);
  // What could not be read with the rest is asked for again.
  const isLeft = state.view.gaps.some(isOpen);
  if (isLeft && !hasTimer(state, 'gap-refresh')) setTimer(state, 'gap-refresh', now + policy.gapRefreshMs);
  else if (!isLeft) cancelTimer(state, 'gap-refresh');
}

/** The clock was set back by so many ms. */
export function shiftGaps(step: Pick<Step, 'state'>, by: Ms): void {
  const { state } = step;
  if (state.heardAt !== undefined) state.heardAt -= by;
  const shifted = ({ slice, from, to }: Gap): Gap => ({
    slice,
    from: from - by,
    ...(to === undefined ? {} : { to: to - by }),
  });
  if (state.view.gaps.length === 0) return;
  patchView(step, { gaps: state.view.gaps.map(shifted) });
  state.gapsTold = state.view.gaps.filter((gap) => gap.to !== undefined).map(gapName);
}
