/**
 * Milliseconds since 1970 as ISO 8601 text in GMT with milliseconds, the form of every time on Finesse's wire. Written
 * out because a pure folder has no `Date`.
 */
import type { Ms } from '../wire/names.ts';

const dayMs = 86_400_000;

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

/** Every time on the wire is made of these: looked up, since a call of a full node is told with dozens of times. */
const twoDigits = Array.from({ length: 60 }, (_, value) => padded(value, 2));
const threeDigits = Array.from({ length: 1000 }, (_, value) => padded(value, 3));

/** The last date asked for: nearly always it is the same again. */
const known = { days: Number.NaN, text: '' };

function dateText(days: number): string {
  if (days === known.days) return known.text;
  const { year, month, day } = civilDate(days);
  known.days = days;
  known.text = `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
  return known.text;
}

/** `2026-03-01T09:30:00.000Z`. Fractions of a millisecond are cut off. */
export function isoTime(at: Ms): string {
  const whole = Math.floor(at);
  const inDay = ((whole % dayMs) + dayMs) % dayMs;
  const hours = twoDigits[Math.floor(inDay / 3_600_000)] ?? '';
  const minutes = twoDigits[Math.floor(inDay / 60_000) % 60] ?? '';
  const seconds = twoDigits[Math.floor(inDay / 1000) % 60] ?? '';
  const fraction = threeDigits[inDay % 1000] ?? '';
  return `${dateText(Math.floor(whole / dayMs))}T${hours}:${minutes}:${seconds}.${fraction}Z`;
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
