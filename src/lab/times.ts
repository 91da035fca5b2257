/** Moments and spans of virtual time as the lab writes them. */
const time = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** `at`: virtual ms since 1970. */
export const clockTime = (at: number): string => (Number.isFinite(at) ? time.format(at) : '–');

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
