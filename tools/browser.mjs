// Finds a Chromium to test with, or installs one: CHROME_PATH, the usual places, Debian's package, Playwright's own.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Flags for headless runs: without them Chromium calls Google's hosts at every start. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Pages of the browser's own address bar, which nobody sees here: each window would load and run them, a quarter of all its work. */
const unseen = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

/** What Playwright itself switches off: Chromium goes by the last list it is given. Held against its source by a test. */
export const offByPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

const without = (features) => [...chromiumFlags, `--disable-features=${features.join(',')}`];

/** For tests through Puppeteer, which adds a list like this one to its own. */
export const leanFlags = without(unseen);

/** For tests through Playwright. */
export const leanPlaywrightFlags = without([...offByPlaywright, ...unseen]);

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const run = (command, args) => spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0;

/** Path of an executable Chromium; installs one where that is possible; throws one clear message otherwise. */
export async function findChromium() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH is ${named}, but there is no such file`);
  }
  const found = usualPlaces.find((place) => existsSync(place));
  if (found) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && run('which', ['apt-get'])) {
    console.error('No Chromium here: installing the Debian package');
    run('apt-get', ['update']);
    if (run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']) && existsSync('/usr/bin/chromium')) {
      return '/usr/bin/chromium';
    }
  }
  const { chromium } = await import('playwright-core');
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  console.error('No Chromium here: asking Playwright for one');
  try {
    execFileSync('npx', ['playwright-core', 'install', 'chromium'], { stdio: ['ignore', 2, 2] });
  } catch {
    // Told below.
  }
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  throw new Error('No Chromium found and none could be installed. Install one, or set CHROME_PATH to its executable.');
}
