/** `Queue` and `Queues`: XML in and out (finesse.md §1.7). */
import { paths } from './paths.ts';
import type { Queue, QueueStatistics } from './queue.ts';
import {
  childrenNamed,
  faultAt,
  integerOf,
  optionalChild,
  readRoot,
  textOf,
  timeOf,
  type Cursor,
} from './xml-cursor.ts';
import { element, filledText, integer, text, time, writeXml, type XmlNode } from './xml-write.ts';

/** What a node writes when it has no figure. */
const notAvailable = -1;

const counters = [
  'callsInQueue',
  'agentsReady',
  'agentsNotReady',
  'agentsBusyOther',
  'agentsLoggedOn',
  'agentsTalkingInbound',
  'agentsTalkingOutbound',
  'agentsTalkingInternal',
  'agentsWrapUpNotReady',
  'agentsWrapUpReady',
] as const satisfies readonly (keyof QueueStatistics)[];
const longest = 'startTimeOfLongestCallInQueue';
const lastSegment = /\/([^/]+)$/;

export function readQueue(cursor: Cursor): Queue {
  const uri = textOf(cursor, 'uri');
  // The documented Queue has no id of its own; its address ends in it.
  const id = textOf(cursor, 'id') || unescaped(lastSegment.exec(uri)?.[1] ?? '');
  if (id.trim() === '') throw faultAt('missing-field', cursor, 'A queue has an address that ends in its id.', 'uri');
  return {
    uri: uri || paths.queue(id),
    id,
    name: textOf(cursor, 'name'),
    statistics: readStatistics(optionalChild(cursor, 'statistics')),
  };
}

function unescaped(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function readStatistics(cursor: Cursor | undefined): QueueStatistics {
  const count = (name: (typeof counters)[number]): number =>
    (cursor === undefined ? undefined : integerOf(cursor, name, notAvailable)) ?? notAvailable;
  return {
    callsInQueue: count('callsInQueue'),
    startTimeOfLongestCallInQueue: cursor === undefined ? '' : readLongest(cursor),
    agentsReady: count('agentsReady'),
    agentsNotReady: count('agentsNotReady'),
    agentsBusyOther: count('agentsBusyOther'),
    agentsLoggedOn: count('agentsLoggedOn'),
    agentsTalkingInbound: count('agentsTalkingInbound'),
    agentsTalkingOutbound: count('agentsTalkingOutbound'),
    agentsTalkingInternal: count('agentsTalkingInternal'),
    agentsWrapUpNotReady: count('agentsWrapUpNotReady'),
    agentsWrapUpReady: count('agentsWrapUpReady'),
  };
}

/** A queue without figures says -1 here too. */
function readLongest(cursor: Cursor): string {
  return textOf(cursor, longest).trim() === String(notAvailable) ? '' : timeOf(cursor, longest);
}

export function writeQueue(queue: Queue): XmlNode {
  return element('Queue', [
    filledText('uri', queue.uri),
    filledText('id', queue.id),
    text('name', queue.name),
    element('statistics', [
      ...counters.map((name) => integer(name, queue.statistics[name], notAvailable)),
      time(longest, queue.statistics[longest]),
    ]),
  ]);
}

export function readQueues(cursor: Cursor): readonly Queue[] {
  return childrenNamed(cursor, 'Queue').map(readQueue);
}

export function writeQueues(queues: readonly Queue[]): XmlNode {
  return element('Queues', queues.map(writeQueue));
}

/** Reads `<Queue>`. Throws `WireFault`. */
export function decodeQueue(xml: string): Queue {
  return readQueue(readRoot(xml, 'Queue'));
}

/** Writes `<Queue>`. Throws `WireFault` for a value outside the model. */
export function encodeQueue(queue: Queue): string {
  return writeXml(writeQueue(queue));
}
