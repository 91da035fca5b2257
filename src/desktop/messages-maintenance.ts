/**
 * The part of the catalogue (`messages.ts`) about maintenance and about the end of a sign-in, with the small words of their
 * panels. Knows no element.
 */
import type { GadgetSave, MaintenanceView } from '../core/maintenance-view.ts';
import type { Notice, NoticeKey } from '../core/view.ts';
import { nodeWord, secondsPhrase, titleFromId } from './words.ts';
import { catalogue, said } from './locale.ts';

type Params = Notice['params'];

/** Half a minute is "30 seconds", eleven minutes are "11 minutes". */
const inTime = (params: Params): string => secondsPhrase(Math.round(Number(params.seconds ?? 0)));

/** Why the desktop was not moved; a browser cannot tell an unreachable node from an untrusted one. */
const stayReasons: Readonly<Record<string, string>> = {
  unreachable: 'this browser cannot reach it, or does not accept its certificate',
  'out-of-service': 'it is out of service',
  failed: 'it did not take you in',
};

function notSaved(params: Params): string {
  const gadgets = String(params.gadgets ?? '')
    .split(', ')
    .filter((id) => id !== '')
    .map(titleFromId);
  const parts = [...gadgets, ...(Number(params.tabs ?? 0) > 0 ? ['another tab of this desktop'] : [])];
  return `Not confirmed as saved before the move: ${parts.join(', ')}. Please check what you had entered there.`;
}

export const maintenanceMessages = {
  'maintenance-scheduled': (params: Params) =>
    `Maintenance: ${nodeWord(params.from)} will be taken out of use. This desktop moves to ${nodeWord(params.to)} in about ` +
    `${inTime(params)}. Calls go on, and what you have entered is kept.`,
  'maintenance-postponed': (params: Params) =>
    `The move to ${nodeWord(params.to)} is planned anew: in about ${inTime(params)}.`,
  'maintenance-about-to-move': (params: Params) =>
    `This desktop moves to ${nodeWord(params.to)} in ${inTime(params)}. Your gadgets are saving their state now.`,
  migrating: (params: Params) => `Saving everything, then moving you to ${nodeWord(params.to)} for maintenance…`,
  'maintenance-stays': (params: Params) =>
    `You were not moved to ${nodeWord(params.to)}: ${stayReasons[String(params.reason)] ?? 'it cannot be used'}. You go on ` +
    'working here, and the administrator is told.',
  'maintenance-abandoned': (params: Params) =>
    `The maintenance of ${nodeWord(params.node)} was given up. You stay where you are.`,
  'maintenance-not-saved': notSaved,
  'maintenance-not-postponed': (params: Params) => {
    const detail = String(params.detail ?? '').replace(/\.$/, '');
    return `The move was not put off${detail ? `: ${detail}` : ''}.`;
  },
  'sign-in-ends': (params: Params) =>
    `Your sign-in ends in ${inTime(params)}. Sign in again before that, and nothing changes for you.`,
  'sign-in-ends-soon': () =>
    'Your sign-in ends within a minute. Then you will be signed out by force, in the middle of whatever you do.',
  'sign-in-renewed': (params: Params) =>
    Number(params.minutes) > 0
      ? `Your sign-in is renewed. It is good for ${secondsPhrase(Number(params.minutes) * 60)}.`
      : 'Your sign-in is renewed.',
  'sign-in-ended': () =>
    'The time of your sign-in is over, and this desktop has asked the server to sign you out. Sign in again to go on: this ' +
    'page stays as it is, and what you have entered is kept.',
} as const satisfies { readonly [Key in NoticeKey]?: (params: Params) => string };

/** Beside a gadget's name, what it has said about its state. */
export const saveWords: Readonly<Record<GadgetSave['outcome'], string>> = catalogue('gadget-save', {
  saving: 'saving…',
  saved: 'saved',
  failed: 'could not save',
  missing: 'did not answer',
});

/** What this browser sees of the node to move to. */
export const alternateWords: Readonly<Record<MaintenanceView['alternate'], string>> = catalogue(
  'maintenance.alternate',
  {
    looking: 'Looking whether the other node can be reached from here…',
    good: 'The other node can be reached from here.',
    'out-of-service': 'The other node is out of service at the moment.',
    unreachable: 'The other node cannot be reached from here, or its certificate is not accepted.',
  },
);

/** GL-10. */
export const cookieAdvice = said(
  'cookie-advice',
  () => 'If signing in does not work, close all pages of the sign-in service and clear its cookies, then try again.',
);

/** Why the sign-in was not renewed, by the code of the rejection. */
export const renewalFailure = said('renewal-failure', (error: unknown): string => {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (code === 'sign-in-refused') return 'The password is not right. Your present sign-in goes on until it ends.';
  if (code === 'sign-in-unreachable') return 'No node answered. Try again; your present sign-in goes on until it ends.';
  return `The sign-in was not renewed: ${error instanceof Error ? error.message : String(error)}`;
});
