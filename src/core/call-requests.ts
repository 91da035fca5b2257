/** Commands that concern more than the own leg of one call, and the requests that carry them. Knows paths and bodies, not why or when. */
import type { SuperviseAction } from '../wire/dialog.ts';
import type { ApiRequest } from '../wire/http.ts';
import { paths } from '../wire/paths.ts';

/** What takes a call to another number: a second call while the first one waits, or the call itself, at once. */
export const callToActions = ['CONSULT_CALL', 'TRANSFER_SST'] as const;
export type CallToAction = (typeof callToActions)[number];

/** Joining two calls is a plain call action (`CONFERENCE`, `TRANSFER`) on the one that is on hold. */
export type JoinedCallCommand =
  | { readonly type: 'call-to'; readonly dialogId: string; readonly action: CallToAction; readonly to: string }
  | { readonly type: 'send-tones'; readonly dialogId: string; readonly tones: string }
  /** Puts somebody else out of a conference. */
  | { readonly type: 'drop-participant'; readonly dialogId: string; readonly address: string }
  /** Supervisor: listen to the call of the agent at `extension`, and from there barge in; `dialogId` is the call listened to. */
  | {
      readonly type: 'supervise-call';
      readonly action: SuperviseAction;
      readonly extension: string;
      readonly dialogId?: string;
    };

const types: readonly string[] = ['call-to', 'send-tones', 'drop-participant', 'supervise-call'];

export function isJoinedCallCommand(command: { readonly type: string }): command is JoinedCallCommand {
  return types.includes(command.type);
}

/** The object it acts on: asynchronous errors name it as their source. */
export function joinedCallSource(command: JoinedCallCommand, agentId: string): string {
  return command.type === 'supervise-call' ? paths.userDialogs(agentId) : paths.dialog(command.dialogId);
}

export function joinedCallRequest(
  id: string,
  command: JoinedCallCommand,
  agentId: string,
  extension: string,
): ApiRequest {
  const common = { path: joinedCallSource(command, agentId), requestId: id };
  const action = { kind: 'DialogAction', targetMediaAddress: extension } as const;
  switch (command.type) {
    case 'call-to':
      return { ...common, method: 'PUT', body: { ...action, action: command.action, toAddress: command.to } };
    case 'send-tones':
      return { ...common, method: 'PUT', body: { ...action, action: 'SEND_DTMF', dtmfString: command.tones } };
    case 'drop-participant':
      return {
        ...common,
        method: 'PUT',
        body: { ...action, action: 'PARTICIPANT_DROP', targetMediaAddress: command.address },
      };
    case 'supervise-call': {
      const { dialogId } = command;
      const heard = dialogId === undefined ? {} : { associatedDialogUri: paths.dialog(dialogId) };
      const body = { kind: 'SuperviseCall', action: command.action, fromAddress: extension } as const;
      return { ...common, method: 'POST', body: { ...body, toAddress: command.extension, ...heard } };
    }
  }
}
