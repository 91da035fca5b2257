/** What a core leaves behind so that the next one can go on where it stopped: the session, and commands on their way. */
import type { Ms, NodeName } from '../wire/names.ts';
import type { JoinedParties } from './call-parties.ts';
import type { NodeCommand } from './contract.ts';
import type { MaintenanceView } from './maintenance-view.ts';
import type { MediaSignIn } from './media-book.ts';
import type { RaceMemory } from './race-memory.ts';
import type { CoreState } from './state.ts';
import type { Trigger } from './view.ts';

/** A command on its way, as it is journalled before it is sent. */
export interface UnsettledIntent {
  readonly id: string;
  readonly command: NodeCommand;
  readonly sentAt: Ms;
  /** `held`: never sent. Absent in records of older builds: it may have been. */
  readonly status?: 'sent' | 'accepted' | 'held';
  /** Sent a second time already. */
  readonly resent?: true;
  /** What makes a call: calls that were there before. */
  readonly dialogsBefore?: readonly string[];
  /** Conference, transfer: who was on the two calls. */
  readonly joins?: JoinedParties;
  /** A transfer that the last word about the call has shown. */
  readonly parted?: true;
  /** Hold, retrieve, transfer at once: what would show it may be another command's doing, and proves nothing. */
  readonly maybeByAnother?: true;
}

/** What is kept so that a new worker can go on. Holds no credential. */
export interface SessionRecord {
  readonly version: 1;
  readonly agentId: string;
  readonly extension: string;
  readonly node: NodeName;
  readonly epoch: number;
  readonly signedInAt: Ms;
  /** Commands not settled when this was written. */
  readonly unsettled: readonly UnsettledIntent[];
  /** A state asked for during a call and shown as pending. */
  readonly wish?: CoreState['wish'];
  /** Another desktop had the connection when this was written. */
  readonly displaced?: true;
  /** What tells a late forced logout from other changes. */
  readonly races?: RaceMemory;
  /** Set when the record was written in the middle of a move. */
  readonly movingSince?: Ms;
  /** What had triggered that move. */
  readonly movingTrigger?: Trigger;
  /** Media Routing Domains signed in to here, and the gadgets without which Work is not left. */
  readonly media?: {
    readonly signIns: Readonly<Record<string, MediaSignIn>>;
    readonly required: readonly { readonly gadgetId: string; readonly mrdId: string }[];
  };
  /** With whom chats were active; a new worker has none of them (CH-1). */
  readonly chats?: readonly { readonly with: string; readonly name: string }[];
  /** A maintenance that had not moved the desktop yet. */
  readonly maintenance?: Pick<MaintenanceView, 'stage' | 'from' | 'to' | 'movesAt' | 'postponeSeconds'>;
}
