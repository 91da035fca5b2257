/** The kinds of fault that a simulated world knows, as data. What each does is in `faults.ts`. */
export const faultKinds = [
  /** A whole node, with everything in its memory. */
  'node',
  'notification',
  /** The XMPP user `finesse`: the web application vanishes from the notification service (DF-2). */
  'presence',
  /** A CTI side, or both, for both nodes. */
  'cti-side',
  /** One node's link to one CTI side: noticed by missed heartbeats. */
  'cti-link',
  /** Packets to one node, or both, vanish for everybody. */
  'network',
  /** The same for one desktop and one node: half-open links, asymmetric partitions. */
  'desk-network',
  'latency',
  /** A desktop's worker and pages die; later a new one resumes from the record. */
  'crash',
  /** All tabs closed, and opened again. */
  'tabs',
  /** The computer sleeps: nothing runs, then everything at once. */
  'sleep',
  /** The desktop's clock leaps forward. */
  'clock-jump',
  /** The browser says offline or online, rightly or not. */
  'hint',
  /** A page is reloaded, crashes or freezes, while the worker lives. */
  'page',
  /** The core's worker is killed under its tabs, or has to give way to a newer build. */
  'worker',
  /** The browser's storage: full, blocked by another version, or with handles that die. */
  'storage',
  /** One side of the administration databases, or both. */
  'awdb',
  /** The chat service's serving machine. */
  'chat',
  /** One desktop's own road to the chat service. */
  'chat-link',
  /** A node is taken out of use by an administrator (MM-2). */
  'maintenance',
  /** The PG is taken to its other side, well or not (MM-1). */
  'pg-maintenance',
  /** A browser that does not accept the certificate of the other node (MM-5). */
  'certificate',
  /** A browser that has lost its service worker: pages come from the server or not at all. */
  'service-worker',
  /** Nothing new is kept for the next worker. */
  'worker-storage',
] as const;
export type FaultKind = (typeof faultKinds)[number];
