/** One scripted node: its switches, and how it words an answer. What it answers to is in `fake-cluster.ts`. */
import type { ApiReply, WirePayload } from '../../wire/http.ts';
import type { Ms } from '../../wire/names.ts';

export interface FakeNode {
  /** `silent`: no answer at all, the client's own time-out ends it. */
  rest: 'up' | 'refused' | 'silent';
  status: 'IN_SERVICE' | 'OUT_OF_SERVICE';
  heartbeat: 'success' | 'failure';
  notification: 'up' | 'refused' | 'silent' | 'unauthorized' | 'conflict';
  finesse: boolean;
  /** Of the node itself, as SystemInfo tells it. */
  maintenance?: 'IN_PROGRESS';
  /** Added to every answer: a cold connection, a busy node. */
  extraMs: Ms;
  /** Open channels of this node. */
  channels: { id: number; epoch: number }[];
  /** Bound sessions without presence. */
  held: { id: number; epoch: number }[];
  /** Answers instead of the usual ones: first match by method and path is used, once. */
  scripted: { method: string; path: string; reply: ApiReply | 'lost' }[];
}

export const reply = (status: number, payload: WirePayload = { kind: 'Empty' }): ApiReply => ({
  status,
  headers: {},
  payload,
});
export const errors = (errorType: string, errorMessage = ''): WirePayload => ({
  kind: 'ApiErrors',
  value: [{ errorType, errorMessage, errorData: '' }],
});

export function freshNode(): FakeNode {
  return {
    rest: 'up',
    status: 'IN_SERVICE',
    heartbeat: 'success',
    notification: 'up',
    finesse: true,
    extraMs: 0,
    channels: [],
    held: [],
    scripted: [],
  };
}
