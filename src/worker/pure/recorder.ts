/**
 * The flight recorder: a core snapshot, every input and wake-up since, and what was shown after each. Pure. Bounded: when
 * the ring is full it begins again from a snapshot of that moment.
 */
import type { CoreInput, CoreSnapshot } from '../../core/contract.ts';
import type { DesktopView } from '../../core/view.ts';
import type { RecordedStep, Recording } from './recording.ts';
import { viewHash } from './view-hash.ts';

/** About an hour of a busy agent; some megabytes at most. */
export const recorderLimit = 5000;

export interface Recorder {
  /** To be called before the core sees the input (`undefined`: a wake-up). */
  tap(input: CoreInput | undefined, at: number): void;
  /** After the core has worked it off. */
  shown(view: DesktopView): void;
  recording(): Recording;
}

/** `snapshot` must share nothing with the core. */
export function createRecorder(build: string, snapshot: () => CoreSnapshot, limit = recorderLimit): Recorder {
  let start = snapshot();
  let inputs: RecordedStep[] = [];
  return {
    tap(input, at) {
      if (inputs.length >= limit) {
        start = snapshot();
        inputs = [];
      }
      inputs.push(input === undefined ? { at } : { at, input });
    },
    shown(view) {
      const last = inputs.at(-1);
      if (last && last.view === undefined) inputs[inputs.length - 1] = { ...last, view: viewHash(view) };
    },
    recording: () => ({ version: 1, build, start, inputs: [...inputs] }),
  };
}
