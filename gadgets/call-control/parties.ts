/** Who is on a call, seen from one agent's telephone; and what the call's data is called. Pure. */
import { fill, type Dialog, type Participant } from '../../src/gadget/index.ts';
import { words } from './words.ts';

export interface Parties {
  readonly mine: Participant | undefined;
  readonly direction: 'in' | 'out';
  /** The number at the other end. */
  readonly who: string;
  /** Everybody else after the first two: conferences. */
  readonly others: readonly Participant[];
}

export function partiesOf(dialog: Dialog, extension: string): Parties {
  const mine = dialog.participants.find(({ mediaAddress }) => mediaAddress === extension);
  const direction = dialog.fromAddress === extension ? 'out' : 'in';
  const { dialedNumber } = dialog.mediaProperties;
  const who = direction === 'in' ? dialog.fromAddress : dialog.toAddress || dialedNumber;
  const others = dialog.participants.filter(({ mediaAddress }) => mediaAddress !== extension && mediaAddress !== who);
  return { mine, direction, who: who || words.unknownNumber, others };
}

/** `callVariable3` reads `Variable 3`, `user.account` reads `Account`. */
export function variableLabel(name: string): string {
  const numbered = /^callVariable(\d+)$/.exec(name);
  if (numbered) return fill(words.variable, { number: numbered[1] ?? '' });
  const own = name.replace(/^user\./, '');
  return own.charAt(0).toUpperCase() + own.slice(1);
}

/** What a person may write between the digits is dropped; `undefined` when it is no number. */
export function dialable(text: string): string | undefined {
  const number = text.replace(/[\s().\-/]/g, '');
  return /^\+?[0-9*#]{1,32}$/.test(number) ? number : undefined;
}
