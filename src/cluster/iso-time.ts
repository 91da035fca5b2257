/**
 * Milliseconds since 1970 as ISO 8601 text in GMT with milliseconds, the form of every time on Finesse's wire. Written
 * out because a pure folder has no `Date`.
 */
import type { Ms } from '../wire/names.ts';

const dayMs = 86_400_000;

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

/** `2026-03-01T09:30:00.000Z`. Fractions of a millisecond are cut off. */
export function isoTime(at: Ms): string {
  const whole = Math.floor(at);
  const { year, month, day } = civilDate(Math.floor(whole / dayMs));
  const inDay = ((whole % dayMs) + dayMs) % dayMs;
  const hours = Math.floor(inDay / 3_600_000);
  const minutes = Math.floor(inDay / 60_000) % 60;
  const seconds = Math.floor(inDay / 1000) % 60;
  return (
    `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}` +
    `T${padded(hours, 2)}:${padded(minutes, 2)}:${padded(seconds, 2)}.${padded(inDay % 1000, 3)}Z`
  );
}

/**
 * The Gregorian date of a day counted from 1970-01-01. Years are taken to begin in March, so that the leap day is the
 * last of its year and months have a regular length (153 days in every five).
 */
function civilDate(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}
