/** What a trace says of each event beside its time: enough to tell two runs apart. */
import type { DeskEvent } from './desk.ts';
import type { FromNode } from './desk-link.ts';
import { textNumber } from './trace.ts';

export const eventNumbers: Readonly<Record<DeskEvent['kind'], number>> = {
  'request-timeout': 2,
  'channel-timeout': 3,
  'page-start': 4,
  page: 5,
  'sign-in': 6,
  'get-ready': 7,
  answer: 8,
  present: 9,
};

export const wakeNumber = 1;

/** The same few words in every run: made once. */
const numbers = new Map<string, number>();

function numberOf(word: string, prefix = ''): number {
  let number = numbers.get(word);
  if (number === undefined) numbers.set(word, (number = textNumber(prefix + word)));
  return number;
}

/** What kind it is, and the state that it tells of. */
export function detailOf(effect: FromNode): number {
  if (effect.type === 'rest-refused') return 1;
  if (effect.type === 'rest-reply') return effect.reply.status;
  if (effect.message.kind !== 'item') return numberOf(effect.message.kind);
  const { data } = effect.message.update;
  // Words for states are in capitals, those for kinds are not.
  return data.kind === 'User' ? numberOf(data.value.state, 'User ') : numberOf(data.kind);
}
