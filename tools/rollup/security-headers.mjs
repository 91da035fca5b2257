// The site's security headers, once. index.html carries the content security policy in a meta element (any static host
// keeps it); our server sends it as a header together with what only a header can say, and so do files from the pack:
// workers obey the header alone. Beside the site itself only the nodes of config.json can be reached.
import { isFramedPage } from './framed-pages.mjs';
import { gadgetOrigins } from './gadget-hosts.mjs';
import { connectSources, originsOf, readSiteConfig } from './live-pairs.mjs';

const directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'object-src': "'none'",
};

const text = (entries) =>
  Object.entries(entries)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

/** The desktop frames its own gadgets, those of the hosts in config.json, and the other node's understudy, and moves there with a form (docs/moving.md). */
const policy = (config, more = {}) => {
  const nodes = originsOf(config).join(' ') || "'none'";
  const framed = ["'self'", ...originsOf(config), ...gadgetOrigins(config)].join(' ');
  const connect = ["'self'", ...connectSources(config)].join(' ');
  return text({ ...directives, 'connect-src': connect, 'frame-src': framed, 'form-action': nodes, ...more });
};

/**
 * A framed gadget's page says itself, by hash, which script and style it has; this is all that can be said without it. The
 * frame inside inherits both.
 */
const policyOfFramedPage = text({
  'img-src': "'none'",
  'font-src': "'none'",
  'connect-src': "'none'",
  'worker-src': "'none'",
  'frame-src': "'none'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'self'",
});

/** The one page that a node of the pair may frame. */
export const understudyPage = 'understudy.html';

/** For the meta element. `config`: of the site, as `readSiteConfig` gives it. */
export const policyForMeta = (config) => policy(config);

/** Headers of an answer of a site with this `config`; `path` is relative to the site. */
export const securityHeadersFor = (config, path = '') => ({
  'Content-Security-Policy': isFramedPage(path)
    ? policyOfFramedPage
    : policy(config, {
        'frame-ancestors': path === understudyPage ? ["'self'", ...originsOf(config)].join(' ') : "'self'",
      }),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), payment=(), usb=()',
});

/** Those of this repository's own site. */
export const securityHeaders = securityHeadersFor(readSiteConfig());
