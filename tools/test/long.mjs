// The files that take long, longest first: begun first, so that both cores have work to the end. What matters is the order;
// it was measured, and a file that is missing here only runs later than it might.

export const long = [
  'tools/test/sim-commit.test.ts',
  'src/sim/vopr/vopr.test.ts',
  'tools/test/sim-mutants.test.ts',
  'tools/test/sim.test.ts',
  'server/main.test.ts',
  'src/core/properties.test.ts',
  'src/sim/properties.test.ts',
  'src/sim/vopr/mutants.test.ts',
  'src/sim/fleet/fleet.test.ts',
  'tools/test/gadget-api.test.ts',
  'bench/trips/round-trips.test.ts',
  'src/cluster/call-actions.test.ts',
  'server/xmpp-stream.test.ts',
  'tools/test/walls.test.ts',
  'tools/test/fleet.test.ts',
  'src/sim/scenarios.test.ts',
  'src/sim/mutants.test.ts',
  'tools/test/planner.test.ts',
  'e2e/live.e2e.ts',
  'e2e/planted-gadgets.e2e.ts',
  'e2e/service-worker.e2e.ts',
  'e2e/new-builds.e2e.ts',
  'e2e/failover.e2e.ts',
  'e2e/accessibility.e2e.ts',
  'e2e/dev-server.e2e.ts',
  'e2e/leaving-on-time.e2e.ts',
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
