// Which test files are run a second time, alone, and what the two runs count to. A test that needs a quiet machine is a
// fault to be found, so it is named; it is not worth the loss of everything that was right.
import { relative } from 'node:path';

/** More than this is not bad luck. */
const mostFiles = 3;

/**
 * @typedef {{ file: string, name: string, why: string }} Failure
 * @typedef {{ passed: number, failed: number, failures: Failure[] }} Counts
 */

const home = ({ file }) => relative(process.cwd(), file);

/**
 * The files whose tests failed, from the folder of the project; none when a failure belongs to no file, or to too many.
 * @param {Counts} counts
 * @returns {string[]}
 */
export function filesToLookAtAgain({ failures }) {
  if (failures.some(({ file }) => file === '')) return [];
  const files = [...new Set(failures.map(home))];
  return files.length > mostFiles ? [] : files;
}

/**
 * A test that failed twice has failed. One that failed and then passed has passed, and is unsteady. One that passed at
 * first and fails alone has failed.
 * @param {Counts} first
 * @param {Counts} second of the failing files alone
 * @returns {{ counts: Counts, unsteady: Failure[] }}
 */
export function afterSecondLook(first, second) {
  const total = first.passed + first.failed;
  // A second run that died proves nothing.
  const proves = second.failures.every(({ file }) => file !== '') && second.passed + second.failed > 0;
  if (!proves) return { counts: first, unsteady: [] };
  const key = (failure) => `${home(failure)}\0${failure.name}`;
  const still = new Set(second.failures.map(key));
  const failures = second.failures;
  return {
    counts: { passed: total - failures.length, failed: failures.length, failures },
    unsteady: first.failures.filter((failure) => !still.has(key(failure))),
  };
}
