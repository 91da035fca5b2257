/**
 * The desktop's own stories, told live: what an operator does to the cluster beside it, and what the desktop is waited for
 * to show. Data; `story-runner.ts` carries them out.
 */
import type { Phase } from '../../core/view.ts';
import type { NodeName } from '../../wire/names.ts';
import type { LabActionName, LabArguments } from '../api.ts';
import { translated } from '../../desktop/locale.ts';

export type StoryStep =
  | { readonly kind: 'do'; readonly action: LabActionName; readonly args: LabArguments; readonly text: string }
  | { readonly kind: 'until'; readonly phase: Phase; readonly node?: NodeName; readonly text: string }
  /** Virtual ms. */
  | { readonly kind: 'wait'; readonly ms: number; readonly text: string };

export interface Story {
  readonly id: string;
  /** Rows of the requirements. */
  readonly ids: readonly string[];
  readonly title: string;
  readonly steps: readonly StoryStep[];
}

const act = (text: string, action: LabActionName, args: LabArguments = {}): StoryStep => ({
  kind: 'do',
  action,
  args,
  text,
});
const until = (text: string, phase: Phase, node?: NodeName): StoryStep => ({
  kind: 'until',
  phase,
  text,
  ...(node && { node }),
});
const wait = (ms: number, text: string): StoryStep => ({ kind: 'wait', ms, text });
const there = until('The desktop is connected to the publisher', 'connected', 'publisher');

export const stories: readonly Story[] = [
  {
    id: 'live-node-dies',
    ids: ['DF-1', 'DF-7'],
    title: 'The publisher dies; the desktop moves and stays',
    steps: [
      there,
      act('The publisher stops', 'stop-node', { node: 'publisher' }),
      until('The desktop is on the subscriber', 'connected', 'subscriber'),
      act('The publisher starts again', 'start-node', { node: 'publisher' }),
      wait(5000, 'Nothing moves back'),
      until('The desktop is still on the subscriber', 'connected', 'subscriber'),
    ],
  },
  {
    id: 'live-notification-service',
    ids: ['DF-2'],
    title: 'The notification service is lost; requests would still work',
    steps: [
      there,
      act('The notification service of the publisher stops', 'stop-notification', { node: 'publisher' }),
      until('The desktop is on the subscriber', 'connected', 'subscriber'),
      act('The service starts again', 'start-notification', { node: 'publisher' }),
    ],
  },
  {
    id: 'live-network-cut',
    ids: ['DF-2', 'PF-3'],
    title: 'The network to the publisher swallows every packet',
    steps: [
      there,
      act('The network is cut, without a word', 'cut-network', { node: 'publisher' }),
      until('The desktop is on the subscriber', 'connected', 'subscriber'),
      act('The network is whole again', 'restore-network', { node: 'publisher' }),
    ],
  },
  {
    id: 'live-cti-side-a',
    ids: ['CTI-1', 'CTI-4'],
    title: 'CTI side A fails; both nodes go over to side B',
    steps: [
      there,
      act('CTI side A fails', 'cut-cti', { side: 'A' }),
      wait(8000, 'The nodes turn to side B'),
      until('The desktop is connected', 'connected'),
      act('Side A is back', 'restore-cti', { side: 'A' }),
    ],
  },
  {
    id: 'live-both-cti-sides',
    ids: ['CTI-8'],
    title: 'Both CTI sides are down: no node is in service, and the desktop waits',
    steps: [
      there,
      act('Both CTI sides fail', 'cut-cti', { side: 'both' }),
      until('The desktop looks for a node', 'searching'),
      wait(3000, 'It goes on looking'),
      act('Both sides are back', 'restore-cti', { side: 'both' }),
      until('The desktop is connected again', 'connected'),
    ],
  },
];

export const storyTitle = ({ id, title }: Story): string => translated(`lab.story.${id}`, title);
/** Steps of several stories say the same. */
export const stepText = ({ text }: StoryStep): string => translated('lab.story-step', text);
