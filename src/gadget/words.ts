/** States in the agent's words and their colours, the same in every gadget. */
import type { CommandOutcome } from '../core/contract.ts';
import type { ParticipantState } from '../wire/dialog.ts';
import type { AgentState } from '../wire/user.ts';
import { worded, catalogue, fill } from './locale.ts';

export interface StateWords {
  readonly text: string;
  /** Class of `.badge`; the text says it too. */
  readonly tone: 'positive' | 'warning' | 'danger' | 'info' | 'plain';
}

/** An agent's state, for a `.badge`. */
export const agentStateWords: Readonly<Record<AgentState, StateWords>> = worded('sdk.agent-state', ['text'], {
  LOGIN: { text: 'Signing in', tone: 'info' },
  LOGOUT: { text: 'Signed out', tone: 'plain' },
  READY: { text: 'Ready', tone: 'positive' },
  NOT_READY: { text: 'Not Ready', tone: 'warning' },
  RESERVED: { text: 'Reserved', tone: 'info' },
  RESERVED_OUTBOUND: { text: 'Reserved, outbound', tone: 'info' },
  RESERVED_OUTBOUND_PREVIEW: { text: 'Reserved, preview', tone: 'info' },
  TALKING: { text: 'Talking', tone: 'info' },
  HOLD: { text: 'Hold', tone: 'info' },
  WORK: { text: 'Wrap-up', tone: 'warning' },
  WORK_READY: { text: 'Wrap-up, then Ready', tone: 'warning' },
  UNKNOWN: { text: 'Unknown', tone: 'plain' },
} as const);

/** The state of a call or task, or of one who takes part in it, for a `.badge`. */
export const participantStateWords: Readonly<Record<ParticipantState, StateWords>> = worded(
  'sdk.participant-state',
  ['text'],
  {
    INITIATING: { text: 'Dialling', tone: 'info' },
    INITIATED: { text: 'Dialling', tone: 'info' },
    ALERTING: { text: 'Ringing', tone: 'warning' },
    ACTIVE: { text: 'Talking', tone: 'positive' },
    FAILED: { text: 'Failed', tone: 'danger' },
    HELD: { text: 'On hold', tone: 'warning' },
    DROPPED: { text: 'Ended', tone: 'plain' },
    WRAP_UP: { text: 'Wrap-up', tone: 'warning' },
    ACCEPTED: { text: 'Accepted', tone: 'info' },
    OFFERED: { text: 'Offered', tone: 'warning' },
    PAUSED: { text: 'Paused', tone: 'warning' },
    INTERRUPTED: { text: 'Interrupted', tone: 'warning' },
    WRAPPING_UP: { text: 'Wrap-up', tone: 'warning' },
    CLOSED: { text: 'Closed', tone: 'plain' },
    UNKNOWN: { text: 'Unknown', tone: 'plain' },
  } as const,
);

/** The sentences that many gadgets say. */
export const sdkTexts = catalogue('sdk', {
  /** Why buttons do nothing for now; for `aria-describedby`. Says only what is known: calls are the telephone's. */
  notConnected: 'Not connected to Finesse: this can be read, but not acted on until the connection is back.',
  noAnswer: 'No answer came. Please check whether it took place.',
  refused: 'It was refused: {why}',
  notSent: 'It could not be sent: {why}',
});

/** What came of a command, for the agent; `undefined` when it simply worked. */
export function outcomeWords(outcome: CommandOutcome): string | undefined {
  if (outcome.outcome === 'applied') return undefined;
  if (outcome.outcome === 'unknown') return sdkTexts.noAnswer;
  return fill(sdkTexts.refused, { why: outcome.message || outcome.code });
}

/** The worker has died with the command, or says nothing: it may have been sent, and taken place. */
const unanswered: readonly unknown[] = ['worker-gone', 'deadline'];

/** Runs a command and gives what to tell, also when the desktop itself failed on it. */
export async function tellOutcome(command: Promise<CommandOutcome>): Promise<string | undefined> {
  try {
    return outcomeWords(await command);
  } catch (cause) {
    if (unanswered.includes((cause as { readonly code?: unknown } | undefined)?.code)) return sdkTexts.noAnswer;
    return fill(sdkTexts.notSent, { why: cause instanceof Error ? cause.message : String(cause) });
  }
}
