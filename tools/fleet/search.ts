// The search for a policy: grids over jitter, cadence, pacing and retry budget; the least p95 among those whose load stays
// within bounds. Deterministic: the seed is told with the answer. Knows no file.
import { policies, type Policy } from '../../src/core/policy.ts';
import { markdownTable, shown } from '../../bench/table.ts';
import type { Deployment } from './options.ts';
import type { DeploymentResult } from './run.ts';

export interface Candidate {
  readonly name: string;
  readonly policy: Partial<Policy>;
  readonly plannedShare: number;
}

/** A node may be asked so many requests by each desktop that comes over, and begin to serve so much more than it has planned. */
export const bounds = { requestsPerAgent: 12, arrivalsOverRate: 1.2 } as const;

const swift = policies.swift;

/** Around what there is, and quicker than it; slower cannot be better where nothing is overloaded. */
export function candidates(): Candidate[] {
  const list: Candidate[] = [];
  for (const pollFirstBoundMs of [500, swift.pollFirstBoundMs]) {
    for (const pollCurrentMs of [2_500, swift.pollCurrentMs]) {
      for (const attemptBackoffMs of [1_000, swift.attemptBackoffMs]) {
        for (const plannedShare of [0.8, 0.9]) {
          list.push({
            name: `jitter ${pollFirstBoundMs} ms, cadence ${pollCurrentMs} ms, retry ${attemptBackoffMs} ms, pacing ${plannedShare}`,
            policy: { pollFirstBoundMs, pollCurrentMs, pollAlternateMs: pollCurrentMs, attemptBackoffMs },
            plannedShare,
          });
        }
      }
    }
  }
  return list;
}

/** What each candidate is tried on: a node lost under everybody, on a LAN and far away. */
export function trialsOf(base: Deployment, candidate: Candidate): Deployment[] {
  const trial: Deployment = {
    ...base,
    profile: 'swift',
    move: 'in-place',
    policy: candidate.policy,
    plannedShare: candidate.plannedShare,
    callsPerHour: 0,
    lastsMs: 0,
  };
  return [
    { ...trial, roundTripMs: 2 },
    { ...trial, roundTripMs: 400 },
  ];
}

export interface Tried {
  readonly candidate: Candidate;
  readonly p95_s: number;
  readonly requests: number;
  readonly overRate: number;
  readonly allowed: 'yes' | 'no';
}

export function weigh(candidate: Candidate, results: readonly DeploymentResult[]): Tried {
  const worst = (of: (result: DeploymentResult) => number): number => Math.max(...results.map(of));
  const p95 = worst((result) => (result.not_restored > 0 ? Infinity : (result.p95_s ?? Infinity)));
  const requests = worst((result) => result.requests_per_agent);
  const overRate = worst((result) => result.peak_arrivals_per_s / result.paced_rate_per_s);
  const allowed = requests <= bounds.requestsPerAgent && overRate <= bounds.arrivalsOverRate;
  return { candidate, p95_s: p95, requests, overRate, allowed: allowed ? 'yes' : 'no' };
}

/** Within the bounds first, then the least p95; among equals, to a tenth of a second, whoever asks least, then the calmest. */
export const ranked = (tried: readonly Tried[]): Tried[] =>
  [...tried].sort(
    (one, other) =>
      Number(other.allowed === 'yes') - Number(one.allowed === 'yes') ||
      Math.round(one.p95_s * 10) - Math.round(other.p95_s * 10) ||
      Math.round(one.requests * 10) - Math.round(other.requests * 10) ||
      calm(other) - calm(one),
  );

const calm = ({ candidate: { policy } }: Tried): number => (policy.pollCurrentMs ?? 0) + (policy.attemptBackoffMs ?? 0);

export function searchText(tried: readonly Tried[]): string {
  const rows = ranked(tried).map(({ candidate, p95_s, requests, overRate, allowed }) => [
    candidate.name,
    shown(p95_s),
    requests.toFixed(1),
    overRate.toFixed(2),
    allowed,
  ]);
  return markdownTable(['policy', 'worst p95 (s)', 'requests/agent', 'arrivals / paced rate', 'within bounds'], rows);
}
