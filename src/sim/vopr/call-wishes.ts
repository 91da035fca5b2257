/** What a random agent wants of two calls, or of somebody else's: consult, join, pass on, tones, put out, listen, barge in. */
import type { AgentCommand } from '../../core/contract.ts';
import type { DesktopView } from '../../core/view.ts';
import type { Dialog } from '../../wire/dialog.ts';
import type { Dice } from './dice.ts';

interface Caller {
  readonly extension: string;
  readonly colleagues: readonly string[];
  readonly dice: Dice;
}

export function joinedCallWish({ extension, colleagues, dice }: Caller, view: DesktopView): AgentCommand | undefined {
  const barging = dice.chance(0.5) ? bargingWish(view) : undefined;
  if (barging) return barging;
  const ownActions = (dialog: Dialog): readonly string[] =>
    dialog.participants.find(({ mediaAddress }) => mediaAddress === extension)?.actions ?? [];
  const held = view.dialogs.find((dialog) => ownActions(dialog).includes('CONFERENCE'));
  if (held && dice.chance(0.6)) {
    return { type: 'call-action', dialogId: held.id, action: dice.pick(['CONFERENCE', 'CONFERENCE', 'TRANSFER']) };
  }
  const speaking = view.dialogs.find((dialog) => ownActions(dialog).includes('CONSULT_CALL'));
  if (!speaking) return undefined;
  const dialogId = speaking.id;
  if (dice.chance(0.15)) return { type: 'send-tones', dialogId, tones: dice.pick(['1', '12#', '*9']) };
  if (ownActions(speaking).includes('PARTICIPANT_DROP') && dice.chance(0.5)) {
    const address = speaking.participants.find(({ mediaAddress }) => colleagues.includes(mediaAddress))?.mediaAddress;
    if (address !== undefined) return { type: 'drop-participant', dialogId, address };
  }
  const [first, ...rest] = colleagues;
  const to = first !== undefined && dice.chance(0.7) ? dice.pick([first, ...rest]) : '5550177';
  return { type: 'call-to', dialogId, action: dice.pick(['CONSULT_CALL', 'CONSULT_CALL', 'TRANSFER_SST']), to };
}

function bargingWish({ dialogs }: DesktopView): AgentCommand | undefined {
  const listening = dialogs.find(({ mediaProperties }) => mediaProperties.callType === 'SUPERVISOR_MONITOR');
  if (!listening) return undefined;
  return { type: 'supervise-call', action: 'BARGE_CALL', extension: listening.toAddress, dialogId: listening.id };
}

/** Of a supervisor, about one of the team who speaks. */
export function listeningWish({ teams }: DesktopView): AgentCommand | undefined {
  const speaking = teams.flatMap(({ users }) => users).find(({ state }) => state === 'TALKING' || state === 'HOLD');
  return speaking && { type: 'supervise-call', action: 'SILENT_MONITOR', extension: speaking.extension };
}
