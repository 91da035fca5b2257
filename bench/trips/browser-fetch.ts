/**
 * `fetch` with what a browser does before a request to another origin: a preflight for each address, kept as it is told. As in
 * Chromium (seen in 156) a request that bypasses the HTTP cache neither uses a kept answer nor leaves one.
 */

/** Chromium keeps no answer longer than this, in seconds. */
const longestSeconds = 7200;

export interface BrowserFetchOptions {
  /** The page's. */
  readonly origin: string;
  /** Ms by the clock that ages the answers. */
  readonly now: () => number;
}

/** Replaces the global one; returns what puts it back. */
export function fetchAsABrowser({ origin, now }: BrowserFetchOptions): () => void {
  const before = globalThis.fetch;
  const allowed = new Map<string, { readonly methods: string; readonly until: number }>();
  const asBrowser: typeof fetch = async (input, init = {}) => {
    if (typeof input !== 'string') throw new TypeError('The link asks by text alone.');
    const url = input;
    const { method = 'GET', signal } = init;
    const asked = new Headers(init.headers);
    const unsafe = [...asked.keys()].filter((name) => name !== 'accept');
    const mayKeep = init.cache === undefined || init.cache === 'default';
    const known = mayKeep ? allowed.get(url) : undefined;
    const isKnown = known !== undefined && known.until > now() && known.methods.includes(method);
    if ((unsafe.length > 0 || !['GET', 'POST'].includes(method)) && !isKnown) {
      const answer = await before(url, {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': method,
          'Access-Control-Request-Headers': unsafe.join(','),
        },
        ...(signal && { signal }),
      });
      await answer.arrayBuffer();
      const seconds = Number(answer.headers.get('Access-Control-Max-Age') ?? 5);
      const methods = answer.headers.get('Access-Control-Allow-Methods') ?? '';
      if (!answer.ok || !methods.includes(method)) throw new TypeError('Failed to fetch');
      if (mayKeep) allowed.set(url, { methods, until: now() + Math.min(seconds, longestSeconds) * 1000 });
    }
    asked.set('Origin', origin);
    return before(url, { ...init, headers: asked });
  };
  globalThis.fetch = asBrowser;
  return () => {
    globalThis.fetch = before;
  };
}
