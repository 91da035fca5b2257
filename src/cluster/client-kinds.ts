/**
 * What kind of client a notification session belongs to. Finesse tells desktops, phones and other people's clients apart
 * and says nowhere how; assumed: by the resource of the JID, which each of them chooses for itself.
 */
export const clientKinds = ['DESKTOP', 'FIPPA', 'THIRDPARTY'] as const;
/** The words of ConnectedUsersInfo's `userType` (finesse.md §1.7). */
export type ClientKind = (typeof clientKinds)[number];

/** `desktop…`: a desktop; `fippa…` or `ippa…`: a phone (IP Phone Agent); any other: a third party's. assumed. */
export function clientKindOf(resource: string): ClientKind {
  if (/^desktop/i.test(resource)) return 'DESKTOP';
  return /^f?ippa/i.test(resource) ? 'FIPPA' : 'THIRDPARTY';
}

export const phonesAmong = <Session extends { readonly resource: string }>(
  sessions: Readonly<Record<string, Session>>,
): Record<string, Session> =>
  Object.fromEntries(Object.entries(sessions).filter(([, { resource }]) => clientKindOf(resource) === 'FIPPA'));
