/** Where each part stands on the paper. Units are those of the drawing's view box; a narrow panel shows them 1:1. */
import { worded } from '../../desktop/locale.ts';

export const paper = { width: 352, height: 408 } as const;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Words within, one line each; the state is a line of its own below. */
  readonly label: string;
}
export interface Line {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Part of the way from `from` to `to` at which its mark sits. */
  readonly markAt: number;
}

export const boxes: Readonly<Record<string, Box>> = worded('lab.place', ['label'], {
  desktop: { x: 101, y: 4, width: 150, height: 44, label: 'This desktop' },
  publisher: { x: 4, y: 104, width: 166, height: 112, label: 'Publisher' },
  subscriber: { x: 182, y: 104, width: 166, height: 112, label: 'Subscriber' },
  'notification-publisher': { x: 10, y: 156, width: 76, height: 52, label: 'XMPP' },
  'presence-publisher': { x: 90, y: 156, width: 74, height: 52, label: 'finesse' },
  'notification-subscriber': { x: 188, y: 156, width: 76, height: 52, label: 'XMPP' },
  'presence-subscriber': { x: 268, y: 156, width: 74, height: 52, label: 'finesse' },
  'side-A': { x: 4, y: 284, width: 104, height: 44, label: 'CTI side A' },
  gateway: { x: 124, y: 284, width: 104, height: 44, label: 'Agent PG' },
  'side-B': { x: 244, y: 284, width: 104, height: 44, label: 'CTI side B' },
  'awdb-primary': { x: 4, y: 358, width: 104, height: 44, label: 'AWDB 1' },
  'awdb-secondary': { x: 124, y: 358, width: 104, height: 44, label: 'AWDB 2' },
  chat: { x: 244, y: 358, width: 104, height: 44, label: 'IM&P chat' },
});

export const lines: Readonly<Record<string, Line>> = {
  'network-publisher': { from: [140, 48], to: [87, 104], markAt: 0.5 },
  'network-subscriber': { from: [212, 48], to: [265, 104], markAt: 0.5 },
  'cti-publisher-A': { from: [40, 216], to: [40, 284], markAt: 0.5 },
  'cti-publisher-B': { from: [120, 216], to: [264, 284], markAt: 0.22 },
  'cti-subscriber-A': { from: [232, 216], to: [88, 284], markAt: 0.22 },
  'cti-subscriber-B': { from: [312, 216], to: [312, 284], markAt: 0.5 },
};

/** Lines that nobody can touch. */
export const fixedLines: readonly Line[] = [
  { from: [108, 306], to: [124, 306], markAt: 0 },
  { from: [228, 306], to: [244, 306], markAt: 0 },
];

export function along({ from, to, markAt }: Line): readonly [number, number] {
  return [from[0] + (to[0] - from[0]) * markAt, from[1] + (to[1] - from[1]) * markAt];
}
