/**
 * Reading from the node as a gadget: one GET through the core's link, with the agent's sign-in, from the budget that the
 * whole desktop shares. What was refused was not sent. Knows no core and no link.
 */
import type { GadgetReadOutcome } from '../core/contract.ts';
import type { WirePayload } from '../wire/http.ts';

export type NodeReadCode =
  /** There is no connection at the moment; nothing was sent. */
  | 'not-connected'
  /** Too much was asked lately, by this gadget or another: `retryAfterMs` says when there is room again. Nothing was sent. */
  | 'budget-empty'
  /** The node could not be reached. */
  | 'refused'
  /** No answer in time. */
  | 'timeout'
  /** The node answered with an error: `status`, and `payload` with its words. */
  | 'status';

/** Why a gadget's read gave nothing. */
export class NodeReadError extends Error {
  override readonly name = 'NodeReadError';
  readonly code: NodeReadCode;
  /** Virtual ms; with `budget-empty` only. */
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;
  readonly payload: WirePayload | undefined;
  constructor(
    code: NodeReadCode,
    more: { readonly retryAfterMs?: number; readonly status?: number; readonly payload?: WirePayload } = {},
  ) {
    super(`The node was not read: ${code}${more.status === undefined ? '' : ` ${more.status}`}`);
    this.code = code;
    this.retryAfterMs = more.retryAfterMs;
    this.status = more.status;
    this.payload = more.payload;
  }
}

/** The payload of a good answer; throws `NodeReadError` for everything else. */
export function payloadOf(outcome: GadgetReadOutcome): WirePayload {
  if (outcome.kind === 'failed') throw new NodeReadError(outcome.failure);
  if (outcome.kind === 'refused') {
    throw new NodeReadError(
      outcome.code,
      outcome.code === 'budget-empty' ? { retryAfterMs: outcome.retryAfterMs } : undefined,
    );
  }
  const { status, payload } = outcome.reply;
  if (status < 200 || status > 299) throw new NodeReadError('status', { status, payload });
  return payload;
}
