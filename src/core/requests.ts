/** Every REST request the core sends, as typed values. Knows paths and bodies, not why or when. */
import type { ApiRequest } from '../wire/http.ts';
import { paths } from '../wire/paths.ts';
import { isJoinedCallCommand, joinedCallRequest, joinedCallSource } from './call-requests.ts';
import type { NodeCommand } from './contract.ts';
import { isMediaCommand, mediaCommandRequest, mediaCommandSource } from './media-requests.ts';
import { isStaffCommand, staffCommandRequest, staffCommandSource } from './staff-commands.ts';
import type { ReadKey } from './state.ts';

export function systemInfoRequest(): ApiRequest {
  return { method: 'GET', path: paths.systemInfo };
}

/** LOGIN is idempotent and keeps the present state: that is what makes moving possible. */
export function loginRequest(agentId: string, extension: string): ApiRequest {
  return { method: 'PUT', path: paths.user(agentId), body: { kind: 'UserLogin', extension }, requestId: 'login' };
}

export function logoutRequest(agentId: string, reasonCodeId: number | undefined): ApiRequest {
  return {
    method: 'PUT',
    path: paths.user(agentId),
    body: { kind: 'UserState', state: 'LOGOUT', ...(reasonCodeId === undefined ? {} : { reasonCodeId }) },
    requestId: 'sign-out',
  };
}

export function postponeRequest(agentId: string): ApiRequest {
  return { method: 'PUT', path: paths.userMaintenance(agentId), body: { kind: 'PostponeMaintenance' } };
}

/** A line for the node's log of clients. */
export function clientLogRequest(agentId: string, logData: string): ApiRequest {
  return { method: 'POST', path: paths.userClientLog(agentId), body: { kind: 'ClientLog', logData } };
}

export function readRequest(agentId: string, read: ReadKey): ApiRequest {
  if (read === 'user') return { method: 'GET', path: paths.user(agentId) };
  if (read === 'dialogs') return { method: 'GET', path: paths.userDialogs(agentId) };
  if (read === 'queues') return { method: 'GET', path: paths.userQueues(agentId) };
  if (read === 'media') return { method: 'GET', path: paths.userMediaList(agentId) };
  if (read.startsWith('tasks:')) {
    return { method: 'GET', path: paths.userMediaDialogs(agentId, read.slice('tasks:'.length)) };
  }
  if (read.startsWith('team-messages:')) {
    return { method: 'GET', path: paths.teamTeamMessages(read.slice('team-messages:'.length)) };
  }
  if (read.startsWith('team:')) return { method: 'GET', path: paths.team(read.slice('team:'.length)) };
  return {
    method: 'GET',
    path: paths.userReasonCodes(agentId),
    query: { category: read === 'reasons:LOGOUT' ? 'LOGOUT' : 'NOT_READY' },
  };
}

/** The object a command acts on: asynchronous errors name it as their source. */
export function commandSource(command: NodeCommand, agentId: string): string {
  if (isMediaCommand(command)) return mediaCommandSource(command, agentId);
  if (isJoinedCallCommand(command)) return joinedCallSource(command, agentId);
  if (isStaffCommand(command)) return staffCommandSource(command);
  switch (command.type) {
    case 'set-state':
      return paths.user(agentId);
    case 'set-member-state':
      return paths.user(command.loginId);
    case 'make-call':
      return paths.userDialogs(agentId);
    case 'call-action':
    case 'update-call-data':
      return paths.dialog(command.dialogId);
  }
}

export function commandRequest(id: string, command: NodeCommand, agentId: string, extension: string): ApiRequest {
  if (isMediaCommand(command)) return mediaCommandRequest(id, command, agentId);
  if (isJoinedCallCommand(command)) return joinedCallRequest(id, command, agentId, extension);
  if (isStaffCommand(command)) return staffCommandRequest(id, command);
  const path = commandSource(command, agentId);
  const put = { method: 'PUT', path, requestId: id } as const;
  switch (command.type) {
    case 'set-state': {
      const { state, reasonCodeId } = command;
      return { ...put, body: { kind: 'UserState', state, ...(reasonCodeId === undefined ? {} : { reasonCodeId }) } };
    }
    case 'set-member-state':
      return { ...put, body: { kind: 'UserState', state: command.state } };
    case 'make-call':
      return { ...put, method: 'POST', body: { kind: 'MakeCall', fromAddress: extension, toAddress: command.to } };
    case 'call-action':
      return { ...put, body: { kind: 'DialogAction', action: command.action, targetMediaAddress: extension } };
    case 'update-call-data': {
      const { callVariables, wrapUpReason } = command;
      return {
        ...put,
        body: {
          kind: 'UpdateCallData',
          targetMediaAddress: extension,
          ...(callVariables === undefined ? {} : { callVariables }),
          ...(wrapUpReason === undefined ? {} : { wrapUpReason }),
        },
      };
    }
  }
}
