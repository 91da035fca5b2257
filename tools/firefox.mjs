// Finds a Firefox to test with, or installs Debian's: FIREFOX_PATH, the usual places, the package `firefox-esr`. Unlike
// Chromium it may be missing: then its tests are left out, and the notice says so where everybody looks.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const usualPlaces = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

const run = (command, args) => spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0;

/** Path of an executable Firefox, or `undefined` where there is none and none can be installed. */
export function findFirefox() {
  const named = process.env.FIREFOX_PATH;
  if (named) return existsSync(named) ? named : undefined;
  const found = usualPlaces.find((place) => existsSync(place));
  if (found) return found;
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !run('which', ['apt-get'])) return undefined;
  console.error('No Firefox here: installing the Debian package');
  run('apt-get', ['update']);
  run('apt-get', ['install', '-y', '--no-install-recommends', 'firefox-esr']);
  return existsSync('/usr/bin/firefox-esr') ? '/usr/bin/firefox-esr' : undefined;
}
