/**
 * Plays a recording to a fresh core and says where it first shows something else. Pure; what a replay finds is a change of
 * the core since, chance that is not in the state, or a recording of another program.
 */
import type { Core, CoreSnapshot } from '../../core/contract.ts';
import { IllegalInput } from '../../core/contract.ts';
import type { Recording } from './recording.ts';
import { viewHash } from './view-hash.ts';

export interface Divergence {
  /** Number of the step, from 0. */
  readonly step: number;
  readonly at: number;
  readonly input: string;
  readonly recorded: string;
  readonly replayed: string;
}

export interface ReplayResult {
  readonly steps: number;
  /** Steps whose view was recorded and is the same. */
  readonly equal: number;
  readonly divergence: Divergence | undefined;
  /** Of the last view. */
  readonly hash: string;
}

export function replay(recording: Recording, coreFrom: (snapshot: CoreSnapshot) => Core): ReplayResult {
  const core = coreFrom(recording.start);
  let equal = 0;
  let divergence: Divergence | undefined;
  for (const [step, { at, input, view }] of recording.inputs.entries()) {
    try {
      if (input) core.handle(input, at);
      else core.wake(at);
    } catch (error) {
      // Refused then as it is now: the core is unchanged.
      if (!(error instanceof IllegalInput)) throw error;
    }
    core.effects();
    if (view === undefined) continue;
    const replayed = viewHash(core.view());
    if (replayed === view) equal += 1;
    else divergence ??= { step, at, input: input?.type ?? 'wake', recorded: view, replayed };
  }
  return { steps: recording.inputs.length, equal, divergence, hash: viewHash(core.view()) };
}

/** Throws a message for people when this is no recording. */
export function parseRecording(value: unknown): Recording {
  const recording = value as Partial<Record<keyof Recording, unknown>> | null;
  if (typeof recording !== 'object' || recording === null || recording.version !== 1)
    throw new Error('This is not a recording of version 1.');
  const { start, inputs } = recording;
  const isStep = (step: unknown): boolean =>
    typeof step === 'object' && step !== null && Number.isFinite((step as { at?: unknown }).at);
  if (typeof start !== 'object' || start === null || !Array.isArray(inputs) || !inputs.every(isStep))
    throw new Error('This recording is damaged: it has no snapshot, or steps without a time.');
  return recording as Recording;
}
