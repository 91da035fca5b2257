/**
 * Page `fetch` in mock mode: the page's own requests to `/finesse/api/…` and `/desktop/…` go to the simulated cluster, to the node that its
 * core is on. The browser may stop this worker at any time, and the port goes with it: a client is asked for another.
 * Knows the cluster's messages (`src/mock/protocol.ts`) and nothing of what they mean.
 */
import type { HttpReply, HttpRequest, Method } from '../src/wire/http.ts';
import type {
  ClientToCluster,
  ClusterToClient,
  PageToServiceWorker,
  ServiceWorkerToPage,
} from '../src/mock/protocol.ts';

/** What a node answers beside its files: the REST API, the Desktop Interface, the tokens of single sign-on. */
const apiRoots = ['/finesse/api/', '/desktop/api/', '/desktop/sso/'];
const methods: readonly string[] = ['GET', 'PUT', 'POST', 'DELETE'] satisfies Method[];
/** Real ms that a port is waited for. */
export interface PortPatience {
  /** How long all clients together may take to hand over a port. */
  readonly withinMs: number;
  /** How long the requesting page is asked alone, before every other one is. */
  readonly aloneMs: number;
}
const portPatience: PortPatience = { withinMs: 2000, aloneMs: 500 };
/** A cut network never answers; Firefox ends every fetch event after about 60 s anyway. */
const answerWithinMs = 55_000;
/** Statuses whose responses must have no body, not even an empty one. */
const withoutBody: readonly number[] = [204, 205, 304];

/** What is used of a service worker's clients; tests pass their own. */
export interface ClientsLike {
  get(id: string): Promise<ClientLike | undefined>;
  matchAll(options: { type: 'window' }): Promise<readonly ClientLike[]>;
}
interface ClientLike {
  readonly id: string;
  readonly type: string;
  postMessage(message: ServiceWorkerToPage): void;
}
export interface FetchLike {
  readonly request: Request;
  readonly clientId: string;
}
export interface MessageLike {
  readonly data: unknown;
  /** The client that sent it. */
  readonly source: unknown;
}

export interface Forwarder {
  forward(event: FetchLike): Promise<Response>;
  receive(event: MessageLike): void;
}

/** One port with the requests that wait for its answers. */
interface Line {
  readonly port: MessagePort;
  readonly waiting: Map<string, (reply: HttpReply | undefined) => void>;
}

export function createForwarder(clients: ClientsLike, origin: string, patience = portPatience): Forwarder {
  let line: Line | undefined;
  let asking: Promise<Line | undefined> | undefined;
  let onAnswer: ((answer: 'port' | 'none') => void) | undefined;
  /** Clients that were asked and have not answered: their `no-cluster` is an answer, any other one tells of a death. */
  const unanswered = new Set<string>();

  const takePort = (port: MessagePort): void => {
    const taken: Line = { port, waiting: new Map() };
    port.onmessage = (event: MessageEvent<ClusterToClient>) => {
      const message = event.data;
      if (message.type === 'rest') taken.waiting.get(message.id)?.(message.reply);
      else if (message.type === 'rest-failed') taken.waiting.get(message.id)?.(undefined);
    };
    line = taken;
    onAnswer?.('port');
  };

  const losePort = (): void => {
    const lost = line;
    line = undefined;
    // Whether these requests were carried out is not known; to the page it is a connection that broke.
    for (const settle of [...(lost?.waiting.values() ?? [])]) settle(undefined);
    lost?.port.close();
  };

  /** Asks the requesting page, then all others; `undefined` when no port came in time. */
  const askForPort = async (clientId: string): Promise<Line | undefined> => {
    const deadline = Date.now() + patience.withinMs;
    const ask = async (asked: readonly ClientLike[], ms: number): Promise<boolean> => {
      if (asked.length === 0 || line) return line !== undefined;
      let refusals = 0;
      return new Promise((resolve) => {
        const end = (got: boolean): void => {
          clearTimeout(timer);
          onAnswer = undefined;
          resolve(got);
        };
        const timer = setTimeout(() => end(false), ms);
        onAnswer = (answer) => {
          refusals += 1;
          if (answer === 'port') end(true);
          else if (refusals === asked.length) end(false);
        };
        for (const client of asked) {
          unanswered.add(client.id);
          client.postMessage({ type: 'need-cluster-port' });
        }
      });
    };
    const own = clientId === '' ? undefined : await clients.get(clientId);
    // A worker's own fetch also comes here, but a worker has no cluster client that could answer.
    const first = own?.type === 'window' ? [own] : [];
    if (!(await ask(first, patience.aloneMs))) {
      const others = (await clients.matchAll({ type: 'window' })).filter(({ id }) => id !== own?.id);
      const everybody = [...others, ...first];
      await ask(everybody, Math.max(0, deadline - Date.now()));
    }
    return line;
  };

  const currentLine = (clientId: string): Promise<Line | undefined> => {
    if (line) return Promise.resolve(line);
    asking ??= askForPort(clientId).finally(() => (asking = undefined));
    return asking;
  };

  const exchange = (over: Line, request: HttpRequest, signal: AbortSignal): Promise<HttpReply | undefined> =>
    new Promise((resolve) => {
      const id = crypto.randomUUID();
      const settle = (reply: HttpReply | undefined): void => {
        clearTimeout(timer);
        over.waiting.delete(id);
        signal.removeEventListener('abort', abandon);
        resolve(reply);
      };
      const abandon = (): void => settle(undefined);
      const timer = setTimeout(abandon, answerWithinMs);
      signal.addEventListener('abort', abandon);
      over.waiting.set(id, settle);
      over.port.postMessage({ type: 'rest', id, node: 'current', request } satisfies ClientToCluster);
    });

  return {
    async forward({ request, clientId }) {
      const http = await readRequest(request, origin);
      const over = await currentLine(clientId);
      const reply = over && (await exchange(over, http, request.signal));
      return reply ? writeResponse(reply) : Response.error();
    },
    receive({ data, source }) {
      const message = data as PageToServiceWorker | null;
      const sender = (source as Partial<ClientLike> | null)?.id ?? '';
      if (message?.type === 'cluster-port') {
        unanswered.delete(sender);
        takePort(message.port);
      } else if (message?.type === 'no-cluster') {
        if (unanswered.delete(sender)) onAnswer?.('none');
        else losePort();
      }
    },
  };
}

async function readRequest(request: Request, origin: string): Promise<HttpRequest> {
  const url = new URL(request.url, origin);
  const body = await request.text();
  return {
    method: request.method as Method,
    path: url.pathname + url.search,
    headers: Object.fromEntries(request.headers),
    ...(body === '' ? {} : { body }),
  };
}

function writeResponse({ status, headers, body }: HttpReply): Response {
  return new Response(withoutBody.includes(status) ? null : body, { status, headers: { ...headers } });
}

/**
 * Whether this request is for the simulated cluster. Pages in live mode (`?live=…`) speak to real nodes, whose long
 * polls must bypass this worker altogether. Synchronous, as `respondWith` demands.
 */
export function shouldForward(request: Request): boolean {
  return isForCluster(request, self.location.origin);
}

export function isForCluster(request: Pick<Request, 'url' | 'method' | 'mode' | 'referrer'>, origin: string): boolean {
  const url = new URL(request.url);
  if (url.origin !== origin || !apiRoots.some((root) => url.pathname.startsWith(root))) return false;
  if (request.mode === 'navigate' || !methods.includes(request.method)) return false;
  // `about:client` and an empty referrer are no URLs of a live page.
  return !(URL.canParse(request.referrer) && new URL(request.referrer).searchParams.has('live'));
}

let forwarder: Forwarder | undefined;
const ours = (): Forwarder => {
  const scope = self as unknown as ServiceWorkerGlobalScope;
  return (forwarder ??= createForwarder(scope.clients, scope.location.origin));
};

/** Answers with the current node's reply; a stopped node, a lost cluster and silence are network errors. */
export function forwardToCluster(event: FetchEvent): Promise<Response> {
  return ours().forward(event);
}

/** Takes `cluster-port` and `no-cluster`; other messages are not its business. */
export function handleClusterMessage(event: ExtendableMessageEvent): void {
  ours().receive(event);
}
