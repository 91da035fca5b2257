// Reporter for the browser test runner that writes the same one-line count as count-reporter.mjs.
import { writeFileSync } from 'node:fs';

/** @param {string} file where the count goes */
export function wtrCountReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, failures: [] };
      const visit = (suite, names) => {
        for (const test of suite.tests) {
          // A skipped test asserts nothing and counts as failed.
          if (test.passed && !test.skipped) counts.passed += 1;
          else {
            counts.failed += 1;
            counts.failures.push([...names, test.name].join(' › '));
          }
        }
        for (const inner of suite.suites) visit(inner, [...names, inner.name]);
      };
      for (const session of sessions) {
        if (session.testResults) visit(session.testResults, []);
        // A file that fails to load, or an error outside any test.
        if (session.errors.length > 0 || (!session.passed && !session.testResults)) {
          counts.failed += 1;
          counts.failures.push(`${session.testFile ?? 'session'}: ${session.errors[0]?.message ?? 'did not run'}`);
        }
      }
      writeFileSync(file, `${JSON.stringify(counts)}\n`);
    },
  };
}
