/** An agent signed in on the publisher, and how these tests speak of agents and sessions. For tests alone. */
import type { XmppToClient } from '../contract.ts';
import { bench, type Bench } from './bench.ts';

/** Agent 1001 with the session `s` on the publisher; what was sent so far is forgotten. */
export function desk(load: 0 | 1 = 0, state: 'READY' | 'NOT_READY' = 'READY'): Bench {
  const b = bench({ load });
  b.connect('publisher', '1001', 's');
  b.signIn('1001');
  b.setState('1001', state);
  b.forget();
  return b;
}

export const shown = (b: Bench) => [b.agent('1001').state, b.agent('1001').reasonCode];
export const connectionFailure = ['NOT_READY', 50002];
export const kinds = (messages: readonly XmppToClient[]): string[] =>
  messages.map((message) => ('reason' in message ? `${message.kind} ${message.reason}` : message.kind));
