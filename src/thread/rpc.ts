/**
 * Remote calls between two threads: the only file that knows Comlink. It adds what Comlink lacks: an allow-list of
 * methods, a deadline on every call, an end to all pending calls when the peer dies, and errors that keep `code` and
 * details. Knows nothing of what the methods mean.
 */
import { expose, wrap } from 'comlink';
import type { Endpoint } from 'comlink';
import type { Port } from './port.ts';

/**
 * A rejected remote call. `code` is that of the remote error (`illegal-input` …) or one of ours: `deadline`,
 * `worker-gone`, `not-allowed`, `not-clonable`, or `remote-failure` for an error that has none. `name` is the remote
 * error's; `details` its other plain-data fields.
 */
export class RpcError extends Error {
  override readonly name: string;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(
    code: string,
    message: string,
    remote: { readonly name?: string; readonly details?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(message);
    this.code = code;
    this.name = remote.name ?? 'RpcError';
    this.details = remote.details ?? {};
  }
}

interface SentError {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}
/** Errors travel as values: Comlink's own way drops everything but name, message and stack. */
type Envelope = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: SentError };

/** Serves `methods` of `implementation` on the port; every other path is refused with `not-allowed`. Returns the end. */
export function exposeRpc<T extends object>(
  port: Port,
  implementation: T,
  methods: readonly (keyof T & string)[],
): () => void {
  const served: Record<string, (...args: unknown[]) => Promise<Envelope>> = {};
  for (const method of methods) {
    served[method] = async (...args) => {
      try {
        const call = implementation[method] as (...values: unknown[]) => unknown;
        return { ok: true, value: await call.apply(implementation, args) };
      } catch (error) {
        return { ok: false, error: describeError(error) };
      }
    };
  }
  const refusal = '(refused)';
  served[refusal] = (what) =>
    Promise.resolve({
      ok: false,
      error: { name: 'RpcError', message: `${String(what)} is not allowed`, code: 'not-allowed', details: {} },
    });
  // Comlink follows any path (`a.constructor.constructor`), so what is not allowed never reaches it.
  const screened = (event: MessageEvent): MessageEvent => {
    const what = offence(event.data, methods);
    if (what === undefined) return event;
    const { id } = event.data as { id: unknown };
    const argumentList = [{ type: 'RAW', value: what }];
    return new MessageEvent('message', { data: { id, type: 'APPLY', path: [refusal], argumentList } });
  };
  let listener: ((event: MessageEvent) => void) | undefined;
  const stop = () => {
    if (listener) port.removeEventListener('message', listener);
    listener = undefined;
  };
  const endpoint = {
    postMessage: (message: unknown, transfer?: Transferable[]) => port.postMessage(message, transfer ?? []),
    addEventListener(_type: string, listen: (event: MessageEvent) => void) {
      listener = (event) => listen(screened(event));
      port.addEventListener('message', listener);
    },
    removeEventListener: stop,
    start: () => port.start?.(),
  };
  expose(served, endpoint as unknown as Endpoint);
  return stop;
}

/** What is wrong with a call, as words for the refusal; `undefined` when it may pass. */
function offence(data: unknown, methods: readonly string[]): string | undefined {
  if (typeof data !== 'object' || data === null || !('id' in data)) return undefined;
  const { type, path, argumentList } = data as { type?: unknown; path?: unknown; argumentList?: unknown };
  const names = Array.isArray(path) ? path.map(String) : [];
  const [method = ''] = names;
  if (type !== 'APPLY' || names.length !== 1 || !methods.includes(method)) return `${String(type)} ${names.join('.')}`;
  const plain =
    Array.isArray(argumentList) && argumentList.every((value) => (value as { type?: unknown }).type === 'RAW');
  return plain ? undefined : `an argument of ${method} that is no plain data`;
}

function describeError(error: unknown): SentError {
  if (!(error instanceof Error)) {
    return { name: 'Error', message: String(error), code: 'remote-failure', details: {} };
  }
  const { code, details } = error as { code?: unknown; details?: unknown };
  const own: Record<string, unknown> = {};
  const source = typeof details === 'object' && details !== null ? details : error;
  for (const [key, value] of Object.entries(source)) {
    if (!['name', 'message', 'code', 'stack', 'cause'].includes(key) && isClonable(value)) own[key] = value;
  }
  const codeText = typeof code === 'string' ? code : 'remote-failure';
  return { name: error.name, message: error.message, code: codeText, details: own };
}

function isClonable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

export interface RpcOptions<T> {
  readonly methods: readonly (keyof T & string)[];
  /** Real milliseconds after which a call is rejected with `deadline`. */
  readonly deadlineMs: (method: keyof T & string) => number;
  /** Aborted when the peer is known to be gone: every pending call, and every later one, is rejected with `worker-gone`. */
  readonly dead: AbortSignal;
}

/** Comlink releases a proxy that the garbage collector takes, even in the middle of a call; live ones are pinned here. */
const pinned = new Set<object>();

export function connectRpc<T extends object>(port: Port, { methods, deadlineMs, dead }: RpcOptions<T>): T {
  const remote = wrap<Record<string, (...args: unknown[]) => Envelope>>(port as unknown as Endpoint);
  pinned.add(remote);
  dead.addEventListener('abort', () => pinned.delete(remote), { once: true });
  const call = (method: keyof T & string, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        dead.removeEventListener('abort', gone);
        finish();
      };
      const fail = (code: string, message: string) => settle(() => reject(new RpcError(code, message)));
      const gone = () => fail('worker-gone', `the worker went away before it answered ${method}`);
      const limit = deadlineMs(method);
      const timer = setTimeout(() => fail('deadline', `no answer to ${method} within ${Math.round(limit)} ms`), limit);
      if (dead.aborted) {
        gone();
        return;
      }
      dead.addEventListener('abort', gone);
      const send = remote[method] as unknown as (...values: unknown[]) => Promise<Envelope>;
      send(...args).then(
        (envelope) =>
          settle(() => {
            if (envelope.ok) resolve(envelope.value);
            else reject(new RpcError(envelope.error.code, envelope.error.message, envelope.error));
          }),
        // Only Comlink itself rejects: arguments or a result that cannot be cloned.
        (error: unknown) => fail('not-clonable', `${method}: ${String(error)}`),
      );
    });
  return Object.fromEntries(methods.map((method) => [method, (...args: unknown[]) => call(method, args)])) as T;
}
