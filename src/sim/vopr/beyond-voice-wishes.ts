/** What a random agent wants of non-voice media and of desktop chat, of what the desktop shows. Knows no command book. */
import { chatStatuses } from '../../core/chat-contract.ts';
import type { AgentCommand } from '../../core/contract.ts';
import { taskActions, type TaskAction } from '../../core/media-commands.ts';
import type { DesktopView } from '../../core/view.ts';
import type { Dice } from './dice.ts';

interface Chooser {
  readonly agentId: string;
  readonly colleagueIds: readonly string[];
  readonly dice: Dice;
}

/** Sometimes somebody who does not exist. */
function someone({ colleagueIds, dice }: Chooser): string {
  const [first, ...rest] = colleagueIds;
  return first === undefined || dice.chance(0.05) ? '9999' : dice.pick([first, ...rest]);
}

export function chatWish(chooser: Chooser, { chat }: DesktopView): AgentCommand | undefined {
  const { dice } = chooser;
  if (!chat) return undefined;
  const roll = dice.next();
  if (roll < 0.25) return { type: 'chat-status', status: dice.pick(chatStatuses) };
  const [conversation] = chat.conversations;
  if (conversation && roll < 0.4) return { type: 'chat-close', with: conversation.with };
  const to = conversation && dice.chance(0.5) ? conversation.with : someone(chooser);
  return { type: 'chat-send', to, text: dice.pick(['Good morning', 'Who can help?', 'Done']) };
}

const isTaskAction = (action: string): action is TaskAction => taskActions.some((known) => known === action);

export function mediaWish({ agentId, dice }: Chooser, { media }: DesktopView): AgentCommand | undefined {
  const [first, ...rest] = media.domains;
  if (!first) return undefined;
  const task = media.tasks[0];
  const own = task?.participants.find(({ mediaAddress }) => mediaAddress === agentId);
  const actions = (own?.actions ?? []).filter(isTaskAction);
  const [act, ...others] = actions;
  if (task && act !== undefined && dice.chance(0.6)) {
    return { type: 'task-action', taskId: task.id, action: dice.pick([act, ...others]) };
  }
  const { media: domain } = dice.pick([first, ...rest]);
  const mrdId = domain.id;
  if (domain.state === 'LOGOUT' || dice.chance(0.05)) {
    const options = {
      maxDialogLimit: dice.between(1, 3),
      interruptAction: dice.pick(['ACCEPT', 'IGNORE'] as const),
      dialogLogoutAction: dice.pick(['CLOSE', 'TRANSFER'] as const),
    };
    return { type: 'media-sign-in', mrdId, options };
  }
  const roll = dice.next();
  if (roll < 0.6) return { type: 'media-state', mrdId, state: 'READY' };
  if (roll < 0.8) return { type: 'media-state', mrdId, state: 'NOT_READY' };
  if (roll < 0.85) return { type: 'media-state', mrdId, state: 'LOGOUT' };
  return { type: 'media-routable', mrdId, routable: !domain.routable };
}
