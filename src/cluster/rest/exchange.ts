/** One request as a handler sees it: whose it is, what it asks, the node's own knowledge. */
import type { ApiReply, ApiRequest, Method, RequestBody } from '../../wire/http.ts';
import type { Person } from '../fixtures.ts';
import { supervises } from '../fixtures.ts';
import type { ConnectedSession, CtiRequest } from '../messages.ts';
import type { NodeContext } from '../part.ts';
import type { NodeState } from '../state.ts';
import { accepted, invalidInput, parameterMissing } from './replies.ts';

export interface Exchange {
  readonly node: NodeState;
  readonly person: Person;
  readonly request: ApiRequest;
  readonly requestId: string;
  readonly context: NodeContext;
  /** ConnectedUsersInfo only: what the notification service has told. */
  readonly connected?: readonly ConnectedSession[];
}

/** `other` is the second `{id}` of a path that has two. */
export type Handler = (exchange: Exchange, id: string, other: string) => ApiReply;

/** `{id}` stands for one segment. */
export interface Route {
  readonly path: string;
  readonly methods: Partial<Record<Method, Handler>>;
}

export const mayLookAt = (person: Person, loginId: string): boolean =>
  person.loginId === loginId || supervises(person.loginId, loginId);

/** Sends a request on to the peripheral and answers 202. */
export function passOn({ node, context }: Exchange, request: CtiRequest): ApiReply {
  context.toPg({ kind: 'request', node: node.name, request });
  return accepted;
}

/** The reply to a body that is not there, not readable, or not for this object. */
export function unusableBody(body: RequestBody | undefined, expected: string): ApiReply {
  if (!body) return parameterMissing('body');
  if (body.kind === 'Malformed') {
    return invalidInput('The body cannot be read', `${body.error.path}: ${body.error.message}`);
  }
  return invalidInput(`The body should be a ${expected}`, body.kind);
}
