/** Reads a request's body within limits. Knows HTTP and nothing of what the body says. */
import type { IncomingMessage } from 'node:http';

/**
 * The longest documented body is a client log of 1 048 576 characters; some of them take more than one byte. What is
 * well within it and still too long for the document's reader is that reader's business.
 */
export const bodyLimitBytes = 2_097_152;

export type BodyProblem = 'too-large' | 'wrong-type' | 'not-utf8' | 'broken-off';

/** XML in its two spellings, whatever the case; a charset may only be the one that everybody uses. */
export function isXmlType(contentType: string | undefined): boolean {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  if (type !== 'application/xml' && type !== 'text/xml') return false;
  return parameters.every((parameter) => !parameter.startsWith('charset=') || /^charset="?utf-?8"?$/.test(parameter));
}

/** The body as text, `undefined` when there is none. What is too much is read on and forgotten, so that an answer can be read. */
export async function readBody(
  request: IncomingMessage,
): Promise<{ readonly text: string | undefined } | { readonly problem: BodyProblem }> {
  const bytes = await collect(request);
  if (typeof bytes === 'string') return { problem: bytes };
  if (bytes.length === 0) return { text: undefined };
  if (!isXmlType(request.headers['content-type'])) return { problem: 'wrong-type' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { problem: 'not-utf8' };
  }
}

function collect(request: IncomingMessage): Promise<Buffer | 'too-large' | 'broken-off'> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= bodyLimitBytes) {
        chunks.push(chunk);
        return;
      }
      chunks = [];
      resolve('too-large');
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('close', () => resolve('broken-off'));
    request.once('error', () => resolve('broken-off'));
    if (Number(request.headers['content-length'] ?? 0) > bodyLimitBytes) resolve('too-large');
  });
}
