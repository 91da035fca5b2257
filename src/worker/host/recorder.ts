/**
 * The flight recorder: a core snapshot and every input and wake-up since, so that what happened can be replayed. Pure.
 * Bounded: when the ring is full it begins again from a snapshot of that moment. Holds no password, for no core input does.
 */
import type { CoreInput, CoreSnapshot } from '../../core/contract.ts';
import type { Recording } from '../protocol.ts';

/** About an hour of a busy agent; some megabytes at most. */
export const recorderLimit = 5000;

export interface Recorder {
  /** To be called before the core sees the input (`undefined`: a wake-up). */
  tap(input: CoreInput | undefined, at: number): void;
  recording(): Recording;
}

export function createRecorder(build: string, snapshot: () => CoreSnapshot, limit = recorderLimit): Recorder {
  // A snapshot shares nothing with the core, but a clone costs little and keeps that a property of this file.
  const take = () => structuredClone(snapshot());
  let start = take();
  let inputs: { readonly at: number; readonly input?: CoreInput }[] = [];
  return {
    tap(input, at) {
      if (inputs.length >= limit) {
        start = take();
        inputs = [];
      }
      inputs.push(input === undefined ? { at } : { at, input });
    },
    recording: () => ({ version: 1, build, start, inputs: [...inputs] }),
  };
}
