/**
 * The `Update` of a notification: XML in and out (finesse.md §2.4). The stanza around it, in which it stands escaped, is
 * the link's business. Reading never throws: the envelope is kept as far as it can be read, so that the desktop knows
 * which object to fetch again.
 */
import { attempt } from './attempt.ts';
import type { WirePayload } from './http.ts';
import { readPayload, writePayload } from './payload-codec.ts';
import type { Update, UpdateEvent } from './update.ts';
import type { WireError } from './wire-error.ts';
import { allChildren, faultAt, filledTextOf, optionalChild, readRoot, textOf, type Cursor } from './xml-cursor.ts';
import { element, filledText, text, writeXml } from './xml-write.ts';

const events: Readonly<Record<string, UpdateEvent>> = { put: 'put', post: 'post', delete: 'delete' };

/**
 * Writes an Update. `event` is in upper case, in errors in lower case, as nodes do. Throws `WireFault` for a value
 * outside the model, and for `Malformed` data.
 */
export function encodeUpdate(update: Update): string {
  const data = writePayload(update.data, 'notification');
  const event = update.data.kind === 'ApiErrors' ? update.event : update.event.toUpperCase();
  return writeXml(
    element('Update', [
      element('data', [data]),
      text('event', event),
      text('requestId', update.requestId),
      filledText('source', update.source),
    ]),
  );
}

/**
 * Reads an Update; order and case do not matter. Never throws: what cannot be read is `data` of kind `Malformed`, with
 * `source` as far as known (else empty) and, when that is what is wrong, the event taken as `put`.
 */
export function decodeUpdate(xml: string): Update {
  return attempt(
    () => readUpdate(readRoot(xml, 'Update')),
    (error) => ({ event: 'put', source: '', requestId: '', data: { kind: 'Malformed', error } }),
  );
}

function readUpdate(cursor: Cursor): Update {
  let complaint: WireError | undefined;
  /** Keeps the first complaint and goes on. */
  const part = <Value>(read: () => Value, otherwise: Value): Value =>
    attempt(read, (error) => {
      complaint ??= error;
      return otherwise;
    });
  const source = part(() => filledTextOf(cursor, 'source'), '');
  const event = part(() => readEvent(cursor), 'put');
  const requestId = part(() => textOf(cursor, 'requestId'), '');
  const data = part(() => readData(cursor), { kind: 'Empty' });
  return { event, source, requestId, data: complaint === undefined ? data : { kind: 'Malformed', error: complaint } };
}

function readEvent(cursor: Cursor): UpdateEvent {
  const word = filledTextOf(cursor, 'event').trim().toLowerCase();
  const event = Object.hasOwn(events, word) ? events[word] : undefined;
  if (event === undefined) throw faultAt('unknown-enum', cursor, 'put, post or delete is expected.', 'event');
  return event;
}

/** `data` holds one object, or nothing when the source was only removed. */
function readData(cursor: Cursor): WirePayload {
  const data = optionalChild(cursor, 'data');
  const objects = data === undefined ? [] : allChildren(data);
  const [first, second] = objects;
  if (first === undefined) return { kind: 'Empty' };
  if (second !== undefined) throw faultAt('bad-value', second, 'An update is about one object.');
  return readPayload(first);
}
