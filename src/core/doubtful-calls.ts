/**
 * CTI-7: who signs in or fails over in the middle of a conference with outside devices may be shown that call wrongly, until
 * the call is left. Marks such calls as perhaps incomplete; they can be worked with all the same. Only what is shown is
 * judged: the core has no second source.
 */
import type { Dialog } from '../wire/dialog.ts';
import { ownExtension } from './data.ts';
import { keep } from './same.ts';
import { participantOf } from './slices.ts';
import { patchView, type Step } from './state.ts';
import type { DoubtfulCall } from './view.ts';

/** A conference has at least three; and the devices that the peripheral does not watch are the ones that go missing. */
function isDoubtful({ mediaProperties, participants }: Dialog): boolean {
  if (mediaProperties.callType !== 'CONFERENCE') return false;
  const isOutsideShown = participants.some(({ mediaAddressType }) => mediaAddressType !== 'AGENT_DEVICE');
  return isOutsideShown || participants.length < 3;
}

const isSpeaking = (step: Step): boolean => ['TALKING', 'HOLD'].includes(step.state.view.agent?.state ?? '');

/** On arriving in `connected`, whichever way. */
export function doubtCalls(step: Step): void {
  const { dialogs, doubtfulCalls } = step.state.view;
  const conferences = dialogs.filter(isDoubtful).map(({ id }): DoubtfulCall => ({ dialogId: id, why: 'conference' }));
  const isCallMissing = dialogs.length === 0 && isSpeaking(step);
  const next = isCallMissing ? [{ why: 'call-missing' } as const] : conferences;
  patchView(step, { doubtfulCalls: keep(doubtfulCalls, next) });
}

/** After every input: a doubt ends when the agent has left the call. */
export function settleDoubts(step: Step): void {
  const { doubtfulCalls, dialogs } = step.state.view;
  if (doubtfulCalls.length === 0) return;
  const isLeft = ({ dialogId }: DoubtfulCall): boolean => {
    const dialog = dialogs.find(({ id }) => id === dialogId);
    if (dialogId === undefined) return !isSpeaking(step);
    const own = dialog && participantOf(dialog, ownExtension(step))?.state;
    return dialog === undefined || own === 'DROPPED' || own === 'WRAP_UP';
  };
  const next = doubtfulCalls.filter((doubt) => !isLeft(doubt));
  if (next.length < doubtfulCalls.length) patchView(step, { doubtfulCalls: next });
}
