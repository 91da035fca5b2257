/** A lab on free ports for a test, and short ways to talk to it. */
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { startLab } from '../lab.ts';
import type { Lab, LabHooks } from '../lab.ts';
import { parseOptions } from '../options.ts';

const freePorts = ['--publisher-port=0', '--subscriber-port=0', '--control-port=0', '--chat-port=0'];

export async function labWith(args: readonly string[] = [], hooks: LabHooks = {}): Promise<Lab> {
  const options = parseOptions([...freePorts, ...args]);
  if (options === 'help') throw new Error('no options');
  return startLab(options, hooks);
}

export interface Answer {
  readonly status: number;
  readonly reason: string;
  readonly headers: IncomingHttpHeaders;
  /** Names as they were sent. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

export interface Ask {
  readonly as?: string;
  readonly password?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** One request on a connection of its own, without what `fetch` adds and hides. Rejects when there is no answer. */
export function ask(method: string, url: string, how: Ask = {}): Promise<Answer> {
  const headers: Record<string, string> = { ...how.headers };
  if (how.as !== undefined) {
    headers['Authorization'] = `Basic ${Buffer.from(`${how.as}:${how.password ?? 'secret'}`).toString('base64')}`;
  }
  if (how.body !== undefined && !headers['Content-Type']) headers['Content-Type'] = 'application/xml';
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          reason: response.statusMessage ?? '',
          headers: response.headers,
          rawHeaders: response.rawHeaders,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(how.body);
  });
}

/** Looks again and again, without ever waiting longer than it takes. */
export async function eventually<Found>(
  what: string,
  look: () => Promise<Found | undefined>,
  ms = 10_000,
): Promise<Found> {
  const until = performance.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error(`Never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
