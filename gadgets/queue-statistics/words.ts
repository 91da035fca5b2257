/** Everything the queue statistics gadget says, in one place. */
import { catalogue } from '../../src/gadget/index.ts';

export const words = catalogue('gadget.queue-statistics', {
  none: 'You are in no queue.',
  queues: 'Queues',
  queue: 'Queue',
  waiting: 'Waiting',
  longest: 'Longest',
  agents: 'Agents',
  asOf: 'as of {time}',
  noneSignedIn: 'none signed in',
});

/** What agents of a queue do; the key is also the class of its share of the bar. */
export const shareWords = catalogue('gadget.queue-statistics.share', {
  ready: '{count} ready',
  talking: '{count} talking',
  'wrap-up': '{count} wrap-up',
  'not-ready': '{count} not ready',
});
