/** The names under which core workers of one browser know each other: by scope (which link), build and life. Pure. */

/** A worker that is alive holds the lock of this name; `which` is an instance, or the beginning of some. */
export const aliveLock = (which: string): string => `core-alive:${which}`;

/** `unique` holds no `|`. */
export const instanceName = (scope: string, build: string, life: number, unique: string): string =>
  `${instancesOf(scope, build)}${life}|${unique}`;

/** What the names of all instances begin with. */
export const instancesOf = (scope: string, build?: string): string =>
  build === undefined ? `${scope}|` : `${scope}|${build}|`;

export const buildOfInstance = (name: string): string => name.split('|')[1] ?? '';

/** Lives that nobody answers are tried this often: the first time the worker may just be slow. */
const attemptsPerLife = 2;

/**
 * Which life a page joins at its attempt (from 1) to reach a worker: that of the instance that is alive, else another one
 * whenever the last has been silent too often.
 */
export function lifeToJoin(alive: readonly string[], attempt: number): number {
  const lives = alive.map((name) => Number(name.split('|')[2])).filter((life) => life > 0);
  return lives.length > 0 ? Math.max(...lives) : 1 + Math.floor((attempt - 1) / attemptsPerLife);
}
