/**
 * Reads what arrives on a client's port. Ports are of this origin, but an older page, a half-written gadget or a
 * script in the console may post anything: what is not in the protocol is refused with a word, not guessed at.
 */
import { nodeNames } from '../wire/names.ts';
import type { ClientToCluster } from './protocol.ts';

type Fields = Readonly<Record<string, unknown>>;

const isText = (value: unknown): boolean => typeof value === 'string';
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isNode = (value: unknown): boolean => nodeNames.some((node) => node === value);
const frameKinds: readonly unknown[] = ['connect', 'subscribe', 'unsubscribe', 'ping', 'presence', 'disconnect'];

const isRequest = (value: unknown): boolean =>
  isFields(value) &&
  isText(value['method']) &&
  isText(value['path']) &&
  isFields(value['headers']) &&
  (value['body'] === undefined || isText(value['body']));

const isFrame = (value: unknown): boolean => {
  if (!isFields(value) || !frameKinds.includes(value['kind'])) return false;
  switch (value['kind']) {
    case 'connect':
      return (
        isText(value['loginId']) &&
        isText(value['password']) &&
        isText(value['resource']) &&
        [undefined, 'later'].includes(value['presence'] as undefined)
      );
    case 'presence':
      return typeof value['available'] === 'boolean';
    case 'subscribe':
    case 'unsubscribe':
      return isText(value['path']);
    case 'ping':
      return Number.isFinite(value['ping']);
    default:
      return true;
  }
};

const isChatFrame = (value: unknown): boolean => {
  if (!isFields(value)) return false;
  switch (value['kind']) {
    case 'connect':
      return isText(value['loginId']) && isText(value['password']);
    case 'set-status':
      return isText(value['status']);
    case 'open-chat':
      return isText(value['with']);
    case 'say':
      return isText(value['chat']) && isText(value['text']);
    case 'close-chat':
      return isText(value['chat']);
    default:
      return value['kind'] === 'disconnect';
  }
};

const checks: Readonly<Record<ClientToCluster['type'], (message: Fields) => boolean>> = {
  hello: (message) =>
    (message['role'] === 'core' || message['role'] === 'page') &&
    isText(message['aliveLock']) &&
    message['aliveLock'] !== '' &&
    typeof message['speed'] === 'number',
  rest: (message) =>
    isText(message['id']) &&
    (message['node'] === 'current' || isNode(message['node'])) &&
    isRequest(message['request']),
  xmpp: (message) => isText(message['session']) && isNode(message['node']) && isFrame(message['frame']),
  chat: (message) => isText(message['session']) && isChatFrame(message['frame']),
  lab: (message) => isText(message['id']) && isText(message['action']) && isFields(message['args']),
  'current-node': (message) => message['node'] === undefined || isNode(message['node']),
  adopt: (message) => isFields(message['port']) && typeof message['port']['postMessage'] === 'function',
  watch: () => true,
  goodbye: () => true,
};

/** The message, or `undefined` when it is none of the protocol's. */
export function readClientMessage(data: unknown): ClientToCluster | undefined {
  if (!isFields(data) || typeof data['type'] !== 'string' || !Object.hasOwn(checks, data['type'])) return undefined;
  return checks[data['type'] as ClientToCluster['type']](data) ? (data as ClientToCluster) : undefined;
}
