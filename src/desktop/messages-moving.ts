/**
 * Words for the ways to move: what was found out before it is needed, and what an agent reads who arrives at the other
 * node's address. Claims only what was tried. Knows no element.
 */
import type { MoveKind } from '../core/contract.ts';
import type { RedirectWay, WaysToMove } from '../core/ways.ts';
import { nodeWord } from './words.ts';
import { catalogue, said } from './locale.ts';

export const moveWords: Readonly<Record<MoveKind, string>> = catalogue('move', {
  'in-place': 'in place',
  reload: 'by reload',
  redirect: 'by redirect',
});

export const reloadWords: Readonly<Record<WaysToMove['reload'], string>> = catalogue('move.reload', {
  unknown: 'not tried yet',
  'without-server': 'works without a server',
  'needs-server': 'needs its server: no service worker here',
});

const whyNone: Readonly<Record<Extract<RedirectWay, { kind: 'none' }>['because'], string>> = {
  simulated: 'simulated nodes have no address of their own',
  'other-host': 'this desktop comes from neither node',
  'no-service-worker': 'there is no service worker here',
  'switched-off': 'service workers are switched off',
};

export const redirectWords = said('move.redirect', (way: RedirectWay): string => {
  switch (way.kind) {
    case 'unknown':
      return 'not tried yet';
    case 'none':
      return `not here: ${whyNone[way.because]}`;
    case 'unreachable':
      return `${nodeWord(way.to)} cannot be reached from here, or its certificate is not trusted; moves are made in place`;
    case 'same-site':
      return `prepared on ${nodeWord(way.to)}, kept up to date (same site)`;
    case 'same-site-idle':
      return `possible, everything goes along (same site)`;
    case 'primed':
      return `prepared on ${nodeWord(way.to)}, work goes along with the page (other site)`;
    case 'unprimed':
      return `possible, but you would have to sign in again on ${nodeWord(way.to)} (other site, not prepared)`;
  }
});

/** Why somebody who arrives by redirect has to sign in, by refusal code. */
const refusals: Readonly<Record<string, string>> = {
  malformed: 'what came along was not readable',
  'unknown-pairing': 'this browser had not been prepared for it, or has forgotten',
  forged: 'what came along was not made by your desktop',
  'wrong-origin': 'it did not come from the other node',
  stale: 'it came too late',
  used: 'it had been used before',
  unreadable: 'what came along was not readable',
  occupied: 'another agent is signed in here',
};

export type Arrival =
  | { readonly kind: 'unprepared' }
  | { readonly kind: 'refused'; readonly code: string }
  /** The other address did not take part in preparing. */
  | { readonly kind: 'not-primed'; readonly problem: string };

export const arrivalText = said('move.arrival', (arrival: Arrival): string => {
  switch (arrival.kind) {
    case 'unprepared':
      return (
        'You were brought here because the other node has failed. This browser was not prepared for that, so please ' +
        'sign in. What you had typed is kept at the other address.'
      );
    case 'refused':
      return (
        `A session was offered from another address and refused: ${refusals[arrival.code] ?? 'it could not be checked'}. ` +
        'Nothing was taken over.'
      );
    case 'not-primed':
      return 'The other node could not be prepared. If it is needed, you will be asked to sign in there.';
  }
});
