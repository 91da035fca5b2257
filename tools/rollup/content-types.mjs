// Content types of what the site holds. A packed file gets its type from here, a served one from the server: they agree.

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.bin': 'application/octet-stream',
  '.txt': 'text/plain; charset=utf-8',
};

/** Throws for a kind of file nobody thought of: a wrong type is found in the build, not in the browser. */
export function contentTypeOf(path) {
  const type = types[/\.\w+$/.exec(path)?.[0] ?? ''];
  if (!type) throw new Error(`No content type is known for ${path} (tools/rollup/content-types.mjs)`);
  return type;
}
