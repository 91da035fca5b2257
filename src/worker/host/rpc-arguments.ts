/** What a page may pass to the host's methods: shape only, refused with `bad-arguments` before the core sees it. */
import { moveKinds, preparations, profileNames } from '../../core/contract.ts';
import { callToActions } from '../../core/call-requests.ts';
import type { AgentCommand, CoreSettings } from '../../core/contract.ts';
import type { RedirectWay, WaysToMove } from '../../core/ways.ts';
import { superviseActions } from '../../wire/dialog.ts';
import { noticeLimits } from '../../wire/maintenance.ts';
import { nodeNames } from '../../wire/names.ts';
import type { NodeName } from '../../wire/names.ts';
import { chatStatuses } from '../../core/chat-contract.ts';
import { channelWords, serviceNeeds } from '../../core/media-book.ts';
import { dialogLogoutActions, interruptActions, maxDialogLimits } from '../../wire/media.ts';
import { teamMessageLimits } from '../../wire/team-message.ts';
import type { MediaChannelReport, SignInRequest } from '../protocol.ts';
import { HostRefusal } from './rivals.ts';

type Fields = Readonly<Record<string, unknown>>;

const commandFields: Readonly<Record<AgentCommand['type'], readonly string[]>> = {
  'set-state': ['state'],
  'make-call': ['to'],
  'call-action': ['dialogId', 'action'],
  'update-call-data': ['dialogId'],
  'set-member-state': ['loginId', 'state'],
  'call-to': ['dialogId', 'action', 'to'],
  'send-tones': ['dialogId', 'tones'],
  'drop-participant': ['dialogId', 'address'],
  'supervise-call': ['action', 'extension'],
  'media-sign-in': ['mrdId'],
  'media-state': ['mrdId', 'state'],
  'media-routable': ['mrdId'],
  'task-action': ['taskId', 'action'],
  'chat-status': ['status'],
  'chat-send': ['to', 'text'],
  'chat-close': ['with'],
  'send-team-message': ['content'],
  'delete-team-message': ['messageId'],
  'start-maintenance': [],
  'cancel-maintenance': [],
};

export function checkSignIn(value: unknown): SignInRequest & { readonly node: NodeName } {
  const { agentId, password, extension, node = 'publisher' } = fields(value, 'signIn');
  return {
    agentId: text(agentId, 'agentId'),
    password: text(password, 'password'),
    extension: text(extension, 'extension'),
    node: oneOf(node, nodeNames, 'node'),
  };
}

export function checkCommand(value: unknown): AgentCommand {
  const command = fields(value, 'command');
  const type = oneOf(command['type'], Object.keys(commandFields) as AgentCommand['type'][], 'command type');
  for (const name of commandFields[type]) text(command[name], name);
  if (type === 'call-to') oneOf(command['action'], callToActions, 'action');
  if (type === 'supervise-call') oneOf(command['action'], superviseActions, 'action');
  if (type === 'media-sign-in') checkMediaOptions(command['options']);
  if (type === 'send-team-message') checkTeamMessage(command);
  if (type === 'start-maintenance' || type === 'cancel-maintenance') checkMaintenance(command);
  if (type === 'chat-status') oneOf(command['status'], chatStatuses, 'status');
  return command as unknown as AgentCommand;
}

function checkMediaOptions(value: unknown): void {
  const { maxDialogLimit, interruptAction, dialogLogoutAction } = fields(value, 'options');
  const { least, most } = maxDialogLimits;
  const limit = checkReason(maxDialogLimit);
  if (limit === undefined || limit < least || limit > most) {
    throw new HostRefusal('bad-arguments', `maxDialogLimit must be from ${least} to ${most}`);
  }
  oneOf(interruptAction, interruptActions, 'interruptAction');
  oneOf(dialogLogoutAction, dialogLogoutActions, 'dialogLogoutAction');
}

function checkMaintenance({ node, noticeSeconds }: Fields): void {
  if (node !== undefined) oneOf(node, nodeNames, 'node');
  const seconds = checkReason(noticeSeconds);
  const { least, most } = noticeLimits;
  if (seconds !== undefined && (seconds < least || seconds > most)) {
    throw new HostRefusal('bad-arguments', `noticeSeconds must be from ${least} to ${most}`);
  }
}

function checkTeamMessage({ content, seconds, teams }: Fields): void {
  const { content: most, duration } = teamMessageLimits;
  if (text(content, 'content').length > most) {
    throw new HostRefusal('bad-arguments', `content has ${most} characters at most`);
  }
  const shown = checkReason(seconds);
  if (shown === undefined || shown < 1 || shown > duration) {
    throw new HostRefusal('bad-arguments', `seconds must be from 1 to ${duration}`);
  }
  if (!Array.isArray(teams)) throw new HostRefusal('bad-arguments', 'teams must be a list of ids');
  for (const team of teams) text(team, 'team');
}

export function checkMediaChannel(value: unknown): MediaChannelReport {
  const { tabId, gadgetId, mrdId, need, channel, round } = fields(value, 'mediaChannel');
  return {
    tabId: text(tabId, 'tabId'),
    gadgetId: text(gadgetId, 'gadgetId'),
    mrdId: text(mrdId, 'mrdId'),
    need: oneOf(need, serviceNeeds, 'need'),
    channel: oneOf(channel, channelWords, 'channel'),
    round: checkReason(round) ?? 0,
  };
}

export function checkSettings(value: unknown): CoreSettings {
  const { profile, move, prepareAlternate } = fields(value, 'configure');
  return {
    ...(profile !== undefined && { profile: oneOf(profile, profileNames, 'profile') }),
    ...(move !== undefined && { move: oneOf(move, moveKinds, 'move') }),
    ...(prepareAlternate !== undefined && {
      prepareAlternate: oneOf(prepareAlternate, preparations, 'prepareAlternate'),
    }),
  };
}

export function checkReason(value: unknown): number | undefined {
  if (value === undefined || (typeof value === 'number' && Number.isInteger(value))) return value;
  throw new HostRefusal('bad-arguments', 'reasonCodeId must be a whole number');
}

export function checkPassword(value: unknown): string {
  return text(value, 'password');
}

export function checkNoticeId(value: unknown): number {
  const id = checkReason(value);
  if (id === undefined) throw new HostRefusal('bad-arguments', 'a notice id is missing');
  return id;
}

export function checkOutcome(value: unknown): 'left' | 'refused' {
  return oneOf(value, ['left', 'refused'], 'outcome');
}

const redirectWays: readonly RedirectWay['kind'][] = [
  'unknown',
  'none',
  'unreachable',
  'same-site',
  'same-site-idle',
  'primed',
  'unprimed',
];

export function checkWays(value: unknown): WaysToMove {
  const { reload, redirect } = fields(value, 'reportWays');
  const way = fields(redirect, 'reportWays');
  oneOf(reload, ['unknown', 'without-server', 'needs-server'], 'reload');
  const kind = oneOf(way['kind'], redirectWays, 'redirect');
  if (kind !== 'unknown' && kind !== 'none') oneOf(way['to'], nodeNames, 'to');
  if (kind === 'unreachable') text(way['address'], 'address');
  return value as WaysToMove;
}

/** Below the API and nowhere else: no other host, no way up, no query or fragment in the path. */
export function checkNodeRead(
  path: unknown,
  query: unknown,
  node: unknown,
): { readonly path: string; readonly query?: Readonly<Record<string, string>>; readonly node?: NodeName } {
  const isPath = typeof path === 'string' && /^\/finesse\/api\/[\w./@-]{1,400}$/.test(path);
  if (!isPath || path.includes('..') || path.includes('//')) {
    throw new HostRefusal('bad-arguments', 'path must be a plain path below /finesse/api/');
  }
  const of = node === undefined ? {} : { node: oneOf(node, nodeNames, 'node') };
  if (query === undefined) return { path, ...of };
  const entries = Object.entries(fields(query, 'query'));
  return { path, ...of, query: Object.fromEntries(entries.map(([name, value]) => [name, text(value, name)])) };
}

function fields(value: unknown, what: string): Fields {
  if (typeof value === 'object' && value !== null) return value as Fields;
  throw new HostRefusal('bad-arguments', `${what} needs an object`);
}

function text(value: unknown, name: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new HostRefusal('bad-arguments', `${name} must be a text that is not empty`);
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], name: string): T {
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  throw new HostRefusal('bad-arguments', `${name} must be one of ${allowed.join(', ')}`);
}
