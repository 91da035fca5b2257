/** What happens on a floor, the lanes in which it waits, and who looks on. What becomes of it the floor knows. */
import type { ClusterInput } from '../../cluster/contract.ts';
import type { Ms } from '../../wire/names.ts';
import type { Desk, DeskEvent } from './desk.ts';
import type { FromNode } from './desk-link.ts';
import type { SharedMachine } from './floor-machine.ts';
import type { TraceSink } from './trace.ts';

/** All of one form, in this order: millions pass through the same few lines, which are quick only as long as they meet one form. */
export type FleetEvent =
  /** `what`: the desk's number, so that a wake that is put off does not touch the desk. */
  | { readonly to: 'wake'; readonly desk: Desk; readonly what: number }
  | { readonly to: 'desk'; readonly desk: Desk; readonly what: DeskEvent }
  | { readonly to: 'desk-from-node'; readonly desk: Desk; readonly what: FromNode }
  | ToNode
  /** Written by the desk's process, and now on its way; only on a machine. */
  | { readonly to: 'road'; readonly desk: Desk; readonly what: { readonly setUp: Ms; readonly event: ToNode } }
  | { readonly to: 'script'; readonly desk: undefined; readonly what: (at: Ms) => void };

export interface ToNode {
  readonly to: 'node';
  readonly desk: Desk;
  readonly what: Extract<ClusterInput, { type: 'rest' | 'xmpp' }>;
}

/** What takes equally long each time: the road, a pong that does not come, the next ping, an answer that does not come. */
export const lanes = { road: 0, pong: 1, ping: 2, timeout: 3 } as const;

export interface FloorHooks {
  readonly sink: TraceSink;
  /** Called about every virtual second with the time passed. */
  readonly progress?: (virtualMs: Ms) => void;
  readonly mutations?: readonly string[];
  /** Everything runs on it, and a request costs its node's process what it would cost the node's own capacity. */
  readonly machine?: SharedMachine;
}
