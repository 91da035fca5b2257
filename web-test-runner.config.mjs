// Browser tests in real Chromium, or with UNDERSTUDY_BROWSER=firefox in Firefox: elements, workers, IndexedDB,
// accessibility. Run by `npm test`, or some with `npm test -- browser --match src/cache`.
import { chromeLauncher } from '@web/test-runner-chrome';
import { defaultReporter } from '@web/test-runner';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { findChromium, leanFlags } from './tools/browser.mjs';
import { findFirefox } from './tools/firefox.mjs';
import { browserBundles } from './tools/test/browser-bundles.mjs';
import { isBrowserTest, testFiles } from './tools/test/files.mjs';
import { framedPages } from './tools/test/framed-pages.mjs';
import { wtrCountReporter } from './tools/test/wtr-count-reporter.mjs';

/** Those that the command line names, or all. */
const named = process.argv.filter(isBrowserTest);
const tests = named.length > 0 ? named : testFiles(isBrowserTest);

const countFile = process.env.UNDERSTUDY_COUNT_FILE;

const inFirefox = process.env.UNDERSTUDY_BROWSER === 'firefox';

const launcher = async () =>
  inFirefox
    ? // One at a time: it gives all pages of a run one window, and a hidden tab's timers are slowed down.
      puppeteerLauncher({
        launchOptions: { browser: 'firefox', executablePath: findFirefox(), headless: true },
        concurrency: 1,
      })
    : chromeLauncher({ launchOptions: { executablePath: await findChromium(), args: leanFlags } });

export default {
  files: tests,
  concurrency: 2,
  plugins: [framedPages(), browserBundles(tests)],
  browsers: [await launcher()],
  testFramework: { config: { ui: 'bdd', timeout: 60_000 } },
  reporters: [
    defaultReporter({ reportTestResults: true, reportTestProgress: false }),
    ...(countFile ? [wtrCountReporter(countFile)] : []),
  ],
  // A busy machine takes its time to open a page; these only bound what never ends.
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 300_000,
};
