/** The form of a time on the wire, as text: nothing here reads a clock or makes a date. */

const isoTime =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/;

/** ISO 8601 with date, time and zone, as in `2024-05-01T08:00:00.000Z`. Nodes send milliseconds and `Z`. */
export function isIsoTime(value: string): boolean {
  return isoTime.test(value);
}
