/** Facts of non-voice media, and what is said about them between nodes and peripheral. All plain JSON. */
import type { DialogAction, ParticipantState } from '../wire/dialog.ts';
import type { DialogLogoutAction, MediaState } from '../wire/media.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import type { Reason } from './messages.ts';

/** An agent's state in one domain, as the peripheral tells the nodes. */
export interface MediaFact {
  readonly loginId: string;
  readonly mrdId: string;
  readonly state: MediaState;
  readonly reason?: Reason;
  readonly routable: boolean;
  readonly changedAt: Ms;
  /** The node that the agent is signed in to for this domain. */
  readonly via: NodeName;
}

export type TaskState = Extract<
  ParticipantState,
  'OFFERED' | 'ACCEPTED' | 'ACTIVE' | 'PAUSED' | 'WRAPPING_UP' | 'CLOSED'
>;

/** A task that an agent has been offered. */
export interface Task {
  readonly id: string;
  readonly mrdId: string;
  readonly loginId: string;
  readonly customer: string;
  readonly state: TaskState;
  readonly offeredAt: Ms;
  readonly changedAt: Ms;
}

export type TaskAction = Extract<
  DialogAction,
  'ACCEPT' | 'START' | 'PAUSE' | 'RESUME' | 'WRAP_UP' | 'TRANSFER' | 'CLOSE'
>;

/** What a node asks of the peripheral for one agent in one domain. */
export type MediaWish =
  | { readonly kind: 'login'; readonly maxTasks: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'not-ready'; readonly reason?: Reason }
  | { readonly kind: 'logout'; readonly tasks: DialogLogoutAction; readonly reason?: Reason }
  | { readonly kind: 'routable'; readonly routable: boolean }
  /** From Work to active (MRD-3), asked for by the desktop or, where that is automatic, by the node itself (MRD-2). */
  | { readonly kind: 'connected' }
  /** The node that knows the agent's interrupt action says that the agent gives way. */
  | { readonly kind: 'give-way' }
  | { readonly kind: 'task'; readonly taskId: string; readonly action: TaskAction };

export type MediaEvent =
  | { readonly kind: 'media'; readonly media: MediaFact }
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'task-ended'; readonly task: Task }
  /** A call has come while tasks of an interruptible domain are worked on. */
  | { readonly kind: 'interrupt'; readonly loginId: string; readonly mrdId: string };

/** What a node learns of media when its CTI link comes up. */
export interface MediaCatchUp {
  readonly media: readonly MediaFact[];
  readonly tasks: readonly Task[];
}
