/**
 * What the desktop shows of a maintenance that moves it, and of a sign-in that ends: slices of the view (`view.ts`). Types
 * alone; what fills them is `maintenance.ts` and `expiry.ts`.
 */
import type { Ms, NodeName } from '../wire/names.ts';
import type { Notice } from './view.ts';

/** What one gadget of one tab has said about keeping its state before the move. */
export interface GadgetSave {
  readonly tab: string;
  readonly gadget: string;
  /** `missing`: it had not answered when the desktop had to go. */
  readonly outcome: 'saving' | 'saved' | 'failed' | 'missing';
}

export interface MaintenanceView {
  /**
   * `scheduled`: it will be moved. `about-to-move`: the node has said MIGRATING, gadgets keep their state. `stays`: it was
   * not moved and has said so to the node (MM-5).
   */
  readonly stage: 'scheduled' | 'about-to-move' | 'stays';
  /** The node that is taken out of use. */
  readonly from: NodeName;
  readonly to: NodeName;
  /** By the core's clock. */
  readonly movesAt: Ms;
  /** For how long the agent may still put it off, in seconds; 0 when not at all. */
  readonly postponeSeconds: number;
  /** `asked`: the node has not answered yet. */
  readonly postponing: 'idle' | 'asked';
  /** The node to move to, as this browser sees it. A page cannot tell "down" from "certificate not accepted" (GL-4). */
  readonly alternate: 'looking' | 'good' | 'out-of-service' | 'unreachable';
  /** In the order in which they were named. */
  readonly saves: readonly GadgetSave[];
  /** The sentence to be told, once per change. */
  readonly notice: Notice;
}

/** Single sign-on: the sign-in ends when its refresh token does (PF-10). */
export interface SignInEndView {
  /** By the core's clock. */
  readonly endsAt: Ms;
  readonly stage: 'ten-minutes' | 'five-minutes' | 'last-minute';
  readonly notice: Notice;
}
