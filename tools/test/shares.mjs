// One part's files in several processes at once, each with a share of them: for a browser that does one thing at a time.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';

/**
 * Shares of about the same work, none empty: each file goes where there is least so far, the heaviest first.
 * @param {readonly string[]} files
 * @param {number} most
 * @param {(file: string) => number} [weightOf]
 * @returns {string[][]}
 */
export function sharesOf(files, most, weightOf = () => 1) {
  const shares = Array.from({ length: Math.min(most, files.length) }, () => ({ weight: 0, files: [] }));
  const heaviestFirst = [...files].sort((one, other) => weightOf(other) - weightOf(one));
  for (const file of heaviestFirst) {
    const [least] = [...shares].sort((one, other) => one.weight - other.weight);
    least.files.push(file);
    least.weight += weightOf(file);
  }
  return shares.map((share) => share.files);
}

/**
 * Adds up what the shares' reporters wrote. Throws when one of them wrote nothing: then the part has no count.
 * @param {readonly string[]} countFiles
 * @param {string} into
 */
export function addCounts(countFiles, into) {
  const all = countFiles.map((file) => JSON.parse(readFileSync(file, 'utf8')));
  const sum = (key) => all.reduce((total, counts) => total + counts[key], 0);
  const failures = all.flatMap((counts) => counts.failures);
  writeFileSync(into, `${JSON.stringify({ passed: sum('passed'), failed: sum('failed'), failures })}\n`);
}

/** Named in advance: two processes that each look for a free port find the same one. */
export async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
