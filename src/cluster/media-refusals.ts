/**
 * Refusals of the peripheral about non-voice media: constants of its application interface. Those without a code are not
 * in the documentation (assumed).
 */
import type { Refusal } from './agents.ts';

export const refusals = {
  alreadyIn: { constant: 'E_ARM_STAT_AGENT_ALREADY_LOGGED_IN', text: 'The agent is signed in to this MRD', code: '1' },
  notIn: { constant: 'E_ARM_STAT_AGENT_NOT_LOGGED_IN', text: 'The agent is not signed in to this MRD', code: '6' },
  sameMode: {
    constant: 'E_ARM_STAT_ALREADY_IN_REQUESTED_AGENT_MODE',
    text: 'The agent is in the requested mode',
    code: '1',
  },
  inWork: {
    constant: 'E_ARM_STAT_AGENT_IN_WORK_STATE',
    text: 'In Work state only the change to active is possible',
  },
  notInWork: { constant: 'E_ARM_STAT_AGENT_NOT_IN_WORK_STATE', text: 'The agent is not in Work state' },
  offered: { constant: 'E_ARM_STAT_AGENT_HAS_OFFERED_TASK', text: 'A task is offered' },
  interrupted: { constant: 'E_ARM_STAT_AGENT_INTERRUPTED', text: 'The agent is interrupted' },
  noTask: { constant: 'E_ARM_STAT_UNKNOWN_TASK', text: 'The agent does not have this task' },
} as const satisfies Record<string, Refusal & { readonly code?: string }>;

/** `peripheralErrorCode` of a refusal, where it is documented. */
export const peripheralCodeOf = (constant: string): string | undefined =>
  (Object.values(refusals) as readonly { constant: string; code?: string }[]).find((each) => each.constant === constant)
    ?.code;
