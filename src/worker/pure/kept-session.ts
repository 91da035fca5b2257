/** What has become of a session that an earlier worker left on disk. Pure; knows nothing of where it was kept. */

/** PF-1: the node waits so long for a lost presence before it logs the agent out. Virtual ms. */
export const presenceGraceMs = 60_000;

/** Sign of life of a running session: a twelfth of the grace. Virtual ms. */
export const stampEveryMs = 5_000;

/** `seenAt` and `wallNow`: real ms since 1970; `speed`: virtual ms per real one. */
export function judgeKept(
  seenAt: number | undefined,
  wallNow: number,
  speed: number,
): { readonly kind: 'within-grace' | 'too-late'; readonly awayMs: number } {
  // A wall clock set back counts as no time at all.
  const awayMs = Math.max(0, wallNow - (seenAt ?? 0)) * speed;
  return { kind: awayMs <= presenceGraceMs ? 'within-grace' : 'too-late', awayMs };
}
