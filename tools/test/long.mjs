// The files that take long, longest first: begun first, so that both cores have work to the end. What matters is the order;
// it was measured, and a file that is missing here only runs later than it might.

export const long = [
  'e2e/live.e2e.ts',
  'e2e/failover.e2e.ts',
  'e2e/planted-gadgets.e2e.ts',
  'e2e/service-worker.e2e.ts',
];

/** Has a process of its own. */
export const isLong = (file) => long.includes(file);

/**
 * @param {readonly string[]} files
 * @returns {string[]}
 */
export function longestFirst(files) {
  const place = (file) => (isLong(file) ? long.indexOf(file) : long.length);
  return [...files].sort((one, other) => place(one) - place(other));
}
