/**
 * Faults that can be planted in the cluster, by name: each breaks one requirement row, and a scenario of that row must
 * notice (`src/sim/mutants.test.ts`). Off everywhere else: no host passes `mutations`.
 */
import type { ClusterOptions } from './contract.ts';
import { maintenanceMutations } from './mutations-maintenance.ts';
import { beyondVoice } from './mutations-beyond-voice.ts';

export interface Mutation {
  readonly name: string;
  /** ID of the row that it breaks. */
  readonly row: string;
  /** What is wrong with it on, in a sentence. */
  readonly what: string;
}

export const mutations = [
  { name: 'cti-1-looks-for-b', row: 'CTI-1', what: 'a node of a simplex deployment looks for a B side' },
  { name: 'cti-2-two-heartbeats', row: 'CTI-2', what: 'two missed heartbeats count as a lost link' },
  { name: 'cti-3-keeps-to-one-side', row: 'CTI-3', what: 'a node retries the same CTI side for ever' },
  { name: 'cti-3-11x-begins-with-a', row: 'CTI-3', what: '11.x does not turn to the other side first' },
  { name: 'cti-4-answers-while-out', row: 'CTI-4', what: 'a node answers requests while it is out of service' },
  { name: 'cti-4-status-untold', row: 'CTI-4', what: 'going out of service is not published' },
  { name: 'cti-5-last-state-untold', row: 'CTI-5', what: '12.6 does not publish the last states of agents' },
  { name: 'cti-5-11x-last-state-only', row: 'CTI-5', what: '11.x publishes the last state in place of the actions' },
  { name: 'cti-6-tells-of-calls-inside', row: 'CTI-6', what: 'a call that lived inside the outage is published' },
  { name: 'cti-8-subscriber-stays', row: 'CTI-8', what: 'a CTI side that fails is lost for the publisher alone' },
  { name: 'cti-9-old-pg-as-quick', row: 'CTI-9', what: 'an older PG is detected as quickly as a new one' },
  { name: 'cti-9-any-size-alike', row: 'CTI-9', what: 'reconnecting takes the same time in a deployment of any size' },
  { name: 'pf-1-half-the-grace', row: 'PF-1', what: 'the forced logout comes after 30 s' },
  { name: 'pf-1-crash-noticed-late', row: 'PF-1', what: 'a crash goes unnoticed for longer than 120 s' },
  { name: 'pf-2-no-grace', row: 'PF-2', what: 'a refresh gets no grace' },
  {
    name: 'pf-3-forgets-after-the-call',
    row: 'PF-3',
    what: 'the deferred forced logout is forgotten when the call ends',
  },
  { name: 'pf-4-signs-in-again', row: 'PF-4', what: 'a forced logout makes Not Ready of an agent who has signed out' },
  { name: 'pf-5-late-logout-ignored', row: 'PF-5', what: 'the late forced logout of the old node is ignored' },
  { name: 'pf-6-silence-noticed-at-once', row: 'PF-6', what: 'a session that falls silent is noticed at once' },
  { name: 'pf-7-not-ready-as-before', row: 'PF-7', what: 'Not Ready keeps its reason over a CTI reconnect' },
  { name: 'pf-7-ready-forgotten', row: 'PF-7', what: 'Ready over a CTI reconnect never shows Connection Failure' },
  { name: 'pf-8-not-ready-in-mid-call', row: 'PF-8', what: 'LOAD=0 makes Not Ready of an agent who is talking' },
  { name: 'pf-8-signs-out', row: 'PF-8', what: 'LOAD=0 signs the agent out' },
  { name: 'pf-9-waits-for-the-call', row: 'PF-9', what: 'LOAD=1 waits for the end of the call' },
  { name: 'pf-9-not-ready', row: 'PF-9', what: 'LOAD=1 makes Not Ready in place of signing out' },
  { name: 'df-1-stopped-node-is-silent', row: 'DF-1', what: 'a stopped node takes requests and never answers' },
  { name: 'df-2-presence-untold', row: 'DF-2', what: 'the web application goes without a presence to tell of it' },
  { name: 'df-4-heartbeat-always-good', row: 'DF-4', what: 'SystemInfo calls a missed CTI heartbeat a success' },
  { name: 'df-10-pending-survives', row: 'DF-10', what: 'a pending state change survives a failover' },
  ...beyondVoice,
  ...maintenanceMutations,
  { name: 'cti-7-no-faults', row: 'CTI-7', what: 'signing in during a conference shows the call as it is' },
  { name: 'cti-7-stays-wrong', row: 'CTI-7', what: 'the call view stays wrong after the agent has dropped' },
  { name: 'cti-7-operations-fail', row: 'CTI-7', what: 'what is shown wrongly cannot be acted on' },
  { name: 'dialog-transfer-keeps-the-agent', row: 'DIALOG', what: 'who transfers a call stays on it' },
  { name: 'dialog-monitor-heard', row: 'DIALOG', what: 'an agent sees who listens' },
  { name: 'dialog-conference-loses-the-agent', row: 'DIALOG', what: 'who makes a conference is not in it' },
  { name: 'dialog-barge-listens-on', row: 'DIALOG', what: 'who barges in goes on listening as well' },
  { name: 'dialog-dtmf-any-text', row: 'DIALOG', what: 'any text is taken for tones' },
  { name: 'dialog-consult-alike-for-both', row: 'DIALOG', what: 'both ends of a consultation see it alike' },
  { name: 'dialog-recording-in-any-state', row: 'DIALOG', what: 'a recording is asked for on a call on hold' },
  { name: 'dialog-preview-dialled-at-once', row: 'DIALOG', what: 'a rejected preview is dialled all the same' },
  { name: 'dialog-reservation-shown', row: 'DIALOG', what: 'a progressive reservation is shown as a call' },
  { name: 'dialog-reservation-kept', row: 'DIALOG', what: 'who leaves a reservation gets the customer all the same' },
  { name: 'media-always-signed-out', row: 'MEDIA', what: 'a sign-out of voice alone leaves every medium' },
  { name: 'dialog-wrap-up-without-call', row: 'DIALOG', what: 'a call leaves the list before it is wrapped up' },
] as const satisfies readonly Mutation[];

export type MutationName = (typeof mutations)[number]['name'];

export const isMutated = (options: Pick<ClusterOptions, 'mutations'>, name: MutationName): boolean =>
  options.mutations?.includes(name) === true;
