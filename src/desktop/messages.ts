/**
 * The one catalogue of what the agent is told. The core gives key and parameters; the words are here, and they claim
 * only what the core knows. A key without words does not compile. English; a further language is given each
 * notice's key and parameters (`src/gadget/locale.ts`). Knows no element.
 */
import { chatsLostText } from './messages-chat.ts';
import type { Notice, NoticeKey, Phase, Trigger } from '../core/view.ts';
import type { CacheFailureCode } from '../cache/contract.ts';
import type { CoreConnection } from '../worker/client/contract.ts';
import { maintenanceMessages } from './messages-maintenance.ts';
import { gapSliceWords, nodeWord, secondsPhrase, stateWord } from './words.ts';
import { said, translated, catalogue } from './locale.ts';

export type NoticeParams = Notice['params'];
export type NoticeCatalogue = { readonly [Key in NoticeKey]: (params: NoticeParams) => string };

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a trigger has shown, as the second half of "Connection … is lost: …". */
const triggerCauses: Readonly<Record<Trigger, string>> = {
  'out-of-service': 'it reports that it is out of service',
  'notifications-lost': 'its notification service is gone',
  'finesse-unavailable': 'Finesse on it is not available',
  silence: 'it has stopped answering',
  'request-refused': 'it does not accept requests',
  maintenance: 'it is taken out of use for maintenance',
};

function lostBecause(params: NoticeParams): string {
  const cause = Object.entries(triggerCauses).find(([trigger]) => trigger === params.trigger)?.[1];
  return `Connection to ${nodeWord(params.node)} is lost${cause ? `: ${cause}` : ''}.`;
}

/** Commands as the core names them, in words. */
const commandWords: Readonly<Record<string, string>> = {
  'set-state': 'Your state change',
  'make-call': 'Your call',
  'call-action': 'Your call action',
  'call-to': 'Your consultation or transfer',
  'send-tones': 'Sending tones',
  'drop-participant': 'Putting somebody out of the conference',
  'supervise-call': "Listening to an agent's call, or barging in,",
  'update-call-data': 'Your change of the call data',
  'set-member-state': "Your change of a team member's state",
  'media-sign-in': 'Your sign-in to a channel for tasks',
  'media-state': 'Your state change in a channel for tasks',
  'media-routable': 'Your choice of how tasks come',
  'chat-status': 'Your chat status',
  'chat-send': 'Your chat message',
  'chat-close': 'Closing a chat',
  'task-action': 'Your step of a task',
  'send-team-message': 'Your message to the team',
  'delete-team-message': 'Deleting a team message',
  'start-maintenance': 'Your start of the maintenance',
  'cancel-maintenance': 'Your calling off of the maintenance',
};
const commandWord = (command: unknown): string => commandWords[String(command)] ?? 'Your request';

const outcomeWords: Readonly<Record<string, string>> = {
  applied: 'was carried out.',
  'not-applied': 'was not carried out. Do it again if you still want it.',
  unknown: 'may or may not have been carried out. Please check.',
};

const signInRefusals: Readonly<Record<string, string>> = {
  credentials: 'Agent ID or password is not right.',
  unreachable: 'Neither node can be reached. Check the network, then try again.',
  'out-of-service': 'Both nodes are out of service at the moment. Try again in a little while.',
  'service-unreachable': 'This service cannot be reached. Try again, or choose the other one.',
  'service-out-of-service': 'This service is out of service at the moment. Try again later, or choose the other one.',
  device: 'This extension cannot be used: it is unknown, or somebody else is signed in with it.',
};

/** Reasons of a forced logout (PF-3, PF-5), by system reason code. */
const forcedLogoutCauses: Readonly<Record<string, string>> = {
  '255': 'a node had lost this desktop and its waiting time was over',
  '50002': 'the connection of a node failed while you were signed in there',
  '20001': 'a node started a forced logout after it had lost this desktop',
  '20002': 'a node forced a logout after it had lost this desktop',
};

function gapSliceList(slices: NoticeParams[string] | undefined): string {
  const words = String(slices ?? '')
    .split(',')
    .map((slice) => Object.entries(gapSliceWords).find(([name]) => name === slice)?.[1] ?? 'data');
  return words.join(', ');
}

/** What becomes of a forced logout, as a further sentence. */
const forcedLogoutUndo: Readonly<Record<string, string>> = {
  'under-way': ' Taking it back…',
  'not-by-profile': ' Choose your state again if you still want it.',
  'already-once': ' It was taken back once before, so it stays now.',
};
/** Codes of ours, for want of an answer. */
const mediaFailures: Readonly<Record<string, string>> = { 'no-answer': 'no answer came' };

export const english: NoticeCatalogue = {
  'connection-lost': (params) => `${lostBecause(params)} Trying to reach it again…`,
  searching: (params) => `${lostBecause(params)} Looking at both nodes for one that can go on…`,
  switching: (params) => `${capital(nodeWord(params.to))} can go on. Moving you there…`,
  reconnecting: (params) => `${capital(nodeWord(params.node))} answers again. Reconnecting…`,
  restoring: (params) => `Signed in on ${nodeWord(params.node)}. Reading your state and calls again…`,
  moved: (params) =>
    `You are on ${nodeWord(params.to)} now. The move from ${nodeWord(params.from)} took ${secondsPhrase(params.seconds)}.`,
  reconnected: (params) => `Reconnected to ${nodeWord(params.node)} after ${secondsPhrase(params.seconds)}.`,
  'signed-in': (params) => `You are signed in on ${nodeWord(params.node)}.`,
  resumed: (params) =>
    `Your session on ${nodeWord(params.node)} goes on. Coming back took ${secondsPhrase(params.seconds)}.`,
  'signed-out': () => 'You are signed out.',
  lapsed: (params) =>
    `This desktop was away for ${secondsPhrase(params.seconds)}. A node waits 60 seconds for a desktop to come back and ` +
    'then forces a logout, so you are signed out here. Please sign in again; what you had typed is kept.',
  'handed-over': (params) => `Your session goes on at the address of ${nodeWord(params.node)}.`,
  expired: (params) =>
    `${capital(nodeWord(params.node))} no longer accepts your sign-in. Give your password again; this page stays as it is.`,
  conflict: (params) =>
    `Another desktop with your agent ID has taken over the connection to ${nodeWord(params.node)}. Only one can be connected.`,
  'sign-in-failed': (params) => {
    const words = signInRefusals[String(params.reason)];
    if (words) return words;
    const detail = String(params.detail ?? '');
    return detail ? `The sign-in was refused: ${detail}` : 'The sign-in was refused.';
  },
  'server-unavailable': (params) =>
    `Server unavailable: ${nodeWord(params.node)}. This phone keeps trying there and nowhere else; to work on the other ` +
    'service, leave this one and sign in there.',
  'maintenance-logging-out': (params) =>
    `${capital(nodeWord(params.node))} is being taken out of use: this phone is signed out in ${secondsPhrase(params.seconds)}. ` +
    'Sign in on the other service then.',
  'server-available': (params) => `${capital(nodeWord(params.node))} is available again. Please sign in.`,
  'forced-logout': (params) => {
    const cause = forcedLogoutCauses[String(params.code)] ?? 'the system asked for it';
    const undo = forcedLogoutUndo[String(params.undo)] ?? '';
    return `Forced logout (code ${String(params.code ?? '?')}): ${cause}. Your state is now ${stateWord(params.state)}.${undo}`;
  },
  displaced: (params) =>
    `Another desktop with your agent ID has taken over the connection to ${nodeWord(params.node)}` +
    `${Number(params.times) > 1 ? ' again' : ''}. Only one can be connected: go on here, or leave it to the other one.`,
  'taking-back': (params) => `Connecting this desktop to ${nodeWord(params.node)} again…`,
  'signed-out-here': () => 'You are signed out here. The other desktop goes on.',
  'events-missed': (params) =>
    `Events of ${secondsPhrase(params.seconds)} are missing (${gapSliceList(params.slices)}). What you see was read again and is current.`,
  'signing-in-again': (params) =>
    `A forced logout of a node left behind has signed you out on ${nodeWord(params.node)}. Signing you in again…`,
  'forced-logout-undone': (params) =>
    params.outcome === 'applied'
      ? `The forced logout is taken back: you are ${stateWord(params.state)} again.`
      : 'The forced logout could not be taken back. Please check your state and choose it again.',
  'link-failure-shown': () =>
    'The telephone system was out of reach for a while. It has noted Connection Failure as the reason of your Not Ready.',
  'changed-by-supervisor': (params) =>
    params.state === 'LOGOUT'
      ? 'A supervisor has signed you out.'
      : `A supervisor has set your state to ${stateWord(params.state)}.`,
  'command-outcome': (params) =>
    `${commandWord(params.command)} from before the failover ${outcomeWords[String(params.outcome)] ?? 'has ended. Please check.'}`,
  'pending-lost': (params) =>
    `The failover has lost your wish to become ${stateWord(params.state)}. Choose it again if you still want it.`,
  paced: (params) =>
    `${capital(nodeWord(params.node))} takes its desktops one after the other. You move in ${secondsPhrase(params.seconds)}; you are signed in there already.`,
  'alternate-unreachable': (params) =>
    `${capital(nodeWord(params.node))} cannot be reached from this browser, or its certificate is not trusted here. ` +
    'If your node failed now, you could not be moved. Open the node list at the top for what you can do.',
  'command-refused': (params) => {
    const why = String(params.message ?? '') || String(params.code ?? '');
    return `${commandWord(params.command)} was refused${why ? `: ${why.replace(/\.$/, '')}` : ''}.`;
  },
  'chats-lost': (params) => chatsLostText(params),
  'chat-message': (params) => `${String(params['name'] ?? 'A colleague')} has written to you in the chat.`,
  'team-message': (params) => {
    const what = params['text'] === undefined ? '' : `: “${String(params['text'])}”`;
    return `${String(params['name'] ?? 'Your supervisor')} has written to the team${what}.`;
  },
  'media-in-work': (params) => {
    const domain = String(params.domain ?? 'A channel');
    const gadgets = String(params.gadgets ?? '');
    return gadgets
      ? `${domain} stays in Work: no tasks come until these gadgets are ready: ${gadgets}.`
      : `${domain} stays in Work: no gadget here takes its tasks, so none are sent to you.`;
  },
  'media-refused': (params) => {
    const why = String(params.message ?? '') || mediaFailures[String(params.code)] || String(params.code ?? '');
    const did = params.what === 'sign-in' ? 'did not sign you in again' : 'did not take you out of Work';
    return `${String(params.domain ?? 'A channel')}: the node ${did}${why ? `: ${why.replace(/\.$/, '')}` : ''}.`;
  },
  ...maintenanceMessages,
};

/** The words of a notice, in the language of the page. */
export function noticeText(notice: Pick<Notice, 'key' | 'params'>): string {
  return translated(`notice.${notice.key}`, english[notice.key](notice.params), [notice.params]);
}

/** What to say about the core's worker itself; an open connection says nothing. */
export const connectionTexts: Readonly<Record<CoreConnection['kind'], string>> = catalogue('connection', {
  connecting: 'Connecting to the core…',
  open: '',
  replacing: 'The worker behind this desktop has ended. Starting it again…',
  outdated: 'A newer version of this desktop runs in another tab. Reload this page to go on.',
});

/** Why kept state will not outlive a reload. */
export const memoryOnlyTexts: Readonly<Record<CacheFailureCode, string>> = catalogue('memory-only', {
  blocked: 'The store of this browser is held by another tab.',
  quota: 'The store of this browser is full.',
  corrupt: 'The store of this browser cannot be read.',
  unavailable: 'This browser window keeps no data.',
  closed: 'The store of this browser was closed.',
  'not-clonable': 'A value cannot be stored.',
});

export const memoryOnlyConsequence = said(
  'memory-only.consequence',
  () => 'What you type and what gadgets keep will not survive a reload of this page.',
);

/**
 * Why the agent cannot act at the moment; empty when it is possible. Stands on each control that is off, so it is short:
 * the banner tells the story.
 */
export const whyNoActions: Readonly<Record<Phase, string>> = catalogue('why-off', {
  'signed-out': 'Off while signed out',
  'signing-in': 'Off until signed in',
  connected: '',
  suspect: 'Off while not connected',
  searching: 'Off while not connected',
  switching: 'Off until moved',
  restoring: 'Off until state is read',
  expired: 'Off until signed in',
  displaced: 'Off until you choose',
  migrating: 'Off during maintenance',
});
