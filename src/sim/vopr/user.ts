/**
 * A random agent at a desktop: signs in, changes state, takes and makes calls, holds, drops, types wrap-up reasons, signs
 * out. Wants something now and then whatever the desktop shows, as people do. Sees only what a person would see.
 */
import type { AgentCommand, CoreInput } from '../../core/contract.ts';
import type { DesktopView } from '../../core/view.ts';
import type { DialogAction } from '../../wire/dialog.ts';
import { joinedCallWish, listeningWish } from './call-wishes.ts';
import { chatWish, mediaWish } from './beyond-voice-wishes.ts';
import type { Dice } from './dice.ts';

export interface UserOptions {
  readonly agentId: string;
  readonly extension: string;
  /** Extensions of the others. */
  readonly colleagues: readonly string[];
  readonly colleagueIds: readonly string[];
  readonly signOuts: number;
  /** Share of the wishes. */
  readonly chats: number;
  readonly media: number;
  readonly dice: Dice;
}

const notReadyReasons = [21, 22, 23, 24] as const;

/** What the agent wants now; `undefined` when nothing comes to mind. */
export function nextWish(options: UserOptions, view: DesktopView, nextId: () => string): CoreInput | undefined {
  const { agentId, extension, signOuts, dice } = options;
  if (view.phase === 'signed-out' || view.phase === 'expired') {
    return { type: 'sign-in', agentId, extension, node: dice.pick(['publisher', 'subscriber']) };
  }
  if (view.phase === 'displaced') return { type: 'take-back' };
  if (dice.chance(signOuts)) return { type: 'sign-out', reasonCodeId: 31 };
  const toast = view.toasts[0];
  if (toast && dice.chance(0.3)) return { type: 'dismiss-notice', id: toast.id };
  if (view.maintenance && dice.chance(0.3)) return { type: 'postpone-maintenance' };
  const command =
    (dice.chance(options.chats) ? chatWish(options, view) : undefined) ??
    (dice.chance(options.media) ? mediaWish(options, view) : undefined) ??
    nextCommand(options, view);
  return command && { type: 'command', id: nextId(), command };
}

function nextCommand(options: UserOptions, view: DesktopView): AgentCommand | undefined {
  const { colleagues, extension, dice } = options;
  const dialog = view.dialogs[0];
  const own = dialog?.participants.find((participant) => participant.mediaAddress === extension);
  if (dialog && own && dice.chance(0.7)) {
    if (own.state === 'ALERTING') return { type: 'call-action', dialogId: dialog.id, action: 'ANSWER' };
    const joined = dice.chance(0.6) ? joinedCallWish(options, view) : undefined;
    if (joined) return joined;
    if (dice.chance(0.15)) {
      const wrapUpReason = dice.pick(['Sale', 'Complaint', 'Question']);
      return { type: 'update-call-data', dialogId: dialog.id, wrapUpReason };
    }
    const choices: readonly [DialogAction, ...DialogAction[]] =
      own.state === 'HELD' ? ['RETRIEVE', 'RETRIEVE', 'DROP'] : ['HOLD', 'DROP', 'DROP'];
    return { type: 'call-action', dialogId: dialog.id, action: dice.pick(choices) };
  }
  const member = view.teams[0]?.users[dice.between(0, 5)];
  if (member && dice.chance(0.3)) {
    const listening = dice.chance(0.5) ? listeningWish(view) : undefined;
    if (listening) return listening;
    return { type: 'set-member-state', loginId: member.loginId, state: dice.pick(['READY', 'NOT_READY', 'LOGOUT']) };
  }
  const roll = dice.next();
  if (roll < 0.4) return { type: 'set-state', state: 'READY' };
  if (roll < 0.7) return { type: 'set-state', state: 'NOT_READY', reasonCodeId: dice.pick(notReadyReasons) };
  if (roll < 0.75) return { type: 'set-state', state: 'NOT_READY' };
  if (roll < 0.9) {
    const [first, ...rest] = colleagues;
    const number = first !== undefined && dice.chance(0.5) ? dice.pick([first, ...rest]) : '5550000';
    return { type: 'make-call', to: number };
  }
  return undefined;
}
