/** Calls and non-voice tasks (`/finesse/api/Dialog/{id}`) as typed values. XML in and out: `dialog-codec.ts`. */

export const participantStates = [
  'INITIATING',
  'INITIATED',
  'ALERTING',
  'ACTIVE',
  'FAILED',
  'HELD',
  'DROPPED',
  'WRAP_UP',
  'ACCEPTED',
  // Non-voice tasks only, beside ACCEPTED and ACTIVE.
  'OFFERED',
  'PAUSED',
  'INTERRUPTED',
  'WRAPPING_UP',
  'CLOSED',
  'UNKNOWN',
] as const;
export type ParticipantState = (typeof participantStates)[number];

export const dialogActions = [
  'ANSWER',
  'HOLD',
  'RETRIEVE',
  'DROP',
  'UPDATE_CALL_DATA',
  'CONSULT_CALL',
  'TRANSFER',
  'CONFERENCE',
  'TRANSFER_SST',
  'PARTICIPANT_DROP',
  'SEND_DTMF',
  'START_RECORDING',
  'SILENT_MONITOR',
  'BARGE_CALL',
  'ACCEPT',
  'REJECT',
  'CLOSE',
  'RECLASSIFY',
  // Non-voice tasks, beside ACCEPT, TRANSFER and CLOSE.
  'START',
  'PAUSE',
  'RESUME',
  'WRAP_UP',
] as const;
export type DialogAction = (typeof dialogActions)[number];

/** What a supervisor POSTs to the own Dialogs. */
export const superviseActions = ['SILENT_MONITOR', 'BARGE_CALL'] as const;
export type SuperviseAction = (typeof superviseActions)[number];

/** `callType` is open in practice; text that is not listed here is kept as it came. */
export type CallType = string;

export interface CallVariable {
  /** `callVariable1` … `callVariable10`, or `user.*` for expanded call context. */
  readonly name: string;
  readonly value: string;
}

export interface MediaProperties {
  /** Non-voice tasks: id of the Media Routing Domain. */
  readonly mediaId?: string;
  readonly callType: CallType;
  readonly dialedNumber: string;
  readonly DNIS: string;
  readonly queueNumber: string;
  readonly queueName: string;
  readonly wrapUpReason: string;
  readonly callVariables: readonly CallVariable[];
}

export interface Participant {
  readonly mediaAddress: string;
  /** `AGENT_DEVICE` for an agent's extension, empty for others. */
  readonly mediaAddressType: string;
  readonly state: ParticipantState;
  readonly stateCause: string;
  /** ISO times; empty when unknown (a held call after failover). */
  readonly startTime: string;
  readonly stateChangeTime: string;
  readonly actions: readonly DialogAction[];
}

export interface Dialog {
  readonly uri: string;
  readonly id: string;
  /** `Voice`, or the name of a Media Routing Domain. */
  readonly mediaType: string;
  readonly fromAddress: string;
  readonly toAddress: string;
  readonly state: ParticipantState;
  readonly associatedDialogUri: string;
  readonly secondaryId: string;
  readonly mediaProperties: MediaProperties;
  readonly participants: readonly Participant[];
}

/** Calls say `Voice`; everything else is a task of a Media Routing Domain. */
export const isVoice = (dialog: Pick<Dialog, 'mediaType'>): boolean => dialog.mediaType === 'Voice';
