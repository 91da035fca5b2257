/**
 * What a desktop and its understudy (the hidden frame on the other node's address) say to each other. The first word
 * brings a port, and its origin is checked; from then on only who holds the port can speak. Every message is checked for
 * its shape nevertheless: the two sides may be of different builds.
 */
import type { MoveKind, ProfileName } from '../core/contract.ts';
import type { Offer, RefusalCode } from './contract.ts';

export const frameProtocol = 1;
export const understudyPage = 'understudy.html';

/** To the frame's window, with a port. */
export interface Hello {
  readonly type: 'understudy-hello';
  readonly protocol: number;
  /** Name of the pair in config.json; the frame looks it up in its own. */
  readonly pair: string;
}

export type ToUnderstudy =
  /** Get everything ready here. `holds`: the pairing that the desktop has already. */
  | {
      readonly type: 'prepare';
      readonly profile: ProfileName;
      readonly move: MoveKind;
      readonly holds: string | undefined;
    }
  /** Changes of DesktopCache; answered with `stored`. */
  | { readonly type: 'cache'; readonly serial: number; readonly operations: readonly unknown[] }
  /** The sealed session; answered with `taken-over` or `refused`. */
  | { readonly type: 'session'; readonly envelope: unknown };

export type FromUnderstudy =
  /** Answer to hello. `shared`: what is kept here is what the page at this address will find. */
  | { readonly type: 'here'; readonly storage: 'shared' | 'partitioned' | 'none' }
  /** Answer to `prepare`; an offer when the pairing that the desktop holds is not known here. */
  | { readonly type: 'prepared'; readonly offer: Offer | undefined; readonly serviceWorker: boolean }
  | { readonly type: 'not-prepared'; readonly because: string }
  | { readonly type: 'stored'; readonly serial: number }
  | { readonly type: 'taken-over' }
  | { readonly type: 'refused'; readonly code: RefusalCode | 'no-worker' };

const typesToUnderstudy: readonly ToUnderstudy['type'][] = ['prepare', 'cache', 'session'];
const typesFromUnderstudy: readonly FromUnderstudy['type'][] = [
  'here',
  'prepared',
  'not-prepared',
  'stored',
  'taken-over',
  'refused',
];

const typeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (value as { readonly type?: unknown }).type : undefined;

export function isHello(value: unknown): value is Hello {
  if (typeOf(value) !== 'understudy-hello') return false;
  const { protocol, pair } = value as Partial<Record<keyof Hello, unknown>>;
  return protocol === frameProtocol && typeof pair === 'string';
}

export function isToUnderstudy(value: unknown): value is ToUnderstudy {
  const type = typeOf(value);
  if (!typesToUnderstudy.some((known) => known === type)) return false;
  if (type !== 'cache') return true;
  const { serial, operations } = value as { readonly serial?: unknown; readonly operations?: unknown };
  return Number.isSafeInteger(serial) && Array.isArray(operations);
}

export function isFromUnderstudy(value: unknown): value is FromUnderstudy {
  const type = typeOf(value);
  return typesFromUnderstudy.some((known) => known === type);
}
