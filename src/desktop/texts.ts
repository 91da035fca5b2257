/** The words of the shell's screens, header and panels that no other table holds. */
import { catalogue, fill } from './locale.ts';

export const shellTexts = catalogue('shell', {
  tools: 'Tools',
  workspace: 'Workspace',
  nothingForRole: 'The layout has nothing for your role.',
});

export const bannerTexts = catalogue('banner', {
  soFar: 'Time so far:',
  sinceLost: 'Time since the connection was lost',
  untilTurn: 'Time until you move',
  moveIn: 'You move in:',
  putAway: 'Put this message away',
});

export const awayTexts = catalogue('away', {
  title: 'Tell me while this tab is hidden',
  summary: 'A notification when a call rings, the desktop moves or has something to say and you are elsewhere.',
  blocked: 'The settings of this browser forbid notifications of this site. They can be allowed there.',
  notOffered: 'This browser has no notifications.',
});

const unansweredTexts = catalogue('unanswered', {
  takeBack: 'Going on here got no answer; please check. ({why})',
  command: 'Your state change got no answer; please check. ({why})',
  postpone: 'Your wish got no answer; please check. ({why})',
  signOut: 'The sign-out got no answer; please check. ({why})',
});

/** The core did not answer what the agent asked for. */
export function unanswered(what: keyof typeof unansweredTexts, error: unknown): string {
  return fill(unansweredTexts[what], { why: error instanceof Error ? error.message : String(error) });
}
