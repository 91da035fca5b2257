/** When a gadget may have missed events, as its title bar says it. Pure words and times. */
import type { Gap, GapSlice } from '../core/view.ts';
import { gadgetTexts as texts } from './gadget-texts.ts';
import { fill } from './locale.ts';
import { clockText, gapSliceWords, secondsPhrase } from './words.ts';

/** Older gaps are of no interest any more. Ms. */
const shownForMs = 10 * 60_000;

export interface GapMark {
  readonly text: string;
  readonly title: string;
}

/** The newest gap that concerns the slices; `undefined` for none. `offset`: the node's clock minus ours, Ms. */
export function gapMark(
  gaps: readonly Gap[],
  uses: readonly GapSlice[],
  now: number,
  offset: number,
): GapMark | undefined {
  const gap = gaps.findLast(({ slice, to }) => uses.includes(slice) && to !== undefined && now - to <= shownForMs);
  if (gap?.to === undefined) return undefined;
  const from = clockText(gap.from + offset);
  const to = clockText(gap.to + offset);
  const between = fill(from === to ? texts.missedAround : texts.missedFrom, { from, to });
  const howLong = secondsPhrase((gap.to - gap.from) / 1000);
  return {
    text: fill(texts.missed, { time: howLong }),
    title: fill(texts.missedTitle, { slice: gapSliceWords[gap.slice], between, to }),
  };
}
