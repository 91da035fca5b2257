/**
 * Imported before workbox in tests that run in a page: what the build puts in place of `process.env.NODE_ENV`, and a
 * constructor that only workers have and workbox asks for.
 */
Object.assign(globalThis, { process: { env: { NODE_ENV: 'production' } }, FetchEvent: function FetchEvent() {} });
export {};
