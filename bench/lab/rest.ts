/** Finesse's REST interface for one bench: requests on a few connections that stay open, each of them timed. */
import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly body: string;
  /** `performance.now()` of the beginning and of the answer's last byte. */
  readonly sentAt: number;
  readonly answeredAt: number;
}

export interface Rest {
  /** Rejects when there is no answer, and for any other status than `expected`. */
  send(loginId: string, method: 'GET' | 'PUT', path: string, expected: number, body?: string): Promise<Answer>;
  close(): void;
}

export function createRest(url: string, connections: number): Rest {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });

  const attempt = (loginId: string, method: string, path: string, body: string | undefined): Promise<Answer> => {
    const headers: Record<string, string> = {
      Authorization: `Basic ${Buffer.from(`${loginId}:secret`).toString('base64')}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/xml' }),
    };
    return new Promise((resolve, reject) => {
      const sentAt = performance.now();
      const sent = request(`${url}finesse/api/${path}`, { method, headers, agent }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: text, sentAt, answeredAt: performance.now() }),
        );
      });
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The server closed the idle connection in the moment of its next use: any HTTP client asks again.
        if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(attempt(loginId, method, path, body));
        else reject(new Error(`${method} ${path} of ${loginId}: ${error.message}`));
      });
      sent.end(body);
    });
  };

  return {
    async send(loginId, method, path, expected, body) {
      const answer = await attempt(loginId, method, path, body);
      if (answer.status !== expected) {
        throw new Error(`${method} ${path} of ${loginId}: ${answer.status} ${answer.body.slice(0, 200)}`);
      }
      return answer;
    },
    close: () => agent.destroy(),
  };
}
