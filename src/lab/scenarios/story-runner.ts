/** Carries out one step of a live story on the desktop's own cluster. Knows no element. */
import type { DesktopView } from '../../core/view.ts';
import type { LabActionName, LabArguments } from '../api.ts';
import type { StoryStep } from './stories.ts';

export interface StoryStage {
  readonly act: (action: LabActionName, args: LabArguments) => Promise<void>;
  readonly view: () => DesktopView | undefined;
  /** Virtual ms. */
  readonly now: () => number;
}

/** Virtual ms after which what a story waits for will not come; the slowest documented road takes less. */
export const storyPatienceMs = 300_000;
/** Real ms. */
const lookEvery = 50;

/** Rejects with what did not come, or what was refused, or when `signal` ends it. */
export async function carryOut(step: StoryStep, stage: StoryStage, signal: AbortSignal): Promise<void> {
  if (step.kind === 'do') return stage.act(step.action, step.args);
  const began = stage.now();
  const isSo = (): boolean => {
    if (step.kind === 'wait') return stage.now() - began >= step.ms;
    const view = stage.view();
    return view?.phase === step.phase && (step.node === undefined || view.node === step.node);
  };
  while (!isSo()) {
    signal.throwIfAborted();
    if (stage.now() - began > storyPatienceMs) {
      const view = stage.view();
      throw new Error(`it did not come: the desktop is ${view?.phase ?? 'not there'}, on ${view?.node ?? 'no node'}`);
    }
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
  }
}
