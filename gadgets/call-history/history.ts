/** From the calls that are seen to the list of calls that were. Pure; the gadget feeds it every view. */
import type { Dialog } from '../../src/gadget/index.ts';
import { words } from './words.ts';

export interface PastCall {
  readonly id: string;
  readonly who: string;
  readonly direction: 'in' | 'out';
  readonly queue: string;
  /** Ms since 1970; when this desktop saw it first, if the node gave no time. */
  readonly startedAt: number;
  /** Absent while it goes on, and for good when its end was not seen. */
  readonly endedAt?: number;
  readonly outcome: 'ringing' | 'in progress' | 'answered' | 'missed' | 'failed' | 'ended unseen';
}

/** How many are kept. */
export const historyLength = 50;

export const goesOn = ({ outcome }: PastCall): boolean => outcome === 'ringing' || outcome === 'in progress';

function outcomeOf(dialog: Dialog, extension: string, before: PastCall | undefined): PastCall['outcome'] {
  const state = dialog.participants.find(({ mediaAddress }) => mediaAddress === extension)?.state ?? dialog.state;
  if (state === 'FAILED') return 'failed';
  if (state === 'ACTIVE' || state === 'HELD' || state === 'WRAP_UP') return 'in progress';
  return before?.outcome === 'in progress' ? 'in progress' : 'ringing';
}

/**
 * The list after this view; the same array when nothing changed. `seenHere` are calls whose end this page can tell:
 * of others (kept from before a reload) only the absence is known.
 */
export function historyAfter(
  list: readonly PastCall[],
  dialogs: readonly Dialog[],
  seenHere: ReadonlySet<string>,
  extension: string,
  now: number,
): readonly PastCall[] {
  const current = new Map(dialogs.map((dialog) => [dialog.id, dialog]));
  const updated = list.map((call): PastCall => {
    const dialog = current.get(call.id);
    if (!goesOn(call)) return call;
    if (dialog) {
      const outcome = outcomeOf(dialog, extension, call);
      if (outcome === call.outcome) return call;
      return { ...call, outcome };
    }
    if (!seenHere.has(call.id)) return { ...call, outcome: 'ended unseen' };
    return { ...call, endedAt: now, outcome: call.outcome === 'in progress' ? 'answered' : 'missed' };
  });
  const known = new Set(list.map(({ id }) => id));
  const fresh = dialogs
    .filter(({ id }) => !known.has(id))
    .map((dialog): PastCall => {
      const direction = dialog.fromAddress === extension ? 'out' : 'in';
      const mine = dialog.participants.find(({ mediaAddress }) => mediaAddress === extension);
      const started = Date.parse(mine?.startTime ?? '');
      return {
        id: dialog.id,
        who: (direction === 'in' ? dialog.fromAddress : dialog.toAddress) || words.unknownNumber,
        direction,
        queue: dialog.mediaProperties.queueName,
        startedAt: Number.isNaN(started) ? now : started,
        outcome: outcomeOf(dialog, extension, undefined),
      };
    });
  const isSame = fresh.length === 0 && updated.every((call, at) => call === list[at]);
  if (isSame) return list;
  return [...fresh, ...updated].slice(0, historyLength);
}
