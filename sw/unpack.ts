/**
 * Takes the pack apart: the other half of tools/pack.mjs. Trusts nothing in it: every body must have the length and the
 * hash that the worker's own manifest says. Knows no cache.
 */
import type { PrecacheEntry } from './protocol.ts';

export type PackFaultCode =
  /** No answer, or not a 200. */
  | 'unreachable'
  /** Not gzip, no magic, or a header that cannot be read. */
  | 'not-a-pack'
  /** Ends before its bodies do. */
  | 'truncated'
  /** A body is not what the manifest says: damaged, or of another build. */
  | 'hash-mismatch'
  /** A wanted file is not in it. */
  | 'missing-entry';

export class PackFault extends Error {
  override readonly name = 'PackFault';
  readonly code: PackFaultCode;
  constructor(code: PackFaultCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

export interface PackedFile {
  readonly entry: PrecacheEntry;
  /** As a server would send them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

const magic = new TextEncoder().encode('USPK1\n');

/** Downloads the pack past the HTTP cache's opinion of freshness (its name holds its hash). */
export async function fetchPack(url: string): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: 'same-origin' });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new PackFault('unreachable', `${url} could not be fetched`, { cause });
  }
  throw new PackFault('unreachable', `${url} answered ${response.status}`);
}

/** Every wanted entry, checked, in the order wanted; throws `PackFault` and gives nothing when one is not good. */
export async function unpack(
  packed: Uint8Array<ArrayBuffer>,
  wanted: readonly PrecacheEntry[],
): Promise<readonly PackedFile[]> {
  const bytes = await inflate(packed);
  const { shared, listed, bodiesAt } = readHeader(bytes);
  const places = new Map<string, HeaderEntry & { readonly at: number }>();
  let at = bodiesAt;
  for (const entry of listed) {
    places.set(entry.url, { ...entry, at });
    at += entry.bytes;
  }
  if (at > bytes.length) throw new PackFault('truncated', `the pack ends ${at - bytes.length} bytes early`);
  return Promise.all(
    wanted.map(async (entry) => {
      const place = places.get(entry.url);
      if (!place) throw new PackFault('missing-entry', `${entry.url} is not in the pack`);
      const body = bytes.subarray(place.at, place.at + place.bytes);
      if (body.length !== entry.bytes || (await integrityOf(body)) !== entry.integrity) {
        throw new PackFault('hash-mismatch', `${entry.url} in the pack is not the file that this build lists`);
      }
      return { entry, headers: { ...shared, ...place.headers, 'Content-Type': place.type }, body };
    }),
  );
}

async function inflate(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  // A server that sends .bin with Content-Encoding: gzip has had it unpacked by the browser already.
  if (packed[0] !== 0x1f || packed[1] !== 0x8b) return packed;
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (cause) {
    // Damaged or broken off: gzip's own checksum says so.
    throw new PackFault('truncated', 'the pack cannot be decompressed', { cause });
  }
}

interface HeaderEntry {
  readonly url: string;
  readonly type: string;
  readonly bytes: number;
  /** Where they differ from those that all share. */
  readonly headers?: Readonly<Record<string, string>>;
}

interface PackHeader {
  readonly shared: Readonly<Record<string, string>>;
  readonly listed: readonly HeaderEntry[];
  readonly bodiesAt: number;
}

function readHeader(bytes: Uint8Array): PackHeader {
  if (!magic.every((byte, index) => bytes[index] === byte) || bytes.length < magic.length + 4) {
    throw new PackFault('not-a-pack', 'this is something else than a pack');
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length);
  const bodiesAt = magic.length + 4 + length;
  if (bodiesAt > bytes.length) throw new PackFault('truncated', 'the pack ends inside its header');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(magic.length + 4, bodiesAt));
    const { version, headers, entries } = JSON.parse(text) as Record<string, unknown>;
    if (version !== 1 || !Array.isArray(entries) || !entries.every(isHeaderEntry)) throw new TypeError('not version 1');
    return { shared: headers as Record<string, string>, listed: entries, bodiesAt };
  } catch (cause) {
    throw new PackFault('not-a-pack', "the pack's header cannot be read", { cause });
  }
}

function isHeaderEntry(value: unknown): value is HeaderEntry {
  const { url, type, bytes } = (value ?? {}) as Partial<Record<keyof HeaderEntry, unknown>>;
  return typeof url === 'string' && typeof type === 'string' && Number.isSafeInteger(bytes) && (bytes as number) >= 0;
}

async function integrityOf(body: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}
