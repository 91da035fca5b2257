/**
 * The operator's HTTP interface, for scripts and tests. On loopback only, and only for programs: a page that a browser
 * on this machine happens to show must not be able to stop a node.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ClusterRefusal } from '../../src/cluster/contract.ts';
import { listen, PortBusy } from '../network/listen.ts';
import { actions } from './actions.ts';
import type { Operator } from './operator.ts';

const loopback = '127.0.0.1';
const bodyAtMost = 65_536;

export interface ControlPort {
  readonly url: string;
  close(): void;
}

class BadRequest extends Error {
  readonly code = 'bad-request';
}

/** Rejects with `PortBusy`. */
export async function openControlPort(operator: Operator, port: number): Promise<ControlPort> {
  const server = createServer((request, response) => void answer(operator, request, response));
  server.requestTimeout = 10_000;
  const listening = await listen(loopback, port, (socket) => server.emit('connection', socket));
  return {
    url: `http://${loopback}:${listening.port}/`,
    close() {
      listening.close();
      server.closeAllConnections();
    },
  };
}

async function answer(operator: Operator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    // A name that somebody's DNS points here (rebinding) is not ours; nor has a program an origin.
    const name = (request.headers.host ?? '').replace(/:\d+$/, '');
    if ((name !== loopback && name !== 'localhost') || request.headers.origin !== undefined) {
      reply(response, 403, {
        error: { code: 'forbidden', message: 'The control port is for programs on this machine.' },
      });
      return;
    }
    reply(response, 200, await carryOut(operator, request));
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    const status =
      error instanceof ClusterRefusal || error instanceof BadRequest ? 400 : error instanceof PortBusy ? 409 : 500;
    reply(response, status, { error: { code: code ?? 'failed', message } });
  }
}

async function carryOut(operator: Operator, request: IncomingMessage): Promise<unknown> {
  switch (`${request.method ?? ''} ${request.url ?? ''}`) {
    case 'GET /status':
      return operator.status();
    case 'GET /actions':
      return actions;
    case 'POST /do': {
      const { action, args } = await readOrder(request);
      await operator.do(action, args);
      return { done: action };
    }
    default:
      throw new BadRequest('Known are GET /status, GET /actions and POST /do {"action": "…", "args": {…}}.');
  }
}

async function readOrder(request: IncomingMessage): Promise<{ action: string; args: Record<string, unknown> }> {
  // A form cannot have this type, and a page of another origin would have to ask first.
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    throw new BadRequest('The body must be application/json.');
  }
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8');
    if (text.length > bodyAtMost) throw new BadRequest('The body is too long.');
  }
  let order: unknown;
  try {
    order = JSON.parse(text);
  } catch {
    throw new BadRequest('The body is no JSON.');
  }
  const { action, args } = (order ?? {}) as { readonly action?: unknown; readonly args?: unknown };
  const given = args ?? {};
  if (typeof action !== 'string' || typeof given !== 'object' || Array.isArray(given)) {
    throw new BadRequest('Expected is {"action": "…", "args": {…}}.');
  }
  return { action, args: given as Record<string, unknown> };
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    .end(`${JSON.stringify(body, null, 2)}\n`);
}
