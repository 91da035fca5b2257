/** What must have happened by when, per profile. Measured on healthy runs, then rounded up: a bound that nothing comes near
 * would catch nothing. */
import type { ProfileName } from '../../core/contract.ts';
import type { Ms } from '../../wire/names.ts';

/** From the healing of a core of the cluster until whoever has a session is connected. */
export const livenessMs: Readonly<Record<ProfileName, Ms>> = {
  swift: 120_000,
  '12.6': 240_000,
  '11.x': 240_000,
  /** No part of the swarm: it comes back to its sign-in screen, not to its work. */
  ippa: 240_000,
};

/** After that: sessions fall silent (120 s), graces end (60 s), last commands are settled. */
export const settlingMs: Ms = 200_000;

/** Ids of the commands that prove that a recovered desktop works. */
export const proofPrefix = 'proof-';

/** What a desktop may ask by itself: a resume reads everything, and a storm is many times that. */
export const mostRequests = 60;
export const requestWindowMs: Ms = 10_000;
