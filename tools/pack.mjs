// The pack: the files that a service worker's install needs, in one download. A gzip stream of
//   "USPK1\n", the header's length (32 bits, big-endian), the header (JSON, UTF-8), the bodies one after the other.
// The header names url, tier, content type and length of each body, in order, and the headers that all of them share (an entry's own win). sw/unpack.ts is the other half; what makes a
// body good is the precache manifest's integrity value, not anything that the pack says about itself.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

export const packMagic = 'USPK1\n';

/** Subresource integrity of a body, as the manifest carries it. */
export const integrityOf = (body) => `sha256-${createHash('sha256').update(body).digest('base64')}`;

/**
 * @param {{build: string, headers?: Record<string, string>, entries: {url: string, tier: number, type: string, headers?: Record<string, string>, body: Buffer}[]}} content
 * @returns {Buffer}
 */
export function encodePack({ build, headers = {}, entries }) {
  const header = Buffer.from(
    JSON.stringify({
      version: 1,
      build,
      headers,
      entries: entries.map(({ url, tier, type, headers: own, body }) => ({
        url,
        tier,
        type,
        bytes: body.length,
        ...(own ? { headers: own } : {}),
      })),
    }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return gzipSync(Buffer.concat([Buffer.from(packMagic), length, header, ...entries.map(({ body }) => body)]), {
    level: 9,
  });
}
