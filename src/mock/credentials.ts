/**
 * Keeps passwords out of the journal. What people type at the mock's sign-in page may be a password of theirs: the world
 * only ever learns whether it is the fixture's, and the journal holds a mark in place of either.
 */

/** The password of every fixture agent; shown on the sign-in page. */
export const fixturePassword = 'secret';
/** Stands for every other password, from the moment it enters. */
const anyOtherPassword = 'not-the-password';

/** Tokens that the simulated identity service has written itself: data of the simulation, nobody's secret. */
const simulatedToken = /^(?:access|refresh)\.[\w%.-]{1,64}\.\d{1,16}\.[0-9a-f]{16}$/;

/** What the world is given instead of what was typed. */
export function admittedPassword(typed: string): string {
  return typed === fixturePassword || simulatedToken.test(typed) ? typed : anyOtherPassword;
}

/** The same for a bearer of tokens. */
export const admittedToken = (shown: string): string => (simulatedToken.test(shown) ? shown : anyOtherPassword);

const sealedFixture = { sealed: 'fixture' } as const;
const sealedOther = { sealed: 'other' } as const;

/** A copy of plain data with every text field `password` replaced by a mark; unchanged parts are shared. */
export function sealPasswords<T>(data: T): T {
  return mapPasswords(data, (password) =>
    typeof password !== 'string' || simulatedToken.test(password)
      ? password
      : password === fixturePassword
        ? sealedFixture
        : sealedOther,
  ) as T;
}

/** The reverse of `sealPasswords`, for data whose passwords had all been admitted before. */
export function unsealPasswords<T>(data: T): T {
  return mapPasswords(data, (mark) => {
    if (typeof mark !== 'object' || mark === null || !('sealed' in mark)) return mark;
    return mark.sealed === sealedFixture.sealed ? fixturePassword : anyOtherPassword;
  }) as T;
}

function mapPasswords(data: unknown, replace: (value: unknown) => unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) {
    const items: readonly unknown[] = data;
    const copy = items.map((item) => mapPasswords(item, replace));
    return copy.some((item, index) => item !== items[index]) ? copy : data;
  }
  const before = Object.entries(data) as [string, unknown][];
  const after = before.map(([key, value]): [string, unknown] => [
    key,
    key === 'password' ? replace(value) : mapPasswords(value, replace),
  ]);
  return after.some(([, value], index) => value !== before[index]?.[1]) ? Object.fromEntries(after) : data;
}
