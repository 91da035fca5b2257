/** Reads the ISO times that nodes stamp, without a clock or a date object. */
import type { Ms } from '../wire/names.ts';

const isoPattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):?(\d\d))$/;

/** Days from 1970-01-01 to a date of the Gregorian calendar, counted in years that begin in March. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Milliseconds since 1970; `undefined` for text that is no such time (nodes send it empty when they do not know). */
export function parseIsoTime(text: string): Ms | undefined {
  const match = isoPattern.exec(text);
  if (!match) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  const fraction = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1000 + 1e-6);
  const zone = (match[8] === '-' ? -1 : 1) * (part(9) * 60 + part(10));
  const minutes = (daysSince1970(part(1), part(2), part(3)) * 24 + part(4)) * 60 + part(5) - zone;
  return (minutes * 60 + part(6)) * 1000 + fraction;
}
