/** Requests that leave in one piece on one connection, so that the server has read all before it works off the first. */
import { connect } from 'node:net';

export interface PipelinedRequest {
  readonly method: string;
  readonly url: string;
  readonly as: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The statuses in the order of the requests. All go to the host of the first. */
export function pipeline(requests: readonly PipelinedRequest[]): Promise<number[]> {
  const [first] = requests;
  if (!first) return Promise.resolve([]);
  const { hostname, port } = new URL(first.url);
  const text = requests
    .map(({ method, url, as, headers = {}, body }) => {
      const { pathname, host } = new URL(url);
      const all = {
        Host: host,
        Authorization: `Basic ${Buffer.from(`${as}:secret`).toString('base64')}`,
        'Content-Type': 'application/xml',
        'Content-Length': String(Buffer.byteLength(body)),
        ...headers,
      };
      const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
      return [`${method} ${pathname} HTTP/1.1`, ...lines, '', body].join('\r\n');
    })
    .join('');
  return new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.setTimeout(15_000, () => socket.destroy(new Error(`no answer in 15 s; heard: ${heard}`)));
    socket.on('error', reject);
    socket.on('end', () => reject(new Error(`closed before every answer: ${heard}`)));
    socket.on('data', (data: Buffer) => {
      heard += data.toString();
      const statuses = [...heard.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
      if (statuses.length < requests.length) return;
      socket.destroy();
      resolve(statuses);
    });
  });
}
