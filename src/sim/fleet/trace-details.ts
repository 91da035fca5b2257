/** What a trace says of each event beside its time: enough to tell two runs apart. */
import type { DeskEvent } from './desk.ts';
import type { FromNode } from './desk-link.ts';
import { textNumber } from './trace.ts';

export const eventNumbers: Readonly<Record<DeskEvent['kind'], number>> = {
  wake: 1,
  'request-timeout': 2,
  'channel-timeout': 3,
  'page-start': 4,
  page: 5,
  'sign-in': 6,
  'get-ready': 7,
  answer: 8,
  present: 9,
};

/** What kind it is, and the state that it tells of. */
export function detailOf(effect: FromNode): number {
  if (effect.type === 'rest-refused') return 1;
  if (effect.type === 'rest-reply') return effect.reply.status;
  if (effect.message.kind !== 'item') return textNumber(effect.message.kind);
  const { data } = effect.message.update;
  return textNumber(data.kind === 'User' ? `User ${data.value.state}` : data.kind);
}
