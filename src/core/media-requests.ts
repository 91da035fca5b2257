/** The requests of non-voice media, as typed values. Knows paths and bodies, not why or when. */
import type { ApiRequest } from '../wire/http.ts';
import type { MediaOptions } from '../wire/media.ts';
import { paths } from '../wire/paths.ts';
import type { NodeCommand } from './contract.ts';
import type { MediaCommand } from './media-commands.ts';
import type { MediaAsk } from './media-book.ts';

/** Tells the core's own requests from an agent's commands in asynchronous errors. */
export const mediaAskId = (mrdId: string, what: MediaAsk): string => `media-${what}:${mrdId}`;

/** `undefined` for a sign-in whose options are not known. */
export function mediaAskRequest(
  agentId: string,
  mrdId: string,
  what: MediaAsk,
  options: MediaOptions | undefined,
): ApiRequest | undefined {
  const put = { method: 'PUT', path: paths.userMedia(agentId, mrdId), requestId: mediaAskId(mrdId, what) } as const;
  if (what === 'activate') return { ...put, body: { kind: 'MediaConnected' } };
  return options && { ...put, body: { kind: 'MediaLogin', ...options } };
}

export function isMediaCommand(command: NodeCommand): command is MediaCommand {
  return command.type.startsWith('media-') || command.type === 'task-action';
}

export function mediaCommandSource(command: MediaCommand, agentId: string): string {
  return command.type === 'task-action' ? paths.dialog(command.taskId) : paths.userMedia(agentId, command.mrdId);
}

export function mediaCommandRequest(id: string, command: MediaCommand, agentId: string): ApiRequest {
  const put = { method: 'PUT', path: mediaCommandSource(command, agentId), requestId: id } as const;
  switch (command.type) {
    case 'media-sign-in': {
      const { maxDialogLimit, interruptAction, dialogLogoutAction } = command.options;
      return { ...put, body: { kind: 'MediaLogin', maxDialogLimit, interruptAction, dialogLogoutAction } };
    }
    case 'media-state': {
      const { state, reasonCodeId } = command;
      return { ...put, body: { kind: 'MediaState', state, ...(reasonCodeId === undefined ? {} : { reasonCodeId }) } };
    }
    case 'media-routable':
      return { ...put, body: { kind: 'MediaRoutable', routable: command.routable } };
    case 'task-action':
      // The agent's place in a task is named by the login, for there is no device (assumed).
      return { ...put, body: { kind: 'DialogAction', action: command.action, targetMediaAddress: agentId } };
  }
}
