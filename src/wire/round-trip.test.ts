/** Properties of all codecs: what is written comes back the same, and what answers never throws. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeApiErrors, encodeApiErrors } from './api-errors-codec.ts';
import { decodeDialog, encodeDialog } from './dialog-codec.ts';
import { parseLayout, serialiseLayout } from './layout-codec.ts';
import { decodeMedia, encodeMedia } from './media-codec.ts';
import { decodeQueue, encodeQueue } from './queue-codec.ts';
import { decodeReasonCodes, encodeReasonCodes } from './reason-code-codec.ts';
import { decodeReply, decodeRequest, encodeReply, encodeRequest } from './rest-codec.ts';
import { decodeSystemInfo, encodeSystemInfo } from './system-info-codec.ts';
import { decodeTeam, encodeTeam } from './team-codec.ts';
import * as any from './test/arbitraries.ts';
import { systemInfo } from './test/node-arbitraries.ts';
import { anyText } from './test/text-arbitraries.ts';
import * as rest from './test/request-arbitraries.ts';
import { layout } from './test/layout-arbitraries.ts';
import { decodeUpdate, encodeUpdate } from './update-codec.ts';
import { decodeUser, encodeUser } from './user-codec.ts';

function roundTrip<Value>(
  arbitrary: fc.Arbitrary<Value>,
  encode: (v: Value) => string,
  decode: (xml: string) => Value,
) {
  fc.assert(fc.property(arbitrary, (value) => assert.deepEqual(decode(encode(value)), value)));
}

void describe('what is written is read back as it was', () => {
  it('SystemInfo', () => roundTrip(systemInfo, encodeSystemInfo, decodeSystemInfo));
  it('User', () => roundTrip(any.user, encodeUser, decodeUser));
  it('Dialog', () => roundTrip(any.dialog, encodeDialog, decodeDialog));
  it('Team', () => roundTrip(any.team, encodeTeam, decodeTeam));
  it('Queue', () => roundTrip(any.queue, encodeQueue, decodeQueue));
  it('Media', () => roundTrip(any.media, encodeMedia, decodeMedia));
  it('ReasonCodes', () => roundTrip(fc.array(any.reasonCode), encodeReasonCodes, decodeReasonCodes));
  it('ApiErrors in both spellings', () => {
    const errors = fc.array(any.apiError);
    roundTrip(errors, (value) => encodeApiErrors(value, 'rest'), decodeApiErrors);
    roundTrip(errors, (value) => encodeApiErrors(value, 'notification'), decodeApiErrors);
  });
  it('Update', () => roundTrip(any.update, encodeUpdate, decodeUpdate));
  it('Layout', () => roundTrip(layout, serialiseLayout, parseLayout));
  it('a reply', () => {
    fc.assert(fc.property(rest.apiReply, (reply) => assert.deepEqual(decodeReply(encodeReply(reply)), reply)));
  });
  it('a request with and without credentials', () => {
    fc.assert(
      fc.property(rest.apiRequest, fc.option(rest.authorization, { nil: undefined }), (request, authorization) => {
        assert.deepEqual(decodeRequest(encodeRequest(request, authorization)), {
          request,
          ...(authorization === undefined ? {} : { authorization }),
        });
      }),
    );
  });
});

void describe('decoders that answer never throw', () => {
  /** A document with a piece cut out and another put in. */
  const damaged = (documents: fc.Arbitrary<string>) =>
    fc
      .tuple(documents, fc.nat(), fc.nat({ max: 20 }), fc.oneof(anyText, fc.constantFrom('<', '/>', '<!', '&x;', '')))
      .map(([document, place, cut, put]) => {
        const at = place % (document.length + 1);
        return document.slice(0, at) + put + document.slice(at + cut);
      });
  const noise = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), anyText);

  it('decodeUpdate', () => {
    const texts = fc.oneof(noise, damaged(any.update.map(encodeUpdate)));
    fc.assert(
      fc.property(texts, (xml) => assert.equal(typeof decodeUpdate(xml).data.kind, 'string')),
      { numRuns: 500 },
    );
  });
  it('decodeReply', () => {
    const texts = fc.oneof(noise, damaged(rest.apiReply.map((reply) => encodeReply(reply).body)));
    fc.assert(
      fc.property(texts, (body) => assert.equal(decodeReply({ status: 200, headers: {}, body }).status, 200)),
      { numRuns: 500 },
    );
  });
  it('decodeRequest', () => {
    const texts = fc.oneof(noise, damaged(rest.apiRequest.map((request) => encodeRequest(request).body ?? '')));
    fc.assert(
      fc.property(texts, noise, noise, (body, query, authorization) => {
        const http = { method: 'PUT' as const, path: `/x?${query}`, headers: { authorization }, body };
        assert.equal(decodeRequest(http).request.path, '/x');
      }),
      { numRuns: 500 },
    );
  });
});
