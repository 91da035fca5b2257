/**
 * Cross-origin rules of a node (finesse.md §4.3), as answers to header values. The same rules hold for REST and for the
 * notification service. Knows no sockets.
 */

export const corsModes = ['enable_all', 'enable', 'disable'] as const;
/** `enable_all`: any origin (a fresh install's default). `enable`: those listed. `disable`: the node's own alone. */
export type CorsMode = (typeof corsModes)[number];

export interface CorsPolicy {
  readonly mode: CorsMode;
  /** Exact origins, `https://host:port`; for `enable`. */
  readonly allowedOrigins: readonly string[];
  /** Headers a page may read besides the defaults, as by `cors exposed_headers add`. */
  readonly exposedHeaders: readonly string[];
}

export interface CorsQuestion {
  readonly method: string;
  readonly origin: string | undefined;
  /** The node's own, as this client reached it. */
  readonly ownOrigin: string;
  /** `Access-Control-Request-Method`: a preflight. */
  readonly requestMethod: string | undefined;
}

export type CorsAnswer =
  | { readonly kind: 'go-on'; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'preflight'; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'forbidden' };

/** Seconds for which a browser may keep a preflight's answer; Tomcat's default (assumed for Finesse). */
const preflightSeconds = 1800;
export const allowedMethods = 'GET, POST, PUT, DELETE, OPTIONS, HEAD';
const allowedHeaders =
  'Content-Type, X-Requested-With, accept, Origin, Authorization, Access-Control-Request-Method, ' +
  'Access-Control-Request-Headers, requestId, Range';
/** `requestId` is not among them: a page cannot read it unless it is added. the last two are ours, for paced desktops (DF-9). */
const alwaysExposed = [
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Credentials',
  'Retry-After',
  'X-Understudy-Admission',
];

/** Whether a page of `origin` may talk to the node at all. */
export function mayTalk(policy: CorsPolicy, origin: string | undefined, ownOrigin: string): boolean {
  if (origin === undefined || origin === ownOrigin) return true;
  switch (policy.mode) {
    case 'enable_all':
      return true;
    case 'enable':
      return policy.allowedOrigins.includes(origin);
    case 'disable':
      return false;
  }
}

export function corsAnswer(policy: CorsPolicy, question: CorsQuestion): CorsAnswer {
  const { origin, ownOrigin } = question;
  // Without the filter a request is answered without any header, and it is the browser that keeps the answer back.
  if (policy.mode === 'disable') return { kind: 'go-on', headers: {} };
  if (origin === undefined || origin === ownOrigin) return { kind: 'go-on', headers: { Vary: 'Origin' } };
  if (!mayTalk(policy, origin, ownOrigin)) return { kind: 'forbidden' };
  const common = { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true', Vary: 'Origin' };
  if (question.method === 'OPTIONS' && question.requestMethod !== undefined) {
    return {
      kind: 'preflight',
      headers: {
        ...common,
        'Access-Control-Allow-Methods': allowedMethods,
        'Access-Control-Allow-Headers': allowedHeaders,
        'Access-Control-Max-Age': String(preflightSeconds),
        Vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
      },
    };
  }
  return {
    kind: 'go-on',
    headers: { ...common, 'Access-Control-Expose-Headers': [...alwaysExposed, ...policy.exposedHeaders].join(', ') },
  };
}
