/**
 * Everything that a client gets, as one line of the field's words: for the log, and for `hears` and `reply` to find words
 * in. Reads values, judges nothing.
 */
import type { ChatToClient } from '../cluster/chat-messages.ts';
import type { XmppToClient } from '../cluster/contract.ts';
import type { ApiError } from '../wire/api-errors.ts';
import type { Dialog } from '../wire/dialog.ts';
import type { WirePayload } from '../wire/http.ts';
import type { ReasonCode } from '../wire/reason-code.ts';
import type { Update } from '../wire/update.ts';
import type { User } from '../wire/user.ts';
import type { Answer, PayloadWords } from './scenario-contract.ts';

const reason = (code: ReasonCode | undefined): string => (code ? ` ${code.code} ${code.label}` : '');

const user = (value: User): string =>
  `User ${value.loginId} ${value.state}${reason(value.reasonCode)}${value.pendingState ? `, pending ${value.pendingState}` : ''}${
    value.mobileAgent ? `, mobile ${value.mobileAgent.mode} ${value.mobileAgent.dialNumber}` : ''
  }`;

const dialog = (value: Dialog): string => {
  const parties = value.participants.map((each) => `${each.mediaAddress} ${each.state}`);
  const data = value.mediaProperties.callVariables.map((each) => `${each.name}=${each.value}`);
  return [`${value.id} ${value.state} from ${value.fromAddress} to ${value.toAddress}`, ...parties, data.join(' ')]
    .filter((part) => part !== '')
    .join(' | ');
};

const error = (value: ApiError): string =>
  [value.errorType, value.errorMessage, value.errorData].filter((part) => part !== '').join(' ');

const ownWords: PayloadWords = {
  SystemInfo: ({ status, statusReason, lastCTIHeartbeatStatus }) =>
    `SystemInfo ${status}, CTI heartbeat ${lastCTIHeartbeatStatus}${statusReason ? ` (${statusReason})` : ''}`,
  User: user,
  Dialogs: (value) => `Dialogs ${value.length === 0 ? 'none' : value.map(dialog).join('; ')}`,
  Dialog: (value) => `Dialog ${dialog(value)}`,
  ApiErrors: (value) => value.map(error).join('; '),
  ReasonCodes: (value) => `ReasonCodes ${value.map((each) => `${each.id} ${each.label}`).join(', ')}`,
  Queue: ({ id, statistics: is }) =>
    `Queue ${id} waiting ${is.callsInQueue} ready ${is.agentsReady} not-ready ${is.agentsNotReady} on ${is.agentsLoggedOn}`,
  Team: (value) => `Team ${value.id} ${value.users.map((each) => `${each.loginId} ${each.state}`).join(', ')}`,
};

/** Every value inside, in order: what a payload without words of its own reads like. */
function leaves(value: unknown): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value === 'object') return Object.values(value).flatMap(leaves);
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}

export type Words = ReturnType<typeof wordsWith>;

/** `areas`: words that areas bring for kinds of theirs; a later one wins. */
export function wordsWith(areas: readonly PayloadWords[]) {
  const table: Record<string, ((value: never) => string) | undefined> = { ...ownWords };
  for (const area of areas) Object.assign(table, area);

  const payload = (data: WirePayload): string => {
    if (data.kind === 'Empty') return '';
    if (data.kind === 'Malformed') return `Malformed ${data.error.path} ${data.error.message}`;
    return table[data.kind]?.(data.value as never) ?? [data.kind, ...leaves(data.value)].join(' ');
  };

  /** Calls come as a list of one when they begin and end: said as `added` and `removed`. */
  const update = ({ event, data }: Update): string => {
    if (data.kind === 'ApiErrors') return `error ${payload(data)}`;
    if (data.kind === 'Dialogs') {
      return data.value.map((each) => `Dialog ${event === 'delete' ? 'removed' : 'added'} ${dialog(each)}`).join('; ');
    }
    if (data.kind === 'Dialog') return `Dialog changed ${dialog(data.value)}`;
    const what = payload(data);
    return event === 'put' ? what : `${what} ${event === 'delete' ? 'removed' : 'added'}`;
  };

  return {
    payload,
    /** `undefined` for what is no news: answers of the service to the client's own stanzas. */
    heard(message: XmppToClient): string | undefined {
      switch (message.kind) {
        case 'bound':
        case 'pong':
        case 'subscribed':
          return undefined;
        case 'item':
          return update(message.update);
        case 'presence':
          return `presence ${message.user} ${message.available ? 'available' : 'unavailable'}`;
        case 'closed':
          return `disconnected ${message.reason}`;
        default:
          return leaves(message).join(' ');
      }
    },
    /** With the word chat in front, so that nothing else is meant. */
    chat: (message: ChatToClient): string =>
      message.kind === 'connected' ? `chat connected ${message.status}` : ['chat', ...leaves(message)].join(' '),
    answer(answer: Answer): string {
      if (typeof answer === 'string') return answer;
      return [String(answer.status), payload(answer.payload)].filter((part) => part !== '').join(' ');
    },
  };
}

const split = (text: string): string[] => text.split(/[\s,;|()]+/).filter((word) => word !== '');

/** True when the words of `wanted` stand in `text` in this order; others may stand between. */
export function saysWords(text: string, wanted: string): boolean {
  const words = split(text);
  let from = 0;
  for (const word of split(wanted)) {
    const at = words.indexOf(word, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
