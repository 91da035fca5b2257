/** Calls with several legs, and commands about them, for the tests of what shows that such a command took place. */
import assert from 'node:assert/strict';
import type { Dialog } from '../../wire/dialog.ts';
import { paths } from '../../wire/paths.ts';
import type { AgentCommand } from '../contract.ts';
import { agentId, dialog, extension, user } from './fixtures.ts';
import { Harness, signedInOnACall } from './harness.ts';

export const colleague = '4002';
export const consult: AgentCommand = { type: 'call-to', dialogId: '77', action: 'CONSULT_CALL', to: colleague };
export const sendOn: AgentCommand = { type: 'call-to', dialogId: '77', action: 'TRANSFER_SST', to: colleague };
export const conference: AgentCommand = { type: 'call-action', dialogId: '77', action: 'CONFERENCE' };
export const transfer: AgentCommand = { type: 'call-action', dialogId: '77', action: 'TRANSFER' };

export type Legs = Readonly<Record<string, Dialog['state']>>;

/** A call with these legs. */
export function call(id: string, legs: Legs, callType = 'ACD_IN', more: Partial<Dialog> = {}): Dialog {
  const some = dialog(id);
  const [template] = some.participants;
  assert.ok(template);
  return {
    ...some,
    mediaProperties: { ...some.mediaProperties, callType },
    participants: Object.entries(legs).map(([mediaAddress, state]) => ({ ...template, mediaAddress, state })),
    ...more,
  };
}

export const customer = '5551234';
export const held = call('77', { [customer]: 'ACTIVE', [extension]: 'HELD' });
export const consultation = call('78', { [extension]: 'ACTIVE', [colleague]: 'ACTIVE' }, 'CONSULT', {
  fromAddress: extension,
  toAddress: colleague,
  associatedDialogUri: paths.dialog('77'),
});
export const joined = call('77', { [customer]: 'ACTIVE', [extension]: 'ACTIVE', [colleague]: 'ACTIVE' }, 'CONFERENCE');
export const passedOn = call('77', { [customer]: 'ACTIVE', [colleague]: 'ACTIVE', [extension]: 'DROPPED' }, 'TRANSFER');

export const onACall = (): Harness => signedInOnACall({ profile: 'swift', obeys: false });
export const withColleague = (): Harness => {
  const h = new Harness({ profile: 'swift', obeys: false });
  h.agent = user('TALKING');
  h.dialogs = [held, consultation];
  return h.signIn();
};
export const onConference = (): Harness => {
  const h = new Harness({ profile: 'swift', obeys: false });
  h.agent = user('TALKING');
  h.dialogs = [joined];
  return h.signIn();
};

export function refused(h: Harness, requestId: string): void {
  const errors = [{ errorType: 'Generic Error', errorMessage: 'The call is over', errorData: '' }];
  h.publish('publisher', paths.userDialogs(agentId), {
    event: 'put',
    source: paths.dialog('77'),
    requestId,
    data: { kind: 'ApiErrors', value: errors },
  });
}
