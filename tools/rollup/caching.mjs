// How long an answer of the site may be kept, by its path: hashed files for ever, all others are asked for again each time.
// Our server says so, and so do files from the pack: what is kept for ever a page has again at a reload from the browser's
// memory, and asks nobody, not even the service worker.

/** Their names change with their content. */
const hashed = /^(?:assets\/|pack-)/;

/** `path` is relative to the site. */
export const cachingFor = (path) => ({
  'Cache-Control': hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
});
