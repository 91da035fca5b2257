/**
 * What supervisors and administrators ask a node for beyond the states of agents: messages to teams, and taking the node
 * out of use. Each with its request and its sign in the data. None of them is ever sent twice.
 */
import type { ApiReply, ApiRequest } from '../wire/http.ts';
import type { NodeName } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';
import type { MaintenanceRequestBody } from '../wire/maintenance.ts';
import type { Sign } from './command-effect.ts';
import type { ReadKey, Step } from './state.ts';

export type StaffCommand =
  /** To the teams named, or with none to all of the sender's. `seconds`: for how long it is shown. */
  | {
      readonly type: 'send-team-message';
      readonly content: string;
      readonly seconds: number;
      readonly teams: readonly string[];
    }
  | { readonly type: 'delete-team-message'; readonly messageId: string }
  /** Of the node in use unless another is named (MM-2). `noticeSeconds`: how long in advance desktops are told. */
  | { readonly type: 'start-maintenance'; readonly node?: NodeName; readonly noticeSeconds?: number }
  /** While nobody was sent to the other node yet. */
  | { readonly type: 'cancel-maintenance'; readonly node?: NodeName };

export const staffCommands = [
  'send-team-message',
  'delete-team-message',
  'start-maintenance',
  'cancel-maintenance',
] as const satisfies StaffCommand['type'][];

export function isStaffCommand(command: { readonly type: string }): command is StaffCommand {
  return (staffCommands as readonly string[]).includes(command.type);
}

/** The object it acts on: asynchronous errors name it as their source. */
export function staffCommandSource(command: StaffCommand): string {
  switch (command.type) {
    case 'send-team-message':
      return paths.teamMessages;
    case 'delete-team-message':
      return paths.teamMessage(command.messageId);
    case 'start-maintenance':
    case 'cancel-maintenance':
      return paths.maintenanceMode;
  }
}

export function staffCommandRequest(requestId: string, command: StaffCommand): ApiRequest {
  const path = staffCommandSource(command);
  switch (command.type) {
    case 'send-team-message': {
      const { content, seconds, teams } = command;
      return { method: 'POST', path, requestId, body: { kind: 'NewTeamMessage', content, duration: seconds, teams } };
    }
    case 'delete-team-message':
      return { method: 'DELETE', path, requestId };
    case 'start-maintenance':
      return { method: 'PUT', path, requestId, body: startBody(command) };
    case 'cancel-maintenance':
      return { method: 'PUT', path, requestId, body: { kind: 'CancelMaintenance' } };
  }
}

const startBody = ({
  noticeSeconds,
}: StaffCommand & { readonly type: 'start-maintenance' }): MaintenanceRequestBody => ({
  kind: 'StartMaintenance',
  ...(noticeSeconds === undefined ? {} : { noticeSeconds }),
});

/** An administrator looks after both nodes; nobody is signed in to the other one by that. */
export function nodeOfCommand(step: Pick<Step, 'state'>, command: { readonly type: string }): NodeName | undefined {
  const named = isStaffCommand(command) && 'node' in command ? command.node : undefined;
  return named ?? step.state.view.node;
}

/** Some answers are the thing itself, or say that it is gone: no event need be waited for. */
export function isProof({ type }: StaffCommand, { payload, status }: ApiReply): boolean {
  if (type === 'send-team-message') return payload.kind === 'TeamMessage';
  if (type === 'start-maintenance' || type === 'cancel-maintenance') return payload.kind === 'MaintenanceMode';
  return status === 200;
}

/** Team messages of one's own that are there already: the one that is sent is another. */
export function ownMessages({ state }: Pick<Step, 'state'>, content: string): readonly string[] {
  const { agent, teamMessages } = state.view;
  return (teamMessages?.messages ?? [])
    .filter((message) => message.createdBy.id === agent?.loginId && message.content === content)
    .map(({ id }) => id);
}

/** `before`: own messages of the same words from before the command; unknown to a new worker. */
export function staffSignOf(step: Step, command: StaffCommand, before: readonly string[] | undefined): Sign {
  const { teamMessages, maintenance, node } = step.state.view;
  switch (command.type) {
    case 'send-team-message':
      if (before === undefined || !teamMessages) return 'cannot-tell';
      return ownMessages(step, command.content).some((id) => !before.includes(id)) ? 'shown' : 'not-shown';
    case 'delete-team-message':
      if (teamMessages?.status !== 'read') return 'cannot-tell';
      return teamMessages.messages.some(({ id }) => id === command.messageId) ? 'not-shown' : 'shown';
    case 'start-maintenance':
      // The administrator's own desktop is moved with the others; of another node nothing is published here.
      return maintenance !== undefined && maintenance.from === (command.node ?? node) ? 'shown' : 'cannot-tell';
    case 'cancel-maintenance':
      return 'cannot-tell';
  }
}

/** The slice in which its sign would be seen. */
export function staffSliceOf({ state }: Step, command: StaffCommand): ReadKey {
  if (command.type === 'start-maintenance' || command.type === 'cancel-maintenance') return 'user';
  const team = command.type === 'send-team-message' ? command.teams[0] : undefined;
  const { agent } = state.view;
  return `team-messages:${team ?? agent?.teams?.[0]?.id ?? agent?.teamId ?? ''}`;
}
