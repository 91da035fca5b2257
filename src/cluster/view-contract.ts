/**
 * What the simulated cluster shows of itself: its live log, and what an operator's screen would show. For the lab, tests
 * and checkers; never for the desktop.
 */
import type { CtiSide, Ms, NodeName } from '../wire/names.ts';
import type { CtiMaintenancePhase, FinesseMaintenanceStatus } from '../wire/system-info.ts';
import type { AwdbSide } from './awdb.ts';

export interface ClusterLogEntry {
  readonly at: Ms;
  readonly part: 'publisher' | 'subscriber' | 'cti' | 'telephony' | 'chat' | 'operator';
  readonly text: string;
}

/** Users by what has become of them, and why desktops are not moved. */
export interface MaintenanceView {
  readonly status: FinesseMaintenanceStatus;
  readonly reason: string;
  readonly moved: readonly string[];
  readonly pending: readonly string[];
  readonly notMoved: readonly { readonly loginId: string; readonly reason: string }[];
}

/** Requests that wait for a vCPU and that have one; since the node's start: how many were answered, and their bytes. */
export interface LoadView {
  readonly waiting: number;
  readonly inService: number;
  readonly answered: number;
  readonly bytes: number;
}

/** What an operator's screen would show: for the lab, tests and checkers. Never for the desktop. */
export interface ClusterView {
  readonly nodes: Readonly<
    Record<
      NodeName,
      {
        readonly running: boolean;
        readonly inService: boolean;
        readonly notificationRunning: boolean;
        readonly finessePresence: boolean;
        readonly ctiSide: CtiSide | undefined;
        /** Login ids with available presence. */
        readonly present: readonly string[];
        /** The node's maintenance, present or last. */
        readonly maintenance?: MaintenanceView;
        readonly ctiMaintenance?: CtiMaintenancePhase;
        /** Only with `capacity`. */
        readonly load?: LoadView;
      }
    >
  >;
  readonly cti: Readonly<Record<CtiSide, 'up' | 'down'>>;
  /** The road between one node and one side. */
  readonly ctiLinks?: Readonly<Record<NodeName, Readonly<Record<CtiSide, 'whole' | 'cut'>>>>;
  readonly agents: readonly {
    readonly loginId: string;
    readonly state: string;
    readonly reasonCode: number | undefined;
    readonly extension: string;
  }[];
  readonly calls: readonly {
    readonly id: string;
    readonly from: string;
    readonly to: string;
    readonly agents: readonly string[];
  }[];
  readonly chat: {
    readonly server: 'first' | 'second';
    readonly users: readonly { readonly loginId: string; readonly status: string; readonly connected: boolean }[];
    readonly chats: readonly { readonly id: string; readonly parties: readonly string[] }[];
  };
  readonly awdb: Readonly<Record<AwdbSide, 'up' | 'down'>>;
  /** Agents who are signed in to a Media Routing Domain, or are waited for in one. */
  readonly media: readonly {
    readonly loginId: string;
    readonly mrdId: string;
    readonly state: string;
    readonly reasonCode: number | undefined;
    readonly tasks: readonly { readonly id: string; readonly state: string }[];
    readonly waiting: number;
    /** How often a task was offered and not accepted in time. */
    readonly ronas: number;
  }[];
}
