/**
 * What is published on how long desktops take to come back (DF-11), as data: for the planner, the fleet and their tests.
 * Counted from the first detectable IN_SERVICE node; nobody says how the agents were spread over the nodes.
 */
export interface PublishedRow {
  readonly agents: number;
  readonly gadgets: number;
  readonly network: 'LAN' | 'WAN, 400 ms';
  readonly roundTripMs: number;
  readonly fromS: number;
  readonly toS: number;
  /** Predictions must not be looked at while the model is calibrated. */
  readonly use: 'calibration' | 'prediction';
}

/** Release 12.6, XML gadgets, 4 vCPU. A LAN's round trip is assumed. */
export const publishedRows: readonly PublishedRow[] = [
  { agents: 1_000, gadgets: 6, network: 'LAN', roundTripMs: 2, fromS: 50, toS: 55, use: 'calibration' },
  { agents: 2_000, gadgets: 6, network: 'LAN', roundTripMs: 2, fromS: 70, toS: 80, use: 'calibration' },
  { agents: 2_000, gadgets: 6, network: 'WAN, 400 ms', roundTripMs: 400, fromS: 80, toS: 110, use: 'prediction' },
];

/** At 2000 users: 1.41 MB for each. */
export const publishedBandwidth = { mbitPerSecond: 250, seconds: 90, agents: 2_000 } as const;
