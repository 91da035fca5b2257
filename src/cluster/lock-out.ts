/**
 * Five wrong passwords in a row block a user on this node for five minutes, right passwords or not (developer guide).
 * Known users only, so that guesses at names fill no memory. Whether a password is right was settled before.
 */
import type { Authorization } from '../wire/http.ts';
import type { Ms } from '../wire/names.ts';
import { personOf } from './fixtures.ts';
import type { NodeContext } from './part.ts';
import { without } from './record.ts';
import type { NodeState } from './state.ts';
import { timing } from './timing.ts';

export interface WrongPasswords {
  readonly inARow: number;
  readonly blockedUntil?: Ms;
}

const wrongPasswordsToBlock = 5;

const loginOf = (authorization: Authorization | undefined): string | undefined =>
  authorization?.scheme === 'Basic' ? authorization.loginId : undefined;

export function isLockedOut(node: NodeState, authorization: Authorization | undefined, now: Ms): boolean {
  const until = node.wrongPasswords[loginOf(authorization) ?? '']?.blockedUntil;
  return until !== undefined && now < until;
}

export function wrongPassword(node: NodeState, authorization: Authorization | undefined, context: NodeContext): void {
  const loginId = loginOf(authorization);
  if (loginId === undefined || !personOf(loginId)) return;
  const known = node.wrongPasswords[loginId];
  // A block that is over leaves nothing behind.
  const inARow = (known?.blockedUntil === undefined ? (known?.inARow ?? 0) : 0) + 1;
  const blocked = inARow >= wrongPasswordsToBlock;
  if (blocked) context.log(`${loginId} is locked out for ${timing.lockOut / 60_000} min: ${inARow} wrong passwords`);
  node.wrongPasswords[loginId] = { inARow, ...(blocked ? { blockedUntil: context.now + timing.lockOut } : {}) };
}

export function rightPassword(node: NodeState, loginId: string): void {
  if (node.wrongPasswords[loginId]) node.wrongPasswords = without(node.wrongPasswords, loginId);
}
