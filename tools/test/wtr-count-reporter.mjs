// Reporter for the browser test runner that writes the same one-line count as count-reporter.mjs.
import { writeFileSync } from 'node:fs';

/** @param {string} file where the count goes */
export function wtrCountReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, failures: [] };
      const visit = (suite, names, file) => {
        for (const test of suite.tests) {
          // A skipped test asserts nothing and counts as failed.
          if (test.passed && !test.skipped) counts.passed += 1;
          else {
            counts.failed += 1;
            const why = test.error?.message?.split('\n')[0] ?? (test.skipped ? 'skipped' : '');
            counts.failures.push({ file, name: [...names, test.name].join(' › '), why });
          }
        }
        for (const inner of suite.suites) visit(inner, [...names, inner.name], file);
      };
      for (const session of sessions) {
        const file = session.testFile ?? '';
        if (session.testResults) visit(session.testResults, [], file);
        // A file that fails to load, or an error outside any test.
        if (session.errors.length > 0 || (!session.passed && !session.testResults)) {
          counts.failed += 1;
          counts.failures.push({ file, name: file || 'session', why: session.errors[0]?.message ?? 'did not run' });
        }
      }
      writeFileSync(file, `${JSON.stringify(counts)}\n`);
    },
  };
}
