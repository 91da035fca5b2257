/**
 * The same value after it was Finesse XML: the fleet leaves the XML out, and this is how a test shows that nothing hangs on
 * it. Changes nothing but the form.
 */
import type { ClusterEffect } from '../../cluster/contract.ts';
import type { ApiRequest } from '../../wire/http.ts';
import { decodeReply, decodeRequest, encodeReply, encodeRequest } from '../../wire/rest-codec.ts';
import { decodeUpdate, encodeUpdate } from '../../wire/update-codec.ts';

type FromNode = Extract<ClusterEffect, { type: 'rest-reply' | 'rest-refused' | 'xmpp' }>;

export const requestOverTheWire = (request: ApiRequest): ApiRequest => decodeRequest(encodeRequest(request)).request;

export function effectOverTheWire(effect: FromNode): FromNode {
  if (effect.type === 'rest-reply') return { ...effect, reply: decodeReply(encodeReply(effect.reply)) };
  if (effect.type === 'xmpp' && effect.message.kind === 'item') {
    return { ...effect, message: { ...effect.message, update: decodeUpdate(encodeUpdate(effect.message.update)) } };
  }
  return effect;
}
