/** `ClientLog`, the body of a POST: XML in and out (finesse.md §1.7). */
import type { ClientLogBody } from './client-log.ts';
import { textOf, type Cursor } from './xml-cursor.ts';
import { element, text, type XmlNode } from './xml-write.ts';

/** Without `logData` it is empty: which complaint that is, the node says. */
export const readClientLog = (cursor: Cursor): ClientLogBody => ({
  kind: 'ClientLog',
  logData: textOf(cursor, 'logData'),
});

export const writeClientLog = (body: ClientLogBody): XmlNode => element('ClientLog', [text('logData', body.logData)]);
