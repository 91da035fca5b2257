/**
 * Which seeds belong to the commit that is checked out: the same for everybody, others for the next change. They follow from
 * the commit's tree and not from its own hash, so that the same sources meet the same seeds however they were merged.
 */
import { execFileSync } from 'node:child_process';

/** Room for many seeds after it, within the nine digits of a seed. */
const most = 900_000_000;

/** 1 where there is no repository (a downloaded archive). */
export function firstSeedOfCommit(): number {
  try {
    const hash = execFileSync('git', ['rev-parse', 'HEAD^{tree}'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return seedOfHash(hash.trim());
  } catch {
    return 1;
  }
}

export const seedOfHash = (hash: string): number => (Number.parseInt(hash.slice(0, 10), 16) % most) + 1;
