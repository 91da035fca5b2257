// Browser tests in real Chromium: elements, workers, IndexedDB, accessibility. Run by `npm test`, or alone with
// `npx web-test-runner --files 'src/cache/**/*.browser.test.ts'`.
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { defaultReporter } from '@web/test-runner';
import { chromiumFlags, findChromium } from './tools/browser.mjs';
import { wtrCountReporter } from './tools/test/wtr-count-reporter.mjs';

const countFile = process.env.UNDERSTUDY_COUNT_FILE;

export default {
  files: ['{src,gadgets,sw}/**/*.browser.test.ts'],
  nodeResolve: { exportConditions: ['production', 'default'] },
  concurrency: 2,
  plugins: [
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: new URL('./tsconfig.base.json', import.meta.url).pathname }),
  ],
  browsers: [chromeLauncher({ launchOptions: { executablePath: await findChromium(), args: chromiumFlags } })],
  testFramework: { config: { ui: 'bdd', timeout: 10_000 } },
  reporters: [
    defaultReporter({ reportTestResults: true, reportTestProgress: false }),
    ...(countFile ? [wtrCountReporter(countFile)] : []),
  ],
  testsFinishTimeout: 180_000,
};
