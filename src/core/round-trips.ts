/** How long the road to each node is, as far as answers to the smallest request have shown (GL-3). Knows no phase. */
import type { Ms, NodeName } from '../wire/names.ts';
import { patchView, type Step } from './state.ts';

/** The least of so many: a cold connection or a busy moment is not the road's length. */
const samplesKept = 4;
/** Smaller changes of a round trip are not worth a new view. */
const noise = { ms: 3, share: 0.2 } as const;

/** From an answer to SystemInfo: the smallest request there is. */
export function learnRoundTrip(step: Step, node: NodeName, took: Ms): void {
  const { state } = step;
  state.roundTrips[node] = [...state.roundTrips[node], took].slice(-samplesKept);
  const next = Math.round(Math.min(...state.roundTrips[node]));
  const { nodes } = state.view;
  const shown = nodes[node].roundTripMs;
  const change = shown === undefined ? Infinity : Math.abs(next - shown);
  if (change <= Math.max(noise.ms, (shown ?? 0) * noise.share)) return;
  patchView(step, { nodes: { ...nodes, [node]: { ...nodes[node], roundTripMs: next } } });
}
