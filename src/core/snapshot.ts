/** A snapshot back into a state: JSON leaves out what is `undefined`, every field must be there nevertheless, in its place. */
import type { CoreSnapshot, SessionRecord } from './contract.ts';
import { initialState, initialView, unknownNode } from './initial-state.ts';
import type { CoreState } from './state.ts';

/** Throws for a snapshot of another build's form. */
export function reviveState(snapshot: CoreSnapshot): CoreState {
  const state = JSON.parse(JSON.stringify(snapshot)) as CoreState;
  if ((state.version as number) !== 1)
    throw new Error(`A core snapshot of version ${String(state.version)} cannot be read.`);
  const { nodes } = state.view;
  const view = {
    ...initialView(state.options),
    ...state.view,
    nodes: {
      publisher: { ...unknownNode(''), ...nodes.publisher },
      subscriber: { ...unknownNode(''), ...nodes.subscriber },
    },
  };
  // Effects that were not drained yet: the one field that may be undefined there, too.
  const outbox = state.outbox.map((effect) =>
    effect.type === 'persist'
      ? { type: effect.type, session: effect.session }
      : effect.type === 'mark'
        ? { type: effect.type, name: effect.name, epoch: effect.epoch, node: effect.node }
        : effect,
  );
  return { ...initialState(state.options), ...state, view, outbox, ...persistedIn(snapshot) };
}

/** Earlier builds kept the last record as text. */
function persistedIn(snapshot: CoreSnapshot): { readonly persisted?: SessionRecord } {
  const { persisted } = snapshot as { readonly persisted?: unknown };
  return typeof persisted === 'string' ? { persisted: JSON.parse(persisted) as SessionRecord } : {};
}
