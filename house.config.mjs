// The house as data: which folder runs in which kind of thread, and what it may import.
// The lint wall (tools/eslint/house-rule.mjs), the architecture diagram and ARCHITECTURE.md's table read this file.

/** @typedef {{ runsIn: string, pure: boolean, holds: string, mayImport: string[], typesOnly?: string[] }} Room */

/** @type {Record<string, Room>} */
export const house = {
  'src/wire': {
    runsIn: 'anywhere',
    pure: true,
    holds: "Finesse's payloads as typed objects, XML in and out, errors, layout, properties, reason codes",
    mayImport: [],
  },
  'src/core': {
    runsIn: 'anywhere',
    pure: true,
    holds: 'the failover core: what the desktop decides',
    mayImport: ['src/wire'],
  },
  'src/cluster': {
    runsIn: 'anywhere',
    pure: true,
    holds: 'the simulated Finesse cluster',
    mayImport: ['src/wire'],
  },
  'src/sim': {
    runsIn: 'anywhere',
    pure: true,
    holds: 'the world they meet in: network with faults, seeded randomness, scenarios',
    mayImport: ['src/wire', 'src/core', 'src/cluster', 'src/cache/pure'],
  },
  'src/planner': {
    runsIn: 'anywhere',
    pure: true,
    holds: 'the failover planner: what a failover will take, from inputs and calibrated parameters',
    mayImport: ['src/wire'],
  },
  'src/thread': {
    runsIn: 'page, worker, service worker',
    pure: false,
    holds: 'what a thread needs to run a five-verb part: clock, one timer, ports, locks, rpc',
    mayImport: [],
  },
  'src/cache/pure': {
    runsIn: 'anywhere',
    pure: true,
    holds: 'what DesktopCache decides: writes, reads, the leaving journal',
    mayImport: [],
  },
  'src/cache': {
    runsIn: 'page, worker, service worker',
    pure: false,
    holds: 'DesktopCache on IndexedDB',
    mayImport: ['src/cache/pure', 'src/thread'],
  },
  'src/handover': {
    runsIn: 'page, worker, service worker',
    pure: false,
    holds: "moving by redirect: pairings, sealed envelopes, the site's pairs of nodes",
    mayImport: ['src/wire'],
    typesOnly: ['src/core'],
  },
  'src/worker/client': {
    runsIn: 'page',
    pure: false,
    holds: "the page's side of the core worker",
    mayImport: ['src/wire', 'src/core', 'src/thread', 'src/worker'],
    typesOnly: ['src/handover'],
  },
  'src/worker': {
    runsIn: '(Shared)Worker',
    pure: false,
    holds: 'one core for all tabs: timers, links, clients, RPC',
    mayImport: ['src/wire', 'src/core', 'src/cache', 'src/thread', 'src/handover'],
    // The protocol that the mock link speaks.
    typesOnly: ['src/mock'],
  },
  'src/mock/client': {
    runsIn: 'page',
    pure: false,
    holds: "the page's side of the mock cluster",
    mayImport: ['src/wire', 'src/thread', 'src/mock'],
    typesOnly: ['src/sim', 'src/cluster'],
  },
  'src/mock': {
    runsIn: '(Shared)Worker',
    pure: false,
    holds: 'mock server mode: runs the cluster in a worker, journals it, answers links and fetch',
    mayImport: ['src/wire', 'src/cluster', 'src/sim', 'src/cache', 'src/thread'],
  },
  'src/gadget': {
    runsIn: 'page',
    pure: false,
    holds: 'the SDK that a gadget author imports, and nothing else',
    mayImport: ['src/wire', 'src/cache', 'src/thread'],
    typesOnly: ['src/worker', 'src/worker/client', 'src/core'],
  },
  'src/desktop': {
    runsIn: 'page',
    pure: false,
    holds: 'the shell: sign-in, header, tabs, gadget host, banner, dialogs',
    mayImport: ['src/gadget', 'src/cache', 'src/wire', 'src/worker/client', 'src/thread', 'src/planner'],
    typesOnly: ['src/core', 'src/worker'],
  },
  'src/lab': {
    runsIn: 'page',
    pure: false,
    holds: 'the failover lab: fault switches, live log',
    mayImport: ['src/desktop', 'src/mock/client', 'src/worker/client', 'src/wire', 'src/thread'],
    typesOnly: ['src/sim', 'src/cluster', 'src/core', 'src/mock', 'src/worker'],
  },
  'src/page': {
    runsIn: 'page',
    pure: false,
    holds: 'the composition root: reads the URL, opens workers, mounts the desktop, lazy-loads the lab',
    mayImport: [
      'src/desktop',
      'src/lab',
      'src/gadget',
      'src/cache',
      'src/handover',
      'src/wire',
      'src/worker/client',
      'src/mock/client',
      'src/thread',
    ],
    typesOnly: ['src/core', 'src/sim', 'src/worker', 'src/mock', 'sw'],
  },
  gadgets: {
    runsIn: 'page',
    pure: false,
    holds: 'one folder per gadget',
    mayImport: ['src/gadget'],
  },
  server: {
    runsIn: 'Node',
    pure: false,
    holds: 'the lab server: two real origins, HTTP and XMPP over WebSocket in front of the cluster',
    mayImport: ['src/wire', 'src/cluster', 'src/sim', 'src/thread'],
  },
  sw: {
    runsIn: 'service worker',
    pure: false,
    holds: 'precache tiers, offline shell, page-fetch forwarding in mock mode, hand-over between nodes',
    mayImport: ['src/wire', 'src/cache', 'src/thread', 'src/handover'],
    // The messages of page-fetch forwarding.
    typesOnly: ['src/mock'],
  },
};

/** Globals that a pure folder must not name: time, chance, I/O and the console come in as arguments or go out as data. */
export const impure = [
  'Date',
  'performance',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'queueMicrotask',
  'fetch',
  'crypto',
  'console',
  'indexedDB',
  'localStorage',
  'sessionStorage',
  'navigator',
  'location',
  'self',
  'globalThis',
  'window',
  'document',
  'postMessage',
  'MessageChannel',
  'BroadcastChannel',
  'WebSocket',
  'XMLHttpRequest',
  'process',
  'Promise',
];
