/** Why an XMPP stream ended, in the core's words. Reads the library's errors; decides nothing about what follows. */
import type { ChannelEvent } from '../../core/contract.ts';

/** Either word, depending on whether the channel had been open. */
export interface StreamEnd {
  readonly closed: Extract<ChannelEvent, { kind: 'closed' }>['reason'];
  readonly failed: Exclude<Extract<ChannelEvent, { kind: 'failed' }>['reason'], 'timeout'>;
}

const cut: StreamEnd = { closed: 'reset', failed: 'refused' };

/** By the condition of a stream, stanza or SASL error (RFC 6120 §4.9.3, §8.3.3, §6.5). */
const ends: Readonly<Record<string, StreamEnd>> = {
  'stream conflict': { closed: 'conflict', failed: 'conflict' },
  'stream system-shutdown': { closed: 'server-shutdown', failed: 'refused' },
  'stream not-authorized': { closed: 'reset', failed: 'unauthorized' },
  // The resource is taken, and the server keeps the one who has it.
  'stanza conflict': { closed: 'conflict', failed: 'conflict' },
  'sasl not-authorized': { closed: 'reset', failed: 'unauthorized' },
  'sasl account-disabled': { closed: 'reset', failed: 'unauthorized' },
  'sasl credentials-expired': { closed: 'reset', failed: 'unauthorized' },
  'sasl invalid-authzid': { closed: 'reset', failed: 'unauthorized' },
};
const kinds: Readonly<Record<string, string>> = { StreamError: 'stream', StanzaError: 'stanza', SASLError: 'sasl' };

export function endOf(error: unknown): StreamEnd {
  const { name = '', condition = '' } = error as { readonly name?: string; readonly condition?: string };
  const key = `${Object.hasOwn(kinds, name) ? (kinds[name] ?? '') : ''} ${condition}`;
  return Object.hasOwn(ends, key) ? (ends[key] ?? cut) : cut;
}
