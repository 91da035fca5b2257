/** Everything the call control says, in one place. Claims only what the node shows. */
import { catalogue, wordedList, said } from '../../src/gadget/index.ts';
import type { Dialog, DialogAction } from '../../src/gadget/index.ts';

/** In the order of the buttons. */
export const shownActions = wordedList('gadget.call-control.action', 'testId', ['label'], [
  { action: 'ANSWER', label: 'Answer', testId: 'answer', kind: 'primary' },
  { action: 'ACCEPT', label: 'Accept', testId: 'accept', kind: 'primary' },
  { action: 'REJECT', label: 'Reject', testId: 'reject', kind: '' },
  { action: 'CLOSE', label: 'Never call again', testId: 'close', kind: 'danger' },
  { action: 'HOLD', label: 'Hold', testId: 'hold', kind: '' },
  { action: 'RETRIEVE', label: 'Retrieve', testId: 'retrieve', kind: 'primary' },
  { action: 'CONFERENCE', label: 'Conference', testId: 'conference', kind: '' },
  { action: 'TRANSFER', label: 'Transfer', testId: 'transfer', kind: '' },
  { action: 'DROP', label: 'End', testId: 'drop', kind: 'danger' },
] as const satisfies readonly { action: DialogAction; label: string; testId: string; kind: string }[]);

/** What a call is, before whom it is with. */
export const kindOf = said(
  'gadget.call-control.kind',
  ({ mediaProperties }: Dialog, direction: 'in' | 'out'): string => {
    switch (mediaProperties.callType) {
      case 'SUPERVISOR_MONITOR':
        return 'Listening to';
      case 'CONFERENCE':
        return 'Conference with';
      case 'CONSULT':
      case 'CONSULT_OFFERED':
        return direction === 'out' ? 'Consultation with' : 'Consulted by';
      default:
        return direction === 'in' ? 'From' : 'To';
    }
  },
);

export const words = catalogue('gadget.call-control', {
  noCall: 'No call. Calls that ring show up here.',
  notANumber: 'A number has digits, *, # and perhaps a leading +.',
  anotherNumber: 'Consult or transfer',
  number: 'Whom to reach',
  consult: 'Consult',
  consultHint: 'Consult: this call waits while you speak with them; then join the two, or pass the call on.',
  transferNow: 'Transfer at once',
  tones: 'Tones',
  tonesSent: (sent: string) => `Sent: ${sent.split('').join(' ')}. Nobody tells whether tones were heard.`,
  data: 'Change data',
  save: 'Save',
  putOut: 'Put out',
  wrapUp: 'Wrap-up reason',
  noReason: 'None yet',
  makeCall: 'Make a call',
  numberField: 'Number',
  call: 'Call',
  keypad: 'Keypad',
  incomplete: 'May be incomplete.',
  incompleteCall:
    'This conference was up when the desktop connected: participants may be missing here. The call itself goes on, and you can ' +
    'hold or end it. What is shown is right again after it.',
  missingCall:
    'You are on a call that Finesse does not show at the moment. The call itself goes on at your telephone. Calls are shown ' +
    'again after it.',
  failedUnknown: 'It did not come about, and the telephone did not say why.',
  unknownNumber: 'Unknown number',
  variable: 'Variable {number}',
  callFrom: 'Call from {who}, {state}',
  callTo: 'Call to {who}, {state}',
  duration: 'Duration of the call',
  other: 'with {mediaAddress} · {text}',
  callWith: '{label} the call with {who}',
});

/** By the node's `stateCause`. */
export const failures = catalogue('gadget.call-control.failure', {
  BUSY: 'It did not come about: that line is busy.',
  BAD_DESTINATION: 'It did not come about: there is no such number, or nobody is signed in there.',
});

export const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;
