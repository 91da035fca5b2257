/** What is compared when a desktop is precached, over which roads. Plain data. */
import type { RoadShape } from '../real/road.ts';

export const ways = ['pack', 'workbox', 'addAll'] as const;
/** `pack`: the product's own worker. `workbox`: file by file, as workbox-precaching installs. `addAll`: `cache.addAll`. */
export type InstallWay = (typeof ways)[number];

export const roads = ['1ms', '400ms-1.5mbit'] as const;
export type RoadName = (typeof roads)[number];
export const roadShapes: Readonly<Record<RoadName, RoadShape>> = {
  '1ms': { roundTripMs: 1 },
  '400ms-1.5mbit': { roundTripMs: 400, mbitPerSecond: 1.5 },
};

/** One file as a precaching worker of another make is told of it. */
export interface ListedFile {
  readonly url: string;
  readonly revision: string | null;
  readonly integrity: string;
}

export interface InstallSample {
  readonly way: InstallWay;
  readonly road: RoadName;
  /** From `register` until the worker is active, with every file in a cache. */
  readonly install_ms: number;
  readonly requests: number;
  /** Down the line, everything above TCP. */
  readonly bytes: number;
}
