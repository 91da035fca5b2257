/**
 * `ApiRequest` and `ApiReply` to and from the bare HTTP that crosses a link. Encoding throws `WireFault` for a value
 * outside the model and sends nothing; decoding never throws, so that a node can answer 400 and a desktop can say what
 * it got. It knows neither nodes nor addresses.
 */
import { attempt } from './attempt.ts';
import { decodeDesktopConfig, encodeDesktopConfig } from './desktop-config-codec.ts';
import { readAuthorization, writeAuthorization } from './authorization-codec.ts';
import type { ApiReply, ApiRequest, Authorization, HttpReply, HttpRequest, RequestBody, WirePayload } from './http.ts';
import { readPayload, writePayload } from './payload-codec.ts';
import { readQuery, writeQuery } from './query-codec.ts';
import { readRequestBody, writeRequestBody } from './request-body-codec.ts';
import { decodeSsoTokens, encodeSsoTokens, looksLikeTokens } from './sso-tokens.ts';
import { WireFault } from './wire-error.ts';
import { writeXml } from './xml-write.ts';
import { readXml } from './xml.ts';

const xmlContent = 'application/xml';
const jsonContent = 'application/json';
/** Header names are compared in lower case and sent as the documentation writes them. */
const header = { authorization: 'Authorization', contentType: 'Content-Type', requestId: 'requestId' } as const;

const legalPath = /^\/[^?#\s\\]*$/;
/** What a header can carry without being cut or encoded: visible ASCII, with blanks inside. */
const legalHeaderValue = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** Throws `WireFault` when a part cannot be carried as it is: nothing is sent in half. */
export function encodeRequest(request: ApiRequest, authorization?: Authorization): HttpRequest {
  if (!legalPath.test(request.path)) {
    throw new WireFault({ code: 'bad-value', path: 'path', message: 'An absolute path without query is expected.' });
  }
  const body = request.body === undefined ? undefined : writeRequestBody(request.body);
  const headers: Record<string, string> = {};
  if (authorization !== undefined) headers[header.authorization] = writeAuthorization(authorization);
  if (body !== undefined) headers[header.contentType] = xmlContent;
  if (request.requestId !== undefined) headers[header.requestId] = checkedHeader('requestId', request.requestId);
  return {
    method: request.method,
    path: request.path + writeQuery(request.query ?? {}),
    headers,
    ...(body === undefined ? {} : { body }),
  };
}

function checkedHeader(name: string, value: string): string {
  if (!legalHeaderValue.test(value)) {
    throw new WireFault({ code: 'bad-value', path: name, message: 'A header carries visible ASCII characters only.' });
  }
  return value;
}

/**
 * Never throws. A body, or a query, that cannot be read becomes a body of kind `Malformed`; credentials that cannot be
 * read are as if absent, for which a node's answer is 401.
 */
export function decodeRequest(http: HttpRequest): { request: ApiRequest; authorization?: Authorization } {
  const mark = http.path.indexOf('?');
  const query = attempt(
    () => ({ value: mark === -1 ? {} : readQuery(http.path.slice(mark + 1)) }),
    (error) => ({ error }),
  );
  const body: RequestBody | undefined =
    'error' in query ? { kind: 'Malformed', error: query.error } : decodeBody(http.body);
  const requestId = headerOf(http.headers, header.requestId);
  const credentials = headerOf(http.headers, header.authorization);
  const authorization = credentials === undefined ? undefined : readAuthorization(credentials);
  const request: ApiRequest = {
    method: http.method,
    path: mark === -1 ? http.path : http.path.slice(0, mark),
    ...('value' in query && Object.keys(query.value).length > 0 ? { query: query.value } : {}),
    ...(body === undefined ? {} : { body }),
    ...(requestId === undefined ? {} : { requestId }),
  };
  return { request, ...(authorization === undefined ? {} : { authorization }) };
}

function decodeBody(xml: string | undefined): RequestBody | undefined {
  if (xml === undefined || xml.trim() === '') return undefined;
  return attempt(
    () => readRequestBody(xml),
    (error) => ({ kind: 'Malformed', error }),
  );
}

function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const [key, value] of Object.entries(headers)) if (key.toLowerCase() === wanted) return value;
  return undefined;
}

/** Throws `WireFault` for a value outside the model, and for `Malformed`, which is what a desktop read, never sent. */
export function encodeReply(reply: ApiReply): HttpReply {
  if (reply.payload.kind === 'DesktopConfig') {
    const headers = { ...reply.headers, [header.contentType.toLowerCase()]: jsonContent };
    return { status: reply.status, headers, body: encodeDesktopConfig(reply.payload.value) };
  }
  if (reply.payload.kind === 'SsoTokens') {
    const headers = { ...reply.headers, [header.contentType.toLowerCase()]: jsonContent };
    return { status: reply.status, headers, body: encodeSsoTokens(reply.payload.value) };
  }
  const payload = writePayload(reply.payload, 'rest');
  if (payload === undefined) return { status: reply.status, headers: { ...reply.headers }, body: '' };
  return {
    status: reply.status,
    headers: { ...reply.headers, [header.contentType.toLowerCase()]: xmlContent },
    body: writeXml(payload),
  };
}

/**
 * Never throws: a body that is no known object is a payload of kind `Malformed` beside the status, which counts all the
 * same (a proxy's error page says 503 too). Header names are put in lower case; `content-type` has done its work here
 * and is left out.
 */
export function decodeReply(http: HttpReply): ApiReply {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(http.headers)) {
    const key = name.toLowerCase();
    if (key !== header.contentType.toLowerCase()) headers[key] = value;
  }
  const isJson = headerOf(http.headers, header.contentType)?.toLowerCase().startsWith(jsonContent) === true;
  return { status: http.status, headers, payload: isJson ? decodeJson(http.body) : decodePayload(http.body) };
}

function decodeJson(json: string): WirePayload {
  return attempt<WirePayload, WirePayload>(
    () =>
      looksLikeTokens(json)
        ? { kind: 'SsoTokens', value: decodeSsoTokens(json) }
        : { kind: 'DesktopConfig', value: decodeDesktopConfig(json) },
    (error) => ({ kind: 'Malformed', error }),
  );
}

function decodePayload(xml: string): WirePayload {
  if (xml.trim() === '') return { kind: 'Empty' };
  return attempt<WirePayload, WirePayload>(
    () => readPayload({ element: readXml(xml) }),
    (error) => ({ kind: 'Malformed', error }),
  );
}
