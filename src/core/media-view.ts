/**
 * The view's slice of non-voice media: the agent in each Media Routing Domain, the tasks, and what keeps a domain in Work.
 * Types only; who fills it is in `media.ts`.
 */
import type { Dialog } from '../wire/dialog.ts';
import type { Media, MediaOptions } from '../wire/media.ts';
import type { Ms } from '../wire/names.ts';

/** Why a domain is in Work, and what it waits for (MRD-3, MRD-4). Gadgets are named by their ids. */
export type MediaGate =
  /** Not in Work: nothing is held back. */
  | { readonly kind: 'open' }
  /** In Work, and there is no connection over which to ask for anything. */
  | { readonly kind: 'not-connected' }
  /**
   * In Work until every gadget of `gadgets` says that its channel is ready; empty: until any gadget serves this domain at
   * all. At `until` the agent is told that it takes long; it is still waited for then.
   */
  | { readonly kind: 'waiting'; readonly gadgets: readonly string[]; readonly since: Ms; readonly until: Ms }
  /** The same, and the agent was told. With no gadget: none here serves this domain, so it stays in Work. */
  | { readonly kind: 'overdue'; readonly gadgets: readonly string[]; readonly since: Ms }
  /** Everybody is ready, and the node was asked to make the agent active. */
  | { readonly kind: 'asked' }
  /** The node did not do it; asked again when a gadget says anew that it is ready. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

export interface MediaDomain {
  readonly media: Media;
  /** With what the agent signed in at this desktop; sent again after every move. Absent when signed in elsewhere. */
  readonly options?: MediaOptions;
  readonly gate: MediaGate;
}

export interface MediaView {
  /**
   * Grows with each arrival in `connected`, and over the lives of workers (it is the time of the arrival). A gadget's word that its channel is ready holds for one round: after a
   * failover it must be given anew.
   */
  readonly round: number;
  readonly domains: readonly MediaDomain[];
  /** Tasks of all domains; `mediaProperties.mediaId` names the domain. */
  readonly tasks: readonly Dialog[];
}

export const noMedia: MediaView = { round: 0, domains: [], tasks: [] };
