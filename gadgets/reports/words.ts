/** Everything the reports say, in one place. */
import { catalogue, plural } from '../../src/gadget/index.ts';
import type { Kind } from './day.ts';

export const kindWords: Readonly<Record<Kind, string>> = catalogue('gadget.reports.kind', {
  ready: 'Ready',
  ringing: 'Ringing',
  talking: 'Talking',
  'wrap-up': 'Wrap-up',
  'not-ready': 'Not Ready',
  unknown: 'Not known',
});

export const words = catalogue('gadget.reports', {
  day: 'Your day by state',
  state: 'State',
  time: 'Time',
  share: 'Share',
  calls: 'Calls per hour',
  hour: 'Hour',
  incoming: 'Incoming',
  outgoing: 'Outgoing',
  asTable: 'Calls as a table',
  noCalls: 'No calls yet today.',
  since: (from: string, to: string) => `${from} to ${to}, as this desktop saw it`,
  dayInWords: (parts: string) => `The day as a band, from left to right. In all: ${parts}.`,
  callsInWords: (count: number, most: number, hour: string) =>
    `${plural(count, { one: '1 call', other: `${count} calls` })} today; the most, ${most}, in the hour from ${hour}.`,
  unknown: 'Not known: this desktop was closed, or had no connection to Finesse.',
});
