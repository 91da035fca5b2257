/** Times and durations in words and digits, the same in every gadget. Pure. */

/** Ms since 1970 of an ISO time; `undefined` when the node did not know it. */
export function timeOfIso(iso: string): number | undefined {
  if (iso === '') return undefined;
  const time = Date.parse(iso);
  return Number.isNaN(time) ? undefined : time;
}

/** `0:07`, `12:34`, `1:02:03`. Negative durations (clocks that differ) read as zero. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Since an ISO time; a dash when it is unknown (a held call after a failover has none). */
export function durationSince(iso: string, now: number): string {
  const since = timeOfIso(iso);
  return since === undefined ? '–' : duration(now - since);
}

const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** `14:05`, with the day when it is not the day of `now`. */
export function timeOfDay(ms: number, now: number): string {
  const sameDay = new Date(ms).toDateString() === new Date(now).toDateString();
  return (sameDay ? clockTime : dayAndTime).format(ms);
}
