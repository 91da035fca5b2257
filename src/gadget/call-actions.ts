/** What a gadget may ask about two calls, or about somebody else on a call: commands for the core. Knows no gadget. */
import type { CommandOutcome } from '../core/contract.ts';
import type { CoreClient } from '../worker/client/contract.ts';

/** Each is sent once at most; what a failover leaves open comes back as `unknown`. */
export interface CallActions {
  /** A second call on behalf of this one, which waits. `CONFERENCE` or `TRANSFER` on the waiting call joins the two. */
  consult(dialogId: string, to: string): Promise<CommandOutcome>;
  /** Passes the call on at once, without asking there first. */
  transferTo(dialogId: string, to: string): Promise<CommandOutcome>;
  /** DTMF: digits, A to D, * and #. Nobody tells whether they were heard: never better than `unknown`. */
  sendTones(dialogId: string, tones: string): Promise<CommandOutcome>;
  /** Puts the agent at `address` out of a conference. */
  dropParticipant(dialogId: string, address: string): Promise<CommandOutcome>;
  /** Supervisor, while Not Ready: listens to the call of the agent at `extension`, who does not notice. */
  listenTo(extension: string): Promise<CommandOutcome>;
  /** Supervisor who listens: joins in. `dialogId`: the own call by which is listened. */
  bargeIn(extension: string, dialogId?: string): Promise<CommandOutcome>;
}

export function createCallActions({ command }: Pick<CoreClient, 'command'>): CallActions {
  return {
    consult: (dialogId, to) => command({ type: 'call-to', dialogId, action: 'CONSULT_CALL', to }),
    transferTo: (dialogId, to) => command({ type: 'call-to', dialogId, action: 'TRANSFER_SST', to }),
    sendTones: (dialogId, tones) => command({ type: 'send-tones', dialogId, tones }),
    dropParticipant: (dialogId, address) => command({ type: 'drop-participant', dialogId, address }),
    listenTo: (extension) => command({ type: 'supervise-call', action: 'SILENT_MONITOR', extension }),
    bargeIn: (extension, dialogId) =>
      command({
        type: 'supervise-call',
        action: 'BARGE_CALL',
        extension,
        ...(dialogId === undefined ? {} : { dialogId }),
      }),
  };
}
