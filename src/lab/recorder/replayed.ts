/** A recording played to a fresh core: every view it shows, so that one can go forward and back. Knows no element. */
import type { CoreInput } from '../../core/contract.ts';
import { createCore } from '../../core/core.ts';
import type { DesktopView } from '../../core/view.ts';
import type { Recording } from '../../worker/pure/recording.ts';
import { stepper } from '../../worker/pure/redact.ts';
import { viewHash } from '../../worker/pure/view-hash.ts';

/** The snapshot's own options win; what a recording cannot hold is not needed to replay it. */
const noOptions = { profile: 'swift', move: 'in-place', seed: 1, hosts: { publisher: '', subscriber: '' } } as const;
export const coreFrom = (snapshot: Recording['start']): ReturnType<typeof createCore> =>
  createCore(noOptions, snapshot);

export interface ReplayedStep {
  readonly at: number;
  /** What came in, in a few words. */
  readonly words: string;
  readonly input: CoreInput | undefined;
  /** Shared with the steps beside it where nothing changed: thousands of them are cheap. */
  readonly view: DesktopView;
  readonly hash: string;
  readonly same: 'same' | 'different' | 'not-recorded';
}

export interface Replayed {
  readonly recording: Recording;
  /** Never empty: the first is the snapshot's own. */
  readonly steps: readonly ReplayedStep[];
  readonly equal: number;
  readonly different: number;
}

/** Throws when the snapshot is of another form than this build's. */
export function playRecording(recording: Recording): Replayed {
  const core = coreFrom(recording.start);
  const play = stepper(core);
  const first = core.view();
  const start: ReplayedStep = {
    at: recording.inputs[0]?.at ?? first.phaseSince,
    words: 'snapshot',
    input: undefined,
    view: first,
    hash: viewHash(first),
    same: 'not-recorded',
  };
  const steps = recording.inputs.map((step): ReplayedStep => {
    const view = play(step);
    const hash = viewHash(view);
    return {
      at: step.at,
      words: wordsOf(step.input),
      input: step.input,
      view,
      hash,
      same: step.view === undefined ? 'not-recorded' : step.view === hash ? 'same' : 'different',
    };
  });
  return {
    recording,
    steps: [start, ...steps],
    equal: steps.filter(({ same }) => same === 'same').length,
    different: steps.filter(({ same }) => same === 'different').length,
  };
}

function wordsOf(input: CoreInput | undefined): string {
  if (!input) return 'timer';
  switch (input.type) {
    case 'reply':
      return `reply ${input.id}: ${input.reply.status} ${input.reply.payload.kind}`;
    case 'request-failed':
      return `request ${input.id}: ${input.failure}`;
    case 'channel':
      return `channel ${input.channel}: ${input.event.kind}${input.event.kind === 'item' ? ` ${input.event.path}` : ''}`;
    case 'command':
      return `command ${input.command.type}`;
    default:
      return input.type;
  }
}
