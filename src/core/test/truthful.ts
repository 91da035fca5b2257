/**
 * What each notice claims, against the state it is shown in: a banner says only what is so in its phase, and names the node
 * that the desktop is on. Written from the state tables (`../phases.ts`) and exhaustive: a new key has to say where it may
 * stand. The harness asks at every step, so that every test of the core is a test of this.
 */
import assert from 'node:assert/strict';
import type { DesktopView, Notice, NoticeKey, Phase } from '../view.ts';

/** Phases in which a banner with this key may stand; a word for what is never a banner. */
export const standsIn: Readonly<Record<NoticeKey, readonly Phase[] | 'no banner'>> = {
  'connection-lost': ['suspect'],
  searching: ['searching'],
  switching: ['switching'],
  reconnecting: ['switching'],
  restoring: ['restoring'],
  paced: ['restoring'],
  'signing-in-again': ['restoring'],
  'taking-back': ['restoring'],
  moved: ['connected'],
  reconnected: ['connected'],
  'signed-in': ['connected'],
  resumed: ['connected'],
  'maintenance-stays': ['connected'],
  'maintenance-logging-out': ['connected'],
  migrating: ['migrating'],
  displaced: ['displaced'],
  expired: ['expired'],
  'sign-in-ended': ['expired'],
  'signed-out': ['signed-out'],
  lapsed: ['signed-out'],
  'handed-over': ['signed-out'],
  'signed-out-here': ['signed-out'],
  'server-available': ['signed-out'],
  conflict: ['signed-out'],
  'sign-in-failed': ['signed-out', 'expired'],
  'server-unavailable': ['searching'],
  'forced-logout': 'no banner',
  'events-missed': 'no banner',
  'forced-logout-undone': 'no banner',
  'link-failure-shown': 'no banner',
  'changed-by-supervisor': 'no banner',
  'command-outcome': 'no banner',
  'pending-lost': 'no banner',
  'alternate-unreachable': 'no banner',
  'command-refused': 'no banner',
  'media-in-work': 'no banner',
  'media-refused': 'no banner',
  'maintenance-scheduled': 'no banner',
  'maintenance-postponed': 'no banner',
  'maintenance-about-to-move': 'no banner',
  // Of a phone, which has no list of toasts.
  'maintenance-abandoned': ['connected'],
  'maintenance-not-saved': 'no banner',
  'maintenance-not-postponed': 'no banner',
  'chats-lost': 'no banner',
  'chat-message': 'no banner',
  'team-message': 'no banner',
  'sign-in-ends': 'no banner',
  'sign-in-ends-soon': 'no banner',
  'sign-in-renewed': 'no banner',
};

/** Keys that say on which node the agent is, and the parameter that names it. */
const namesTheNode: Readonly<Partial<Record<NoticeKey, string>>> = {
  moved: 'to',
  reconnected: 'node',
  'signed-in': 'node',
  resumed: 'node',
  restoring: 'node',
  paced: 'node',
};

/** What is not so; empty for a view that claims only what is. */
export function falseClaims({ phase, node, banner, turn }: DesktopView, announced: readonly Notice[]): string[] {
  const found = announced.flatMap(({ key, kind }) =>
    kind === 'banner' && standsIn[key] === 'no banner' ? [`“${key}” is no banner`] : [],
  );
  if (!banner) return found;
  const { key, params } = banner;
  const phases = standsIn[key];
  if (phases === 'no banner' || !phases.includes(phase)) found.push(`“${key}” stands in ${phase}`);
  const named = namesTheNode[key];
  if (named !== undefined && params[named] !== node) found.push(`“${key}” names ${params[named]}, the node is ${node}`);
  if (key === 'paced' && !turn) found.push('a turn is told that there is not');
  return found;
}

export function expectTruth(view: DesktopView, announced: readonly Notice[]): void {
  assert.deepEqual(falseClaims(view, announced), []);
}
