/** Finds Prosody (https://prosody.im), or installs Debian's package where that can be done. Starts nothing. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';

const place = '/usr/bin/prosody';
/** Ms. A machine without a way to its package server must not hold up all tests. */
const installWithinMs = 120_000;

const run = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    timeout: installWithinMs,
    // Debian would start it for all the world.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  }).status === 0;

/** `undefined` where it is not and cannot be installed. */
export function findProsody(): string | undefined {
  const named = process.env['PROSODY_PATH'];
  if (named !== undefined) return existsSync(named) ? named : undefined;
  if (existsSync(place)) return place;
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  console.error('No Prosody here: installing the Debian package');
  const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', 'prosody']);
  if (!install()) {
    run('apt-get', ['update']);
    install();
  }
  return existsSync(place) ? place : undefined;
}

/** Told here and again among the last lines of `npm test`: what was not tested must not look as if it had been. */
export function tellSkipped(what: string): void {
  const line = `NOT TESTED: ${what}`;
  console.error(`\n${'!'.repeat(line.length)}\n${line}\n${'!'.repeat(line.length)}\n`);
  const file = process.env['UNDERSTUDY_NOTICES'];
  if (file !== undefined) appendFileSync(file, `${line}\n`);
}
