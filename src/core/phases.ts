/**
 * The phases of the desktop and what leads from one to the next, as data. The diagram in `docs/diagrams/` is drawn from
 * this table, and `enter.ts` follows it: a step that is not in it cannot be taken. Knows no timing and no wire.
 */
import type { CoreInput } from './contract.ts';
import type { Phase } from './view.ts';

/** Each event with the sentence that reads it aloud. */
export const phaseEvents = {
  'sign-in': 'the agent asks to sign in',
  'sign-in-failed': 'neither node signs the agent in',
  'still-expired': 'the credential given anew was not accepted either',
  resume: 'a new worker finds the session of an old one',
  'come-back': 'a tab is opened again within the presence grace',
  'data-complete': 'user, calls, queues and teams are read',
  trigger: 'SystemInfo says out of service, notifications are lost or silent, or `finesse` is unavailable',
  'notifications-back': 'the current node proves good again at once',
  'suspicion-confirmed': 'the retries are used up, or the trigger itself was proof',
  'current-recovered': 'the current node is good again (the bias of the last look)',
  'alternate-chosen': 'the alternate is good and the last look at the current node found nothing',
  'signed-in-there': 'the chosen node accepted the sign-in',
  'handed-over': "the pages go on at the other node's own address (redirect)",
  'attempt-failed': 'the chosen node refused, fell silent or was lost again',
  'credentials-refused': 'a node no longer accepts the credential',
  'forced-out': 'a forced logout of a node left behind has signed the agent out, and that is taken back',
  'sign-in-ended': 'the time of the sign-in is over (tokens of single sign-on)',
  'maintenance-due': 'the time of a maintenance has come',
  'not-moved': 'the other node does not do: the desktop stays where it is',
  'taken-over': 'another desktop of the agent has taken the connection',
  'taken-back': 'the agent chooses to go on here',
  'found-displaced': 'a new worker finds a session that another desktop had taken over',
  'session-ended': 'signed out, here or by the server, or taken over by another desktop',
} as const;
export type PhaseEvent = keyof typeof phaseEvents;

type Row = Readonly<Partial<Record<PhaseEvent, Phase>>>;

export const phaseTable = {
  'signed-out': { 'sign-in': 'signing-in', resume: 'restoring', 'found-displaced': 'displaced' },
  'signing-in': {
    'data-complete': 'connected',
    'sign-in-failed': 'signed-out',
    'still-expired': 'expired',
    'session-ended': 'signed-out',
  },
  connected: {
    trigger: 'suspect',
    'maintenance-due': 'migrating',
    'come-back': 'restoring',
    'forced-out': 'restoring',
    'credentials-refused': 'expired',
    'sign-in-ended': 'expired',
    'taken-over': 'displaced',
    'session-ended': 'signed-out',
  },
  suspect: {
    'notifications-back': 'restoring',
    'suspicion-confirmed': 'searching',
    'come-back': 'restoring',
    'credentials-refused': 'expired',
    'sign-in-ended': 'expired',
    'taken-over': 'displaced',
    'session-ended': 'signed-out',
  },
  searching: {
    'current-recovered': 'switching',
    'alternate-chosen': 'switching',
    'come-back': 'restoring',
    'credentials-refused': 'expired',
    'sign-in-ended': 'expired',
    'taken-over': 'displaced',
    'session-ended': 'signed-out',
  },
  switching: {
    'signed-in-there': 'restoring',
    'handed-over': 'signed-out',
    'attempt-failed': 'searching',
    'come-back': 'restoring',
    'credentials-refused': 'expired',
    'sign-in-ended': 'expired',
    'taken-over': 'displaced',
    'session-ended': 'signed-out',
  },
  restoring: {
    'data-complete': 'connected',
    'attempt-failed': 'searching',
    'come-back': 'restoring',
    'credentials-refused': 'expired',
    'sign-in-ended': 'expired',
    'taken-over': 'displaced',
    'session-ended': 'signed-out',
  },
  displaced: { 'taken-back': 'restoring', 'session-ended': 'signed-out' },
  expired: { 'sign-in': 'signing-in', 'session-ended': 'signed-out' },
  migrating: {
    'alternate-chosen': 'switching',
    'not-moved': 'connected',
    'attempt-failed': 'searching',
    'come-back': 'restoring',
    'credentials-refused': 'expired',
    'sign-in-ended': 'expired',
    'taken-over': 'displaced',
    'session-ended': 'signed-out',
  },
} as const satisfies Record<Phase, Row>;

/** Where `event` leads from `phase`; `undefined` when it cannot happen there. */
export function phaseAfter(phase: Phase, event: PhaseEvent): Phase | undefined {
  const row: Row = phaseTable[phase];
  return row[event];
}

/** Inputs by which somebody wants something; everything else is news, and news is never illegal. */
export type Wish = Extract<
  CoreInput['type'],
  'sign-in' | 'resume' | 'session-lapsed' | 'sign-out' | 'command' | 'take-back'
>;

/** Which wishes are legal in which phase. */
export const legalWishes = {
  'signed-out': ['sign-in', 'resume', 'session-lapsed'],
  'signing-in': ['sign-out', 'command'],
  connected: ['sign-out', 'command'],
  suspect: ['sign-out', 'command'],
  searching: ['sign-out', 'command'],
  switching: ['sign-out', 'command'],
  restoring: ['sign-out', 'command'],
  expired: ['sign-in', 'sign-out', 'command'],
  displaced: ['take-back', 'sign-out', 'command'],
  migrating: ['sign-out', 'command'],
} as const satisfies Record<Phase, readonly Wish[]>;

export function isLegal(phase: Phase, wish: Wish): boolean {
  const legal: readonly Wish[] = legalWishes[phase];
  return legal.includes(wish);
}
