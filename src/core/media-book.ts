/**
 * What the core remembers of non-voice media beside the view: what was signed in to, which gadgets serve what, what has been
 * asked. Plain JSON, and the questions that can be answered from it alone. Decides nothing.
 */
import type { Media, MediaOptions } from '../wire/media.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import type { RequestId } from './contract.ts';

/**
 * What a gadget says of its channel. `away`: its page is gone or the gadget ended without a word, so it is waited for;
 * `absent`: it does not serve the domain any more.
 */
export const channelWords = ['ready', 'not-ready', 'away', 'absent'] as const;
export type ChannelWord = (typeof channelWords)[number];

export const serviceNeeds = ['required', 'optional'] as const;
/** Whether Work is left without this gadget. */
export type ServiceNeed = (typeof serviceNeeds)[number];

export interface MediaService {
  readonly tab: string;
  readonly gadgetId: string;
  readonly mrdId: string;
  readonly need: ServiceNeed;
  readonly channel: Exclude<ChannelWord, 'absent'>;
  /** For which round it was said; see `MediaView.round`. */
  readonly round: number;
}

/** A domain signed in to at this desktop. */
export interface MediaSignIn {
  readonly options: MediaOptions;
  /** The node that knows the options; only that one does. */
  readonly node: NodeName;
}

export interface MediaBook {
  domains: readonly Media[];
  /** By domain. */
  signIns: Readonly<Record<string, MediaSignIn>>;
  services: readonly MediaService[];
  /** Domains in Work whose gadgets are waited for. */
  waits: Readonly<Record<string, { readonly since: Ms; readonly until: Ms; readonly status: 'running' | 'told' }>>;
  /** Asked of the node and not answered by the data yet. */
  asks: Readonly<Record<string, { readonly what: MediaAsk; readonly request: RequestId }>>;
  /** What the node did not do; `checking` until a read has shown that it really did not. */
  failures: Readonly<
    Record<
      string,
      {
        readonly status: 'checking' | 'told';
        readonly what: MediaAsk;
        readonly code: string;
        readonly message: string;
      }
    >
  >;
}

/** `sign-in`: the options again, or the sign-in itself; `activate`: from Work to active. */
export type MediaAsk = 'sign-in' | 'activate';

export function emptyMediaBook(): MediaBook {
  return { domains: [], signIns: {}, services: [], waits: {}, asks: {}, failures: {} };
}

export function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  if (!Object.hasOwn(record, key)) return record;
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

/** Replaces what the same gadget of the same tab said before; a word from the tab itself ends its being away. */
export function withService(
  services: readonly MediaService[],
  said: Omit<MediaService, 'channel'> & { readonly channel: ChannelWord },
): readonly MediaService[] {
  const isSameGadget = (other: MediaService): boolean => other.gadgetId === said.gadgetId && other.mrdId === said.mrdId;
  const others = services.filter(
    (other) =>
      !isSameGadget(other) || (other.tab !== said.tab && (other.channel !== 'away' || said.channel === 'away')),
  );
  const { channel } = said;
  return channel === 'absent' ? others : [...others, { ...said, channel }];
}

/** The page of these gadgets is gone: they are waited for, until they or another page's say something. */
export function tabAway(services: readonly MediaService[], tab: string): readonly MediaService[] {
  if (!services.some((service) => service.tab === tab && service.channel !== 'away')) return services;
  return services
    .filter(
      (service) =>
        service.tab !== tab ||
        !services.some(
          (other) => other.tab !== tab && other.gadgetId === service.gadgetId && other.mrdId === service.mrdId,
        ),
    )
    .map((service) => (service.tab === tab ? { ...service, channel: 'away' } : service));
}

export type Readiness =
  | { readonly kind: 'ready' }
  /** These required gadgets have not said that they are ready; none: nobody serves the domain. */
  | { readonly kind: 'missing'; readonly gadgets: readonly string[] };

/** A gadget in several tabs is ready when one of them is. Without a required gadget any one that is ready will do. */
export function readinessOf(services: readonly MediaService[], mrdId: string, round: number): Readiness {
  const serving = services.filter((service) => service.mrdId === mrdId);
  const required = serving.filter((service) => service.need === 'required');
  const asked = required.length > 0 ? required : serving;
  const isReady = (service: MediaService): boolean => service.channel === 'ready' && service.round === round;
  const readyIds = asked.filter(isReady).map(({ gadgetId }) => gadgetId);
  const missing = [...new Set(asked.map(({ gadgetId }) => gadgetId))].filter((id) => !readyIds.includes(id)).sort();
  const isEnough = required.length > 0 ? missing.length === 0 : readyIds.length > 0;
  return isEnough ? { kind: 'ready' } : { kind: 'missing', gadgets: missing };
}

export function sameOptions(one: MediaOptions, other: MediaOptions): boolean {
  return (
    one.maxDialogLimit === other.maxDialogLimit &&
    one.interruptAction === other.interruptAction &&
    one.dialogLogoutAction === other.dialogLogoutAction
  );
}

export const optionsOf = ({ maxDialogLimit, interruptAction, dialogLogoutAction }: MediaOptions): MediaOptions => ({
  maxDialogLimit,
  interruptAction,
  dialogLogoutAction,
});

/** The clock was set back by so many ms: whoever waits has waited as long as before. */
export function shiftWaits(book: MediaBook, by: Ms): void {
  const shifted = Object.entries(book.waits).map(([mrdId, { since, until, status }]) => {
    return [mrdId, { since: since - by, until: until - by, status }] as const;
  });
  if (shifted.length > 0) book.waits = Object.fromEntries(shifted);
}
