/**
 * What a gadget in a frame and its host say to each other, and the strict reader of what comes out of the frame: whoever
 * wrote the frame is a stranger, so a message is exactly one of these or it is refused. Pure. It must not know ports.
 */
import { dialogActions, type DialogAction } from '../../wire/dialog.ts';
import { settableAgentStates, type SettableAgentState } from '../../wire/user.ts';

export const frameProtocol = 1;

/** The only message by `window.postMessage`; it carries the port. Nonce: new for each document of the frame. */
export interface FramePortMessage {
  readonly understudy: 'frame-port';
  readonly protocol: typeof frameProtocol;
  readonly nonce: string;
}

export type FrameAction =
  | { readonly do: 'setState'; readonly state: SettableAgentState; readonly reasonCodeId?: number }
  | { readonly do: 'makeCall'; readonly to: string }
  | { readonly do: 'callAction'; readonly dialogId: string; readonly action: DialogAction };
export const frameActions = ['setState', 'makeCall', 'callAction'] as const;
export type FrameActionName = (typeof frameActions)[number];

/** Out of the frame. `id` names a question, by which its answer is found. */
export type FrameMessage =
  | { readonly type: 'hello'; readonly protocol: typeof frameProtocol; readonly nonce: string }
  | { readonly type: 'pong'; readonly n: number }
  /** That view has been taken: the next may come. */
  | { readonly type: 'seen'; readonly n: number }
  /** CSS px that its content is high. */
  | { readonly type: 'height'; readonly px: number }
  | { readonly type: 'fault'; readonly message: string }
  | { readonly type: 'get'; readonly id: number; readonly key: string }
  | { readonly type: 'put'; readonly id: number; readonly key: string; readonly value: unknown }
  | { readonly type: 'delete'; readonly id: number; readonly key: string }
  | { readonly type: 'act'; readonly id: number; readonly action: FrameAction };

export const answerCodes = ['not-granted', 'not-kept', 'failed'] as const;
export type AnswerCode = (typeof answerCodes)[number];

/** Into the frame. */
export type HostMessage =
  | { readonly type: 'view'; readonly n: number; readonly view: unknown; readonly now: number }
  | { readonly type: 'ping'; readonly n: number }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refused'; readonly id: number; readonly code: AnswerCode; readonly message: string };

export class FrameMessageError extends Error {
  override readonly name = 'FrameMessageError';
  readonly code = 'frame-message';
}

/** Assumed: a note, a form, a setting. Not a database. */
export const frameLimits = {
  keyLength: 100,
  textLength: 64_000,
  items: 2_000,
  depth: 12,
  px: 2_000,
  words: 300,
} as const;

type Fields = Readonly<Record<string, unknown>>;
const refuse = (why: string): never => {
  throw new FrameMessageError(why);
};

/** @throws FrameMessageError unless it is exactly one of the messages. */
export function readFrameMessage(data: unknown): FrameMessage {
  const fields = plainFields(data, 'a message');
  const { type } = fields;
  switch (type) {
    case 'hello':
      only(fields, ['type', 'protocol', 'nonce']);
      if (fields['protocol'] !== frameProtocol) refuse('another protocol');
      return { type, protocol: frameProtocol, nonce: text(fields, 'nonce', 64) };
    case 'pong':
    case 'seen':
      only(fields, ['type', 'n']);
      return { type, n: count(fields, 'n') };
    case 'height':
      only(fields, ['type', 'px']);
      return { type, px: Math.min(count(fields, 'px'), frameLimits.px) };
    case 'fault':
      only(fields, ['type', 'message']);
      return { type, message: text(fields, 'message', frameLimits.words) };
    case 'get':
    case 'delete':
      only(fields, ['type', 'id', 'key']);
      return { type, id: count(fields, 'id'), key: text(fields, 'key', frameLimits.keyLength) };
    case 'put':
      only(fields, ['type', 'id', 'key', 'value']);
      return {
        type,
        id: count(fields, 'id'),
        key: text(fields, 'key', frameLimits.keyLength),
        value: plainData(fields['value']),
      };
    case 'act':
      only(fields, ['type', 'id', 'action']);
      return { type, id: count(fields, 'id'), action: readAction(fields['action']) };
    default:
      return refuse('an unknown kind of message');
  }
}

function readAction(data: unknown): FrameAction {
  const fields = plainFields(data, 'an action');
  switch (fields['do']) {
    case 'setState': {
      only(fields, ['do', 'state', 'reasonCodeId'], ['reasonCodeId']);
      const state = oneOf(fields, 'state', settableAgentStates);
      if (!Object.hasOwn(fields, 'reasonCodeId')) return { do: 'setState', state };
      return { do: 'setState', state, reasonCodeId: count(fields, 'reasonCodeId') };
    }
    case 'makeCall':
      only(fields, ['do', 'to']);
      return { do: 'makeCall', to: text(fields, 'to', 64) };
    case 'callAction':
      only(fields, ['do', 'dialogId', 'action']);
      return {
        do: 'callAction',
        dialogId: text(fields, 'dialogId', 64),
        action: oneOf(fields, 'action', dialogActions),
      };
    default:
      return refuse('an unknown action');
  }
}

function plainFields(data: unknown, what: string): Fields {
  if (typeof data !== 'object' || data === null) return refuse(`${what} is an object`);
  const prototype: unknown = Object.getPrototypeOf(data);
  if (prototype !== Object.prototype && prototype !== null) return refuse(`${what} is a plain object`);
  return data as Fields;
}

/** A field more is a message that we do not know. */
function only(fields: Fields, names: readonly string[], optional: readonly string[] = []): void {
  for (const name of Object.keys(fields)) if (!names.includes(name)) refuse('a field that does not belong there');
  for (const name of names) if (!optional.includes(name) && !Object.hasOwn(fields, name)) refuse(`no ${name}`);
}

function text(fields: Fields, name: string, longest: number): string {
  const value = fields[name];
  return typeof value === 'string' && value.length > 0 && value.length <= longest
    ? value
    : refuse(`${name} is not text`);
}

function count(fields: Fields, name: string): number {
  const value = fields[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : refuse(`${name} is no count`);
}

function oneOf<Word extends string>(fields: Fields, name: string, words: readonly Word[]): Word {
  return words.find((word) => word === fields[name]) ?? refuse(`${name} is none of its words`);
}

/** A copy of data as JSON knows it, within `frameLimits`. A cycle ends at the depth. */
function plainData(data: unknown): unknown {
  let items = 0;
  let letters = 0;
  const copy = (value: unknown, depth: number): unknown => {
    if ((items += 1) > frameLimits.items || depth > frameLimits.depth) return refuse('too much at once');
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : refuse('not a number');
    if (typeof value === 'string') {
      return (letters += value.length) > frameLimits.textLength ? refuse('too much text') : value;
    }
    if (Array.isArray(value)) return Array.from(value, (item: unknown) => copy(item, depth + 1));
    const entries = Object.entries(plainFields(value, 'a value')).map(([name, item]): [string, unknown] => {
      letters += name.length;
      return [name, copy(item, depth + 1)];
    });
    return Object.fromEntries(entries);
  };
  return copy(data, 0);
}
