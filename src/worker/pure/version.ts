/** Who is newer: a page, a worker, or another build's worker. Pure. Knows no constants of the build. */

export interface Version {
  readonly protocol: number;
  /** ISO build time, so that newer is a string comparison; `dev` (not bundled) fits every build. */
  readonly build: string;
}

export type Age = 'older' | 'same' | 'newer';

export function isNewerBuild(one: string, other: string): boolean {
  return one !== 'dev' && other !== 'dev' && one > other;
}

/** What `one` is in comparison with `other`. The protocol decides before the build does. */
export function compareVersions(one: Version, other: Version): Age {
  if (one.protocol !== other.protocol) return one.protocol > other.protocol ? 'newer' : 'older';
  if (isNewerBuild(one.build, other.build)) return 'newer';
  return isNewerBuild(other.build, one.build) ? 'older' : 'same';
}
