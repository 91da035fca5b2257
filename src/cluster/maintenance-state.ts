/** A node's maintenance as data, and the words that its parts exchange about it. What is done with them: `maintenance.ts`. */
import type { Ms, NodeName } from '../wire/names.ts';
import type { FinesseMaintenanceStatus } from '../wire/system-info.ts';
import type { ClientKind } from './client-kinds.ts';

/**
 * Desktops go `scheduled → migrating → moved`, or are `staying` (and reported); one that has left and is not seen on the
 * alternate is `away`, and after the presence grace `left`. Phones are `connected`, `signing-out`, `left`; third-party
 * clients `connected` until they have `left`.
 */
export type ClientPhase =
  'scheduled' | 'migrating' | 'moved' | 'staying' | 'away' | 'connected' | 'signing-out' | 'left';

/** One user's clients of one kind. */
export interface MaintenanceClient {
  readonly loginId: string;
  readonly kind: ClientKind;
  phase: ClientPhase;
  /** When the phase began; a phone: when it was last warned. */
  since: Ms;
  /** Why it is staying. */
  why?: string;
  /** A desktop whose agent has put the move off: by how much in all, and not to be sent away before. */
  postponed?: { readonly by: Ms; readonly until: Ms };
  /** A phone: warnings so far. */
  warnings: number;
}

export interface Maintenance {
  status: FinesseMaintenanceStatus;
  /** Of a failure. */
  reason: string;
  readonly beganAt: Ms;
  endedAt?: Ms;
  /** Users by kind when it began; missing until the notification service has told. */
  usersLoggedIn?: Readonly<Record<ClientKind, number>>;
  /** When the alternate was last in service, as far as this node knows. */
  alternateSeenAt: Ms;
  nextBatchAt: Ms;
  /** Phones are warned from then on: the notice is theirs too. */
  readonly warnFrom: Ms;
  /** When the first desktops were sent away, or the first phone was signed out. */
  sentAt?: Ms;
  /** In the order in which they move. */
  clients: MaintenanceClient[];
}

export interface ConnectedClient {
  readonly loginId: string;
  readonly kind: ClientKind;
}

/** To a node's web application. */
export type MaintenanceMessage =
  /** `noticeAhead`: from the first notice to the first move; by the node's rules when missing. */
  | { readonly kind: 'begin'; readonly noticeAhead?: Ms }
  | { readonly kind: 'look' }
  | { readonly kind: 'shut-down' }
  /** From its notification service: who is present. */
  | { readonly kind: 'clients'; readonly clients: readonly ConnectedClient[] }
  /** From the other node, which is in maintenance: are you well, and which of these do you have? */
  | { readonly kind: 'ask'; readonly from: NodeName; readonly users: readonly string[] }
  | { readonly kind: 'answer'; readonly inService: boolean; readonly present: readonly string[] }
  /** A desktop's browser does not accept the alternate's certificate. */
  | { readonly kind: 'certificate-refused'; readonly loginId: string };
