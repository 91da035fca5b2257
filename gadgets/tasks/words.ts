/** Everything the tasks gadget says, in one place. States and actions come from the node; nothing is claimed beyond them. */
import { catalogue, worded, said } from '../../src/gadget/index.ts';
import type { MediaGate, MediaState, StateWords, TaskAction } from '../../src/gadget/index.ts';

export const mediaStateWords: Readonly<Record<MediaState, StateWords>> = worded('gadget.tasks.state', ['text'], {
  LOGOUT: { text: 'Signed out', tone: 'plain' },
  READY: { text: 'Ready', tone: 'positive' },
  NOT_READY: { text: 'Not Ready', tone: 'warning' },
  RESERVED: { text: 'Reserved', tone: 'info' },
  ACTIVE: { text: 'Active', tone: 'positive' },
  PAUSED: { text: 'Paused', tone: 'warning' },
  INTERRUPTED: { text: 'Interrupted', tone: 'warning' },
  WORK_READY: { text: 'Wrap-up', tone: 'warning' },
  WORK: { text: 'Work', tone: 'warning' },
} as const);

/** In the order of the buttons. */
export const actionWords = worded('gadget.tasks.action', ['label'], {
  ACCEPT: { label: 'Accept', kind: 'primary' },
  START: { label: 'Start', kind: 'primary' },
  RESUME: { label: 'Resume', kind: 'primary' },
  PAUSE: { label: 'Pause', kind: '' },
  WRAP_UP: { label: 'Wrap up', kind: '' },
  TRANSFER: { label: 'Transfer', kind: '' },
  CLOSE: { label: 'Close', kind: 'danger' },
} as const satisfies Readonly<Record<TaskAction, { label: string; kind: string }>>);

export const words = catalogue('gadget.tasks', {
  noDomains: 'There are no channels for tasks here.',
  noTasks: 'No task. Tasks that are offered show up here.',
  signIn: 'Sign in',
  signOut: 'Sign out',
  ready: 'Ready',
  notReady: 'Not Ready',
  limit: 'Tasks at a time',
  onlyWhenISay: 'After a failover, take tasks only when I say so',
  iAmReady: 'I am ready',
  interrupted: 'A call came first. The tasks go on when it is over.',
  tryAgain: 'Try again',
  note: 'Note',
  notePlaceholder: 'What it is about, what is to be done',
  closed: 'Closed tasks',
  task: 'Task of {who}, {text}',
  ageTask: 'Age of the task',
  closedList: 'Closed tasks, newest first',
  actionOf: '{label} the task of {who}',
});

/** Why a channel is in Work; undefined when it is not. `own`: id of this gadget; `timeOf`: a time of day. */
export const gateWords = said(
  'gadget.tasks.gate',
  (gate: MediaGate, own: string, timeOf: (at: number) => string): string | undefined => {
    const stays = 'No tasks are routed to you';
    switch (gate.kind) {
      case 'open':
        return undefined;
      case 'not-connected':
        return `${stays} until the connection is back.`;
      case 'asked':
        return 'Everything is ready. Asking to take you out of Work…';
      case 'refused':
        return `The node did not take you out of Work: ${gate.message || (gate.code === 'no-answer' ? 'no answer came' : gate.code)}.`;
      case 'waiting':
      case 'overdue': {
        const late = gate.kind === 'waiting' ? ` If not by ${timeOf(gate.until)}, you are told.` : ' It takes long.';
        if (gate.gadgets.length === 0) return `${stays}: no gadget here says that it takes them.${late}`;
        if (gate.gadgets.includes(own)) return `${stays} until you say that you are ready.${late}`;
        return `${stays} until these gadgets are ready: ${gate.gadgets.join(', ')}.${late}`;
      }
    }
  },
);
