/**
 * `/finesse/api` over HTTP: limits, cross-origin rules, then the cluster's answer, word for word as its codec writes it.
 * Knows no object of the API.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiReply, ApiRequest, Authorization, HttpReply, Method } from '../../src/wire/http.ts';
import { apiErrorType } from '../../src/wire/api-errors.ts';
import { decodeRequest, encodeReply } from '../../src/wire/rest-codec.ts';
import type { RestAnswer } from '../cluster-host.ts';
import { readBody } from './body.ts';
import type { BodyProblem } from './body.ts';
import { allowedMethods, corsAnswer } from './cors.ts';
import type { CorsPolicy } from './cors.ts';

export interface RestOptions {
  readonly cors: CorsPolicy;
  /** The cluster's verb for this node. */
  readonly ask: (
    request: ApiRequest,
    authorization: Authorization | undefined,
    answer: (answer: RestAnswer) => void,
  ) => () => void;
  /** Ms that an overloaded node takes before it begins. */
  readonly slowMs: () => number;
}

const methods: readonly string[] = ['GET', 'PUT', 'POST', 'DELETE'] satisfies Method[];
const isMethod = (method: string): method is Method => methods.includes(method);

const refusal = (status: number, errorMessage: string, errorData = ''): ApiReply => ({
  status,
  headers: {},
  payload: { kind: 'ApiErrors', value: [{ errorType: apiErrorType.badRequest, errorMessage, errorData }] },
});

/** Statuses of HTTP itself; the documentation names none of them (assumed). */
const problems: Readonly<Record<Exclude<BodyProblem, 'broken-off'>, ApiReply>> = {
  'too-large': refusal(413, 'The body is too large'),
  'wrong-type': refusal(415, 'The body must be application/xml'),
  'not-utf8': refusal(400, 'The body is not UTF-8'),
};

/** A reply that cannot be written is a fault of ours, and looks like one: an answer must come in any case. */
function written(reply: ApiReply): HttpReply {
  try {
    return encodeReply(reply);
  } catch {
    return { status: 500, headers: {}, body: '' };
  }
}

/** The documentation's spelling, for those who read headers by eye. */
const spelt: Readonly<Record<string, string>> = {
  requestid: 'requestId',
  'content-type': 'Content-Type',
  'retry-after': 'Retry-After',
};

export function createRest(options: RestOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const write = (response: ServerResponse, reply: ApiReply, extra: Readonly<Record<string, string>> = {}): void => {
    if (response.destroyed || response.headersSent) return;
    const { status, headers, body } = written(reply);
    for (const [name, value] of Object.entries(headers)) response.setHeader(spelt[name] ?? name, value);
    for (const [name, value] of Object.entries(extra)) response.setHeader(name, value);
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Length', Buffer.byteLength(body));
    // Tomcat 9 sends no reason phrase.
    response.writeHead(status, '').end(body);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse, method: Method): Promise<void> => {
    const body = await readBody(request);
    if ('problem' in body) {
      if (body.problem === 'broken-off') response.destroy();
      else write(response, problems[body.problem]);
      return;
    }
    const slowMs = options.slowMs();
    if (slowMs > 0) await new Promise((resolve) => setTimeout(resolve, slowMs));
    if (response.destroyed) return;
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
    const http = { method, path: request.url ?? '/', headers, ...(body.text === undefined ? {} : { body: body.text }) };
    const decoded = decodeRequest(http);
    const forget = options.ask(decoded.request, decoded.authorization, (result) => {
      if ('reply' in result) write(response, result.reply);
      else reset(request);
    });
    response.once('close', forget);
  };

  return (request, response) => {
    const method = request.method ?? '';
    const cors = corsAnswer(options.cors, {
      method,
      origin: request.headers.origin,
      ownOrigin: ownOriginOf(request),
      requestMethod: request.headers['access-control-request-method'],
    });
    if (cors.kind === 'forbidden') {
      response.setHeader('Vary', 'Origin');
      write(response, refusal(403, 'This origin is not allowed', request.headers.origin));
      return;
    }
    for (const [name, value] of Object.entries(cors.headers)) response.setHeader(name, value);
    if (cors.kind === 'preflight') response.writeHead(200, '', { 'Content-Length': 0 }).end();
    else if (method === 'OPTIONS') response.writeHead(200, '', { Allow: allowedMethods, 'Content-Length': 0 }).end();
    else if (isMethod(method)) void answer(request, response, method);
    else write(response, refusal(405, 'The API does not take this method', method), { Allow: methods.join(', ') });
  };
}

/** Nobody there: as if the port were closed. */
function reset(request: IncomingMessage): void {
  request.socket.destroy();
}

export function ownOriginOf(request: IncomingMessage): string {
  const secure = 'encrypted' in request.socket;
  return `${secure ? 'https' : 'http'}://${request.headers.host ?? ''}`;
}
